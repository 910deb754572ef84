// A client beside others. A block, so that its names are its own.
{
  // A long list keeps what matches the words typed above it.
  const offerFilter = (input) => {
    const list = document.getElementById(input.dataset.optionsOf);
    const options = [...list.options].map((option) => ({ option, text: plain(option.textContent) }));
    const groups = [...list.querySelectorAll("optgroup")];
    input.addEventListener("input", () => {
      const words = wordsOf(input.value);
      for (const { option, text } of options) {
        const group = option.parentElement.label ? plain(option.parentElement.label) : "";
        option.hidden = !option.selected && !words.every((word) => text.includes(word) || group.includes(word));
      }
      for (const group of groups) group.hidden = [...group.children].every((option) => option.hidden);
    });
    // Typing asks nothing of the server: only a choice does.
    input.addEventListener("change", (event) => event.stopPropagation());
    input.hidden = false;
  };
  document.querySelectorAll("[data-options-of]").forEach(offerFilter);
}
