"""Pictures of every page, in both languages and both themes, and on a telephone: `make screenshots` makes them, people look at them."""

import os
from pathlib import Path

import pytest
from places import ADDRESSES, OUTSIDE, in_language, slug

FOLDER = Path(os.environ.get("LIMPIDE_SCREENSHOTS", "screenshots"))
# The pictures that the documentation shows, by the name of their page.
SHOWN = {"client refused": "client-page", "simulation": "what-if", "portfolio": "portfolio"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", [*ADDRESSES, *OUTSIDE])
def test_picture(open_tab, places, name, language, scheme):
    options = {"color_scheme": scheme, "viewport": {"width": 1280, "height": 900}}
    if name in OUTSIDE:
        options["storage_state"] = None
    tab = open_tab(**options)
    tab.goto(in_language(places.path(name), language))
    tab.wait_for_load_state("networkidle")
    folder = FOLDER / f"{language}-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=folder / f"{slug(name)}.png", full_page=True)
    if (language, scheme) == ("fr", "light"):
        if name in SHOWN and os.environ.get("LIMPIDE_DOCUMENTATION"):
            tab.screenshot(path=Path("Documentation") / f"{SHOWN[name]}.png")
        tab.set_viewport_size({"width": 320, "height": 640})
        folder = FOLDER / "telephone"
        folder.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=folder / f"{slug(name)}.png", full_page=True)
