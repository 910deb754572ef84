"""axe-core finds nothing on any page, in both languages and both themes; nothing is lost at 320 px or at twice the text size."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from places import ADDRESSES, OUTSIDE, in_language

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
ALL = [*ADDRESSES, *OUTSIDE]


def violations(tab):
    found = Axe().run(tab, options=RULES).response["violations"]
    return [f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes'][:3]]}" for one in found]


def opened(open_tab, places, name, language="fr", **options):
    if name in OUTSIDE:
        options["storage_state"] = None
    tab = open_tab(**options)
    tab.goto(in_language(places.path(name), language))
    tab.wait_for_load_state("networkidle")
    return tab


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("en", "dark")])
@pytest.mark.parametrize("name", ALL)
def test_axe_finds_nothing(open_tab, places, name, language, scheme):
    tab = opened(open_tab, places, name, language, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    assert violations(tab) == []
    # What is folded away is read too, once somebody opens it.
    tab.evaluate("document.querySelectorAll('details').forEach(element => { element.open = true; })")
    assert violations(tab) == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_lost_on_a_telephone_in_large_text_or_on_paper(open_tab, places, name):
    tab = opened(open_tab, places, name, viewport={"width": 320, "height": 640})
    tab.evaluate("document.querySelectorAll('details').forEach(element => { element.open = true; })")
    wide = tab.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321)"
        ".slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class'))"
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320, wide

    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
    cut = tab.evaluate(
        """[...document.querySelectorAll('main :is(p, h1, h2, h3, h4, dt, dd, th, td, li, a, button, label)')]
            .filter(e => e.checkVisibility() && getComputedStyle(e).overflow === 'hidden'
                && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2))
            .filter(e => !e.matches('.hidden, .hidden *')).map(e => e.outerHTML.slice(0, 200))"""
    )
    assert cut == [], "text is cut off"

    tab.evaluate("document.documentElement.style.fontSize = ''")
    tab.emulate_media(media="print")
    assert tab.get_by_role("heading", level=1).first.is_visible()
    assert tab.pdf(format="A4").startswith(b"%PDF")
