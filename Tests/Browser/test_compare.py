"""A client beside others: by keyboard, with and without scripts, on a telephone; and what matters overall."""

import re

import pytest
from playwright.sync_api import expect

from test_adviser import press_until_focused

RAW_NAME = re.compile(r"\b[A-Z]{2,}_[A-Z_]+\b")
PAGES = ["/clients/{refused}", "/clients/{refused}/compare", "/clients/{granted}/compare/pair", "/importance"]


def result(tab):
    return tab.get_by_role("region", name="Résultat de la comparaison")


def test_another_variable_and_group_are_chosen_by_keyboard_and_only_the_result_changes(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}")
    address = tab.url
    variable = tab.get_by_label("Information", exact=True)
    press_until_focused(tab, variable, limit=200)
    before = result(tab).inner_text()
    tab.keyboard.type("Montant emprunté")
    expect(result(tab)).not_to_have_text(before)
    expect(result(tab).get_by_role("heading", level=3)).to_contain_text("clients sur 100")
    alike = tab.get_by_label("les clients semblables")
    press_until_focused(tab, tab.get_by_label("tous les clients"))
    tab.keyboard.press("ArrowDown")
    expect(alike).to_be_checked()
    expect(result(tab)).to_contain_text(re.compile("semblables|lui ressemblent|Moins de 20"))
    tab.keyboard.press("ArrowDown")
    expect(result(tab)).to_contain_text("Choisissez au moins un point commun")
    job = tab.get_by_label("Type de prêt")
    press_until_focused(tab, job)
    tab.keyboard.press("Space")
    expect(result(tab)).to_contain_text(re.compile("en commun|Moins de 20"))
    assert tab.url == address, "the client's page stays"


def test_the_same_works_without_scripts(open_tab, decisions):
    tab = open_tab(java_script_enabled=False)
    tab.goto(f"/clients/{decisions['refused']}")
    expect(tab.get_by_role("searchbox", name="Chercher dans la liste")).to_be_hidden()
    tab.get_by_label("Information", exact=True).select_option(label="Montant emprunté")
    tab.get_by_label("un groupe que je choisis").check()
    tab.get_by_label("Type de prêt").check()
    tab.get_by_role("button", name="Comparer", exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("parmi les autres")
    expect(tab.get_by_label("Information", exact=True).locator("option:checked")).to_have_text("Montant emprunté")
    expect(tab.get_by_label("Type de prêt")).to_be_checked()
    expect(result(tab).get_by_role("img")).to_be_visible()
    expect(result(tab).get_by_role("table")).to_be_visible()
    tab.get_by_role("link", name="Croiser avec une autre information").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("deux informations à la fois")
    tab.get_by_label("De haut en bas", exact=True).select_option(label="Âge")
    tab.get_by_role("button", name="Croiser", exact=True).click()
    expect(result(tab).get_by_role("table")).to_be_visible()
    expect(result(tab).get_by_role("columnheader").first).to_have_text("Âge")


def test_the_list_is_filtered_as_words_are_typed(tab, decisions):
    tab.goto(f"/clients/{decisions['granted']}/compare")
    options = tab.get_by_label("Information", exact=True).locator("option")
    everything = options.count()
    assert everything > 300
    tab.get_by_role("searchbox", name="Chercher dans la liste").fill("retard maximum")
    shown = "[...document.querySelectorAll('#compare-variable option')].filter(option => !option.hidden).length"
    tab.wait_for_function(f"{shown} < {everything // 4}")


def test_a_group_that_is_too_small_says_nothing_of_it(tab, decisions, read, address):
    number = decisions["granted"]
    same = "&".join(f"same={name}" for name in ("days_birth", "amt_income_total", "amt_credit", "occupation_type",
        "name_education_type", "name_income_type", "name_housing_type", "region_rating_client"))  # fmt: skip
    tab.goto(f"/clients/{number}/compare?variable=ext_source_2&with=group&{same}")
    expect(result(tab)).to_contain_text(re.compile("Moins de 20 clients|Inconnu pour ce client"))
    expect(result(tab).get_by_role("table")).to_have_count(0)
    answer = read(f"{address}/v1/clients/{number}/comparison?variable=ext_source_2&with=group&{same}")
    assert answer["count"] == 0 and answer["bins"] == [] and answer["lower"] is None


def test_the_page_and_the_api_agree(tab, decisions, read, address):
    number = decisions["refused"]
    answer = read(f"{address}/v1/clients/{number}/comparison?variable=AMT_CREDIT")
    tab.goto(f"/clients/{number}/compare?variable=amt_credit")
    assert answer["count"] == 1999
    rows = result(tab).get_by_role("row")
    assert rows.count() == len(answer["bins"]) + 1
    own = [bin["text"]["fr"] for bin in answer["bins"] if bin["is_own"]]
    marked = result(tab).locator("tr[aria-current=true]")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text(re.sub(r"\s", " ", own[0])[1:].strip()[:6])
    assert abs(sum(bin["share_of_paid"] for bin in answer["bins"]) - 1) < 1e-9
    assert all(bin["count"] >= 20 for bin in answer["bins"])


def test_what_matters_is_read_and_one_thing_opened_by_keyboard(tab):
    tab.goto("/importance")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Ce qui compte dans nos réponses")
    links = tab.get_by_role("table", name="Par information").get_by_role("link")
    assert links.count() == 20
    name = links.nth(2).inner_text()
    press_until_focused(tab, links.nth(2), limit=200)
    tab.keyboard.press("Enter")
    detail = tab.get_by_label("En détail")
    expect(detail.get_by_role("heading", level=2)).to_contain_text(re.compile(re.escape(name[1:20])))
    expect(detail.get_by_role("table")).to_be_visible()
    assert "feature=" in tab.url, "the address can be kept"
    tab.reload()
    expect(detail.get_by_role("heading", level=2)).to_contain_text(re.compile(re.escape(name[1:20])))
    family = tab.get_by_role("table", name="Par sujet").get_by_role("link").first
    family.click()
    expect(detail.get_by_role("heading", level=2)).to_contain_text("pèse contre")


def test_what_matters_is_there_without_scripts(open_tab):
    tab = open_tab(java_script_enabled=False)
    tab.goto("/importance")
    tab.get_by_role("table", name="Par sujet").get_by_role("link").nth(1).click()
    expect(tab.get_by_label("En détail").get_by_role("heading", level=2)).to_contain_text("pèse contre")


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_raw_name_and_nothing_wider_than_a_telephone(open_tab, decisions, place, language):
    tab = open_tab(viewport={"width": 320, "height": 700})
    place = place.format(**decisions)
    tab.goto(f"{place}?lang={language}")
    tab.evaluate("document.querySelectorAll('details').forEach(element => element.remove())")
    assert not RAW_NAME.findall(tab.locator("body").inner_text())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    broken = tab.evaluate(
        """['aria-labelledby', 'aria-describedby', 'for'].flatMap(name => [...document.querySelectorAll(`[${name}]`)]
            .flatMap(e => e.getAttribute(name).split(' ')).filter(id => !document.getElementById(id)))"""
    )
    assert broken == []
    small = tab.evaluate(
        """[...document.querySelectorAll('#compare select, #compare button, #compare .choice')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5).length"""
    )
    assert small == 0, "targets must be 44 px high"
