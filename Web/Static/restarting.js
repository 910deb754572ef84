// Asks every two seconds whether the server answers again, then goes back to where the person was.
const state = document.querySelector("#state");

async function ask() {
  try {
    const answer = await fetch("/health", { cache: "no-store" });
    if (answer.ok) {
      // A form is not sent twice: the page before has it, as it was filled in.
      if (document.body.dataset.posted === undefined) location.reload();
      else history.back();
      return;
    }
  } catch {
    // Not yet.
  }
  state.textContent = state.dataset.fr.replace("{time}", new Date().toLocaleTimeString("fr"));
  setTimeout(ask, 2000);
}

setTimeout(ask, 1000);
