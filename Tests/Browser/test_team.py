"""What a team does: browses, sees why and how sure, reads a history, tries a limit, looks at models and at fairness."""

import re

import pytest
from playwright.sync_api import expect

from test_adviser import RAW_NAME, press_until_focused

ADDRESSES = [
    "/clients", "/clients?status=refused&order=risk-down", "/clients/{refused}/reasons",
    "/clients/{refused}/reasons/external_scores", "/clients/{refused}/history-of-credit", "/portfolio",
    "/portfolio?limit=15&ratio=12", "/models", "/fairness",
]  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False])
def test_clients_are_browsed_by_keyboard(open_tab, scripts):
    tab = open_tab(java_script_enabled=scripts)
    tab.goto("/clients")
    tick = tab.get_by_role("checkbox", name=re.compile("Refusé"))
    press_until_focused(tab, tick)
    tab.keyboard.press("Space")
    order = tab.get_by_label("Ordre")
    press_until_focused(tab, order)
    tab.keyboard.press("End")
    show = tab.get_by_role("button", name="Afficher")
    press_until_focused(tab, show)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/clients?*status=refused*")
    results = tab.locator("#results")
    assert set(results.get_by_role("cell").filter(has_text="sé").all_inner_texts()) == {"Refusé"}
    risks = [float(text.split()[0].replace(",", ".")) for text in results.get_by_role("cell").all_inner_texts() if "sur" in text]
    assert risks == sorted(risks, reverse=True)
    first = results.get_by_role("rowheader").all_inner_texts()
    following = results.get_by_role("link", name="Clients suivants")
    press_until_focused(tab, following)
    tab.keyboard.press("Enter")
    expect(results.get_by_role("heading", name="Suite de la liste")).to_be_visible()
    assert not set(first) & set(results.get_by_role("rowheader").all_inner_texts())
    if scripts:
        expect(results.get_by_role("heading", name="Suite de la liste")).to_be_focused()


def test_a_list_follows_what_is_ticked(tab):
    tab.goto("/clients")
    tab.get_by_role("checkbox", name=re.compile("Refusé")).check()
    badges = tab.locator("#results").get_by_role("cell").filter(has_text=re.compile("^(Accordé|Refusé|À revoir)$"))
    expect(badges.filter(has_text="Accordé")).to_have_count(0)
    assert set(badges.all_inner_texts()) == {"Refusé"}


def test_a_person_comes_back_to_what_they_opened(open_tab, decisions):
    tab = open_tab()
    tab.goto(f"/clients/{decisions['refused']}")
    tab.goto("/")
    recent = tab.get_by_role("region", name="Vos derniers dossiers")
    assert re.sub(r"\D", "", recent.get_by_role("link").first.inner_text()) == str(decisions["refused"])


@pytest.mark.parametrize("scripts", [True, False])
def test_how_sure_we_are_is_said(open_tab, decisions, scripts):
    tab = open_tab(java_script_enabled=scripts)
    tab.goto(f"/clients/{decisions['refused']}")
    sentence = tab.get_by_text(re.compile("^Parmi les .* dossiers passés au risque comparable"))
    expect(sentence).to_be_visible()
    assert re.search(r"(entre \S+ et|environ) \S+ sur 100 n’ont pas été remboursés", sentence.inner_text())


@pytest.mark.parametrize("scripts", [True, False])
def test_a_subject_opens_onto_what_it_is_made_of(open_tab, decisions, scripts):
    tab = open_tab(java_script_enabled=scripts)
    tab.goto(f"/clients/{decisions['refused']}")
    section = tab.get_by_role("region", name="Comment on arrive à ce risque")
    points = [
        float(text.replace("\u202f", "").replace("\u00a0", "").replace("−", "-").replace("+", "").replace(",", ".").split("point")[0])
        for text in section.locator("summary .points, li > .step .points").all_inner_texts()[1:-1]
    ]
    ends = [float(text.split()[0].replace(",", ".")) for text in section.locator("strong.points").all_inner_texts()]
    assert abs(ends[0] + sum(points) - ends[1]) < 0.05, "the points must add up as they are read"
    line = section.locator("summary").first
    press_until_focused(tab, line)
    tab.keyboard.press("Enter")
    if not scripts:
        link = section.get_by_role("link", name="Voir de quoi c’est fait").first
        press_until_focused(tab, link)
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("de quoi c’est fait")
    table = tab.get_by_role("table").filter(has_text="D’habitude").first
    expect(table).to_be_visible()
    assert table.get_by_role("row").count() > 1


