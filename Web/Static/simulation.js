// What would change the answer; new applications. A block, so that its names are its own.
{
  // A field's border says the same as the message under it, which the server swaps.
  const mark = () => {
    for (const message of document.querySelectorAll("p[data-field]")) {
      const field = document.getElementById(message.dataset.field);
      if (!field) continue;
      if (message.dataset.invalid) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  };
  document.addEventListener("htmx:afterSettle", mark);
  document.addEventListener("htmx:oobAfterSwap", mark);

  // Arrow keys go a step up or down, from today's value while nothing is typed.
  const number = (text) => {
    const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    const step = Number(field.dataset?.step);
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || !way || event.altKey || event.ctrlKey || event.metaKey) return;
    const from = number(field.value || field.dataset.start || "");
    if (from === null) return;
    event.preventDefault();
    const next = way > 0 ? Math.floor(from / step + 1e-9) + 1 : Math.ceil(from / step - 1e-9) - 1;
    field.value = Math.max(0, next * step).toString();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A form that decides is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-once]")) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
  });

  // What was typed before a session ended goes back into its form.
  const kept = document.querySelector("[data-kept]");
  if (kept) {
    const texts = JSON.parse(kept.dataset.kept);
    const places = [...document.forms].filter((form) => new URL(form.action).pathname === kept.dataset.action);
    for (const form of places) {
      for (const [name, text] of Object.entries(texts)) {
        const field = form.elements.namedItem(name);
        if (!field || field.type === "hidden" || !("value" in field)) continue;
        field.value = text;
        for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      }
    }
  }
}
