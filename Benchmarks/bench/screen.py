"""Milliseconds from a person's act to the changed part on the screen, in Chromium; runs in the tests' own Python.

Prints one line for each act: its name, a tab, the milliseconds. A clock in the page takes the time from the event that the
person's act gives to the first frame that shows the answer.
"""

import sys

from playwright.sync_api import sync_playwright

CLOCK = """([act, part]) => {
  window.shown = new Promise((resolve) => {
    let start;
    document.addEventListener(act, () => { start = performance.now(); }, { capture: true });
    document.body.addEventListener("htmx:afterSettle", () => {
      if (start === undefined || !document.querySelector(part)) return;
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start), 0));
    });
  });
}"""


def timed(tab, act, part, body):
    """The time from the last event of a kind to the frame that shows the swapped part."""
    tab.wait_for_load_state("networkidle")
    tab.evaluate(CLOCK, [act, part])
    body()
    return tab.evaluate("Promise.race([window.shown, new Promise((_, no) => setTimeout(() => no(new Error('nothing came')), 10000))])")


def main():
    browser_path, address, password, *clients = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        tab = browser.new_context(base_url=address, locale="fr-FR", viewport={"width": 1280, "height": 900}).new_page()
        tab.goto("/")
        tab.get_by_label("Nom du compte").fill("demo")
        tab.get_by_label("Mot de passe").fill(password)
        tab.get_by_role("button", name="Se connecter").click()
        tab.wait_for_url(f"{address}/")

        def tell(name, value):
            print(f"{name}\t{value:.1f}", flush=True)

        for client in clients:
            tab.goto("/")
            tell("digits of a number", timed(tab, "input", "#results table", lambda: tab.keyboard.type(client[:1])))
            tab.goto("/clients?q=1")
            tell(
                "filter of the list",
                timed(tab, "input", "#results", lambda: tab.locator("#order").select_option(index=2)),
            )
            tab.goto(f"/clients/{client}/compare")
            tell(
                "another variable",
                timed(tab, "change", "#compare-result", lambda: tab.locator("#compare-variable").select_option(index=5)),
            )
            tab.goto(f"/clients/{client}/simulation")
            tab.get_by_label("Montant emprunté").click()
            tell("what if", timed(tab, "input", "#outcome", lambda: tab.keyboard.type("300000")))
        browser.close()


main()
