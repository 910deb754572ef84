// Decisions, reviews, letters, the client’s own page. A block, so that its names are its own.
{
  const offerCopying = () => {
    for (const button of document.querySelectorAll("[data-copy]")) {
      const field = document.getElementById(button.dataset.copy);
      button.addEventListener("click", async () => {
        field.select();
        try {
          await navigator.clipboard.writeText(field.value);
        } catch {
          // Without encryption a browser keeps the clipboard to itself: the text is selected, Ctrl+C does it.
          return;
        }
        button.textContent = button.dataset.copied;
      });
      button.hidden = false;
    }
  };

  // Of the lender's reasons, those that go with the answer chosen.
  const fitReasons = () => {
    for (const form of document.querySelectorAll("form[data-judge]")) {
      const codes = form.querySelector("select[name=code]");
      const apply = () => {
        const outcome = form.querySelector("input[name=outcome]:checked")?.value;
        for (const group of codes.querySelectorAll("optgroup")) {
          group.disabled = Boolean(outcome) && group.dataset.outcome !== outcome;
          group.hidden = group.disabled;
        }
        if (codes.selectedOptions[0]?.parentElement.disabled) codes.value = "";
      };
      form.addEventListener("change", apply);
      apply();
    }
  };

  offerCopying();
  fitReasons();
}
