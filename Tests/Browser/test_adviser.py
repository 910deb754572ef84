"""What an adviser does, with the keyboard alone, in two languages, on a telephone, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

ADDRESSES = ["/", "/clients?q=1", "/clients?q=777", "/clients/{granted}", "/clients/{refused}", "/model"]
ANSWER = {"granted": "Accordé", "refused": "Refusé"}
SHOWN = "[...document.querySelectorAll('#file dt')].filter(term => term.checkVisibility()).length"
RAW_NAME = re.compile(r"\b[A-Z]{2,}_[A-Z_]+\b")


def press_until_focused(tab, target, key="Tab", limit=80):
    """Moves the focus as a person without a mouse does."""
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement"):
            return
        tab.keyboard.press(key)
    raise AssertionError(f"{key} never reached {target}")


@pytest.mark.parametrize("status", ["granted", "refused"])
def test_a_client_is_found_and_read_by_keyboard_alone(tab, decisions, status):
    tab.goto("/")
    number = tab.get_by_role("searchbox", name="Numéro de client")
    press_until_focused(tab, number)
    tab.keyboard.type(str(decisions[status]))
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/clients/{decisions[status]}")

    digits = re.sub(r"\D", "", tab.get_by_role("heading", level=1).inner_text())
    assert digits == str(decisions[status])
    expect(tab.get_by_role("heading", name=ANSWER[status], exact=True)).to_be_visible()
    expect(tab.get_by_text(re.compile("^Sur 1.?000? dossiers semblables"))).to_be_visible()
    expect(tab.get_by_role("img", name=re.compile("^Risque d.impayé"))).to_be_visible()
    for title in ("Ce qui pèse contre", "Ce qui pèse pour"):
        expect(tab.get_by_role("heading", name=title)).to_be_visible()
    assert tab.get_by_role("heading", level=4).count() >= 1, "no reason is given"

    calculation = tab.get_by_text("Voir le calcul complet")
    press_until_focused(tab, calculation)
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Score du client").first).to_be_visible()


def test_a_suggested_client_is_opened_by_keyboard(tab):
    tab.goto("/")
    link = tab.get_by_role("main").get_by_role("list").get_by_role("link").first
    digits = re.sub(r"\D", "", link.inner_text())
    press_until_focused(tab, link)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/clients/{digits}")


def test_the_skip_link_is_first_and_leads_to_the_content(tab, decisions):
    tab.goto(f"/clients/{decisions['granted']}")
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("main")).to_be_focused()


def test_where_the_focus_is_can_be_seen(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}")
    for _ in range(8):
        tab.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        outline = tab.evaluate(f"{style}.outlineStyle + ' ' + {style}.outlineWidth + ' ' + {style}.boxShadow")
        assert not re.match(r"(none .*|.* 0px) none$", outline), outline


def test_results_follow_the_digits_as_they_are_typed(tab, decisions):
    tab.goto("/")
    start = str(decisions["granted"])[:5]
    tab.get_by_role("searchbox", name="Numéro de client").press_sequentially(start)
    expect(tab.get_by_role("table")).to_be_visible()
    for text in tab.get_by_role("rowheader").all_inner_texts():
        assert re.sub(r"\D", "", text).startswith(start)


def test_a_number_that_starts_nobodys_says_what_to_do(tab):
    tab.goto("/clients?q=777")
    expect(tab.get_by_role("heading", name=re.compile("Aucun numéro de client"))).to_be_visible()
    expect(tab.get_by_text("Vérifiez le numéro")).to_be_visible()


def test_french_first_english_by_a_switch_that_is_remembered(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}")
    expect(tab.locator("html")).to_have_attribute("lang", "fr")
    tab.get_by_role("link", name="English").click()
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    expect(tab.get_by_role("heading", name="Refused", exact=True)).to_be_visible()
    assert f"/clients/{decisions['refused']}" in tab.url, "the switch must keep the page"
    tab.goto("/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Find a client")
    tab.get_by_role("link", name="Français").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Trouver un client")


def test_everything_is_there_without_scripts(open_tab, decisions):
    tab = open_tab(java_script_enabled=False)
    tab.goto("/")
    tab.get_by_role("searchbox", name="Numéro de client").fill(str(decisions["granted"]))
    tab.get_by_role("main").get_by_role("button", name="Chercher").click()
    tab.wait_for_url(f"**/clients/{decisions['granted']}")
    expect(tab.get_by_role("heading", name="Accordé", exact=True)).to_be_visible()
    assert tab.get_by_role("definition").count() > 20, "the client's information must be there"
    # A field that nothing answers would be a lie.
    expect(tab.get_by_role("searchbox", name="Chercher une information")).to_be_hidden()
    tab.get_by_text("Voir le calcul complet").click()
    expect(tab.get_by_text("Score du client").first).to_be_visible()


def test_the_chart_is_drawn_and_its_table_stays(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}/reasons")
    figure = tab.get_by_role("figure").filter(has=tab.get_by_role("table"))
    drawing = figure.locator("[role=graphics-document]")
    expect(drawing).to_be_visible()
    assert drawing.get_attribute("aria-label"), "the drawing needs a description"
    assert drawing.locator("svg path").count() > 5, "bars and axes must be there"
    expect(figure.get_by_role("table")).to_have_count(1)
    size = drawing.bounding_box()
    assert size["width"] > 300 and size["height"] > 80, size


def test_the_information_filter_keeps_what_matches(tab, decisions):
    tab.goto(f"/clients/{decisions['granted']}")
    field = tab.get_by_role("searchbox", name="Chercher une information")
    terms = tab.get_by_role("region", name="Le dossier").get_by_role("term")
    everything = terms.count()
    field.fill("revenu")
    expect(terms.filter(has_text=re.compile("revenu", re.I)).first).to_be_visible()
    tab.wait_for_function(f"{SHOWN} < {everything}")
    kept = [term for term in terms.all() if term.is_visible()]
    assert 1 <= len(kept) < everything
    field.fill("zzzz")
    expect(tab.get_by_text("Aucune information ne correspond.")).to_be_visible()
    field.fill("")
    tab.wait_for_function(f"{SHOWN} === {everything}")


@pytest.mark.parametrize(
    ("place", "status"),
    [("/clients/999999999999", 404), ("/clients/abc", 400), ("/nowhere", 404), ("/clients/1e5", 400)],
)
def test_a_wrong_address_says_what_to_do_and_nothing_of_the_inside(tab, place, status):
    answer = tab.goto(place)
    assert answer.status == status
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.get_by_role("main").get_by_role("searchbox", name="Numéro de client")).to_be_visible()
    text = tab.get_by_role("main").inner_text()
    assert not re.search(r"error|swift|exception|sqlite|Code\(", text, re.I), text
    tab.get_by_role("main").get_by_role("link").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Trouver un client")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("place", ADDRESSES)
def test_no_raw_column_name_is_read_by_a_person(tab, decisions, place, language):
    tab.goto(place.format(**decisions))
    tab.goto(f"{tab.url}{'&' if '?' in tab.url else '?'}lang={language}")
    tab.evaluate("document.querySelectorAll('details').forEach(element => element.remove())")
    text = tab.locator("body").inner_text()
    labels = tab.evaluate(
        "[...document.querySelectorAll('[aria-label], [title], [placeholder]')]"
        ".flatMap(e => ['aria-label', 'title', 'placeholder'].map(name => e.getAttribute(name) ?? '')).join('\\n')"
    )
    assert len(text) > 100
    assert RAW_NAME.findall(text + labels) == []
    assert not re.search(r"\b(SHAP|AUC|log-odds|log-cotes|NaN|nil|null|undefined)\b", text)


@pytest.mark.parametrize("place", ADDRESSES + ["/clients/999999999999"])
def test_a_narrow_telephone_never_scrolls_sideways(open_tab, decisions, place):
    tab = open_tab(viewport={"width": 320, "height": 640})
    tab.goto(place.format(**decisions))
    for detail in tab.locator("details").all():
        detail.evaluate("element => element.open = true")
    tab.wait_for_load_state("networkidle")
    width = tab.evaluate("document.documentElement.scrollWidth")
    wide = tab.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321)"
        ".slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class'))"
    )
    assert width <= 320, wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ADDRESSES)
def test_every_page_is_quiet_and_has_its_landmarks(open_tab, decisions, place, scheme):
    tab = open_tab(color_scheme=scheme)
    answer = tab.goto(place.format(**decisions))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    tab.wait_for_load_state("networkidle")
    assert tab.get_by_role("main").count() == 1
    assert tab.get_by_role("heading", level=1).count() == 1
    assert tab.title()
    # Whatever can be filled in or pressed says what it is, and every drawing that speaks has a name.
    nameless = tab.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        ".filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.outerHTML)"
    )
    assert nameless == []
    unnamed = tab.evaluate(
        """[...document.querySelectorAll('[role=img], img')].filter(e => !e.getAttribute('aria-label')
            && !e.getAttribute('alt') && !(e.getAttribute('aria-labelledby') ?? '').split(' ')
                .some(id => document.getElementById(id)?.textContent)).map(e => e.outerHTML.slice(0, 200))"""
    )
    assert unnamed == []
    broken = tab.evaluate(
        """['aria-labelledby', 'aria-describedby', 'for'].flatMap(name => [...document.querySelectorAll(`[${name}]`)]
            .flatMap(e => e.getAttribute(name).split(' ')).filter(id => !document.getElementById(id)))"""
    )
    assert broken == [], "names that lead nowhere"


def test_a_client_prints_on_paper(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}")
    tab.emulate_media(media="print")
    expect(tab.get_by_role("heading", name="Refusé", exact=True)).to_be_visible()
    expect(tab.get_by_role("searchbox", name="Numéro de client")).to_be_hidden()
    assert tab.pdf(format="A4").startswith(b"%PDF")
