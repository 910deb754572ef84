// Portfolio, models, fairness; finding a client and what their risk is made of.
{
  // A slider beside each number: moving one moves the other, and the form hears of it from the number.
  for (const box of document.querySelectorAll("[data-slider]")) {
    const range = box.querySelector("input[type=range]");
    const number = box.querySelector("input[type=number]");
    const output = box.querySelector("output");
    range.hidden = false;
    range.addEventListener("input", () => {
      number.value = range.value;
      output.textContent = range.value;
    });
    number.addEventListener("input", () => {
      if (number.value !== "" && number.validity.valid) range.value = number.value;
    });
  }

  // Who follows a link to the next part of a list goes on from its heading.
  document.addEventListener("htmx:afterSwap", (event) => {
    const place = event.detail.requestConfig?.elt?.dataset?.focus;
    if (place) document.querySelector(place)?.focus();
  });
}