@pytest.mark.parametrize("scripts", [True, False])
def test_the_credit_history_is_read(open_tab, decisions, scripts):
    tab = open_tab(java_script_enabled=scripts)
    tab.goto(f"/clients/{decisions['granted']}")
    section = tab.get_by_role("region", name="Historique de crédit")
    if not scripts:
        link = section.get_by_role("link", name="Voir l’historique de crédit")
        press_until_focused(tab, link)
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Historique de crédit")
        expect(tab.get_by_role("heading", level=2).first).to_be_visible()
    else:
        expect(section.get_by_role("heading", level=3).first).to_be_visible()


def test_the_filter_finds_a_field_by_its_name_in_the_other_language(tab, decisions):
    tab.goto(f"/clients/{decisions['granted']}")
    field = tab.get_by_role("searchbox", name="Chercher une information")
    field.fill("income")
    terms = tab.get_by_role("region", name="Le dossier").get_by_role("term")
    expect(terms.filter(has_text=re.compile("revenu", re.I)).first).to_be_visible()
    field.fill("housing")
    expect(terms.filter(has_text=re.compile("logement", re.I)).first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_another_limit_is_tried_by_keyboard(open_tab, scripts):
    tab = open_tab(java_script_enabled=scripts)
    tab.goto("/portfolio")
    before = tab.locator("#outcome").inner_text()
    number = tab.get_by_role("spinbutton", name="Limite, sur 100")
    press_until_focused(tab, number)
    tab.keyboard.press("Control+a")
    tab.keyboard.type("25")
    tab.keyboard.press("Enter")
    expect(tab.locator("#outcome")).to_contain_text("À 25 sur 100")
    assert tab.locator("#outcome").inner_text() != before
    if scripts:
        slider = tab.get_by_role("slider", name="Limite, sur 100")
        assert slider.input_value() == "25"
        slider.focus()
        tab.keyboard.press("ArrowRight")
        expect(tab.locator("#outcome")).to_contain_text("À 25,5 sur 100")
        expect(number).to_have_value("25.5")


def test_models_lead_to_their_cards(tab):
    tab.goto("/models")
    expect(tab.get_by_text("décide aujourd’hui")).to_be_visible()
    tab.get_by_role("link", name=re.compile("^Fiche du modèle")).first.click()
    tab.wait_for_url("**/card")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") != "400"


def test_fairness_is_told_by_characteristic(tab):
    tab.goto("/fairness")
    for name in ("Sexe", "Âge"):
        region = tab.get_by_role("region", name=name, exact=True)
        expect(region).to_be_visible()
        expect(region.get_by_role("table").first).to_be_visible()
    expect(tab.get_by_text("quatre cinquièmes").first).to_be_visible()


@pytest.mark.parametrize("place", ADDRESSES)
def test_a_narrow_telephone_never_scrolls_sideways(open_tab, decisions, place):
    tab = open_tab(viewport={"width": 320, "height": 640})
    tab.goto(place.format(**decisions))
    for detail in tab.locator("details").all():
        detail.evaluate("element => element.open = true")
    tab.wait_for_load_state("networkidle")
    wide = tab.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321"
        " && !e.closest('.scroll, .expert')).slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class'))"
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320, wide


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("place", ADDRESSES)
def test_no_raw_name_is_read_and_every_field_says_what_it_is(tab, decisions, place, language):
    tab.goto(place.format(**decisions))
    tab.goto(f"{tab.url}{'&' if '?' in tab.url else '?'}lang={language}")
    nameless = tab.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        ".filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.outerHTML)"
    )
    assert nameless == []
    tab.evaluate("document.querySelectorAll('details.expert').forEach(element => element.remove())")
    text = tab.locator("body").inner_text()
    assert RAW_NAME.findall(text) == []
    assert not re.search(r"\b(SHAP|AUC|log-odds|log-cotes|NaN|nil|null|undefined)\b", text)
    assert tab.get_by_role("heading", level=1).count() == 1
