"""What would change the answer, what if, and a new application: by keyboard, with and without scripts, on a telephone."""

import re

import pytest
from playwright.sync_api import expect

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
NEEDED = {
    "Montant emprunté": "406 597,50",
    "Mensualité": "24 700,5",
    "Revenu déclaré": "202 500",
    "Date de naissance": "15/03/1990",
}
HOSTILE = ["beaucoup", "-5", "999999999999999", "'; DROP TABLE clients;--", "<script>alert(1)</script>", "1e400", "١٢٣"]


def plain(locator):
    return locator.inner_text().translate(SPACES)


def press_until_focused(tab, target, limit=160):
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement"):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {target}")


def box(tab, name):
    return tab.get_by_role("main").get_by_label(re.compile(f"^{name}"))


def no_sideways(tab):
    for detail in tab.locator("details").all():
        detail.evaluate("element => element.open = true")
    wide = tab.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321)"
        ".slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class') + ': ' + e.textContent.slice(0, 40))"
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320, wide


# What would change the answer


def test_a_refused_clients_page_says_what_would_change_the_answer(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}")
    region = tab.get_by_role("region", name="Ce qui changerait la réponse")
    expect(region.get_by_text("Ce qui ne se change pas, et pourquoi")).to_be_visible()
    text = plain(region)
    assert "au lieu de" in text or "Aucun changement possible ne suffit" in text, text
    assert "Essayés : revenu déclaré, montant emprunté, mensualité." in text
    tries = region.get_by_role("link", name=re.compile("^Essayer ces valeurs"))
    if tries.count():
        assert re.search(r"(Emprunter|Rembourser|Déclarer) ", text)
        press_until_focused(tab, tries.first)
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile(r"/simulation\?"))
        expect(tab.get_by_role("heading", level=2, name=re.compile("^Accordé au lieu de refusé"))).to_be_visible()


def test_without_scripts_the_changes_are_a_page_of_their_own(open_tab, decisions):
    tab = open_tab(java_script_enabled=False)
    tab.goto(f"/clients/{decisions['refused']}")
    tab.get_by_role("link", name="Voir ces changements").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("ce qui changerait la réponse")
    expect(tab.get_by_text("Ce qui ne se change pas, et pourquoi")).to_be_visible()


def test_a_granted_client_has_nothing_to_change_and_can_try_other_values(tab, decisions):
    tab.goto(f"/clients/{decisions['granted']}")
    region = tab.get_by_role("region", name="Essayer d’autres valeurs")
    expect(region.get_by_text("Rien n’est à changer")).to_be_visible()
    region.get_by_role("link", name="Simuler une autre demande").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Et si la demande était autre")


# What if


def test_a_value_typed_by_keyboard_changes_the_answer_at_once(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}/simulation")
    expect(tab.get_by_role("heading", level=2, name=re.compile("^Aujourd’hui : refusé"))).to_be_visible()
    amount = box(tab, "Montant emprunté")
    press_until_focused(tab, amount)
    tab.keyboard.type("50000")
    expect(tab.get_by_role("heading", name="Ce qui est changé")).to_be_visible()
    expect(tab.get_by_role("heading", level=2, name=re.compile("au lieu de"))).to_be_visible()
    expect(amount).to_be_focused()
    expect(tab.get_by_role("status")).to_contain_text("au lieu de")
    table = plain(tab.get_by_role("table", name="Les valeurs changées"))
    assert "50 000 €" in table and "Mensualité (suit)" in table
    assert tab.get_by_role("img", name=re.compile("^Risque d.impayé")).count() == 2
    assert tab.url.endswith("?montant-emprunte=50000")
    again = plain(tab.locator("#outcome"))
    tab.reload()
    assert plain(tab.locator("#outcome")) == again


def test_arrow_keys_go_a_step(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}/simulation?montant-emprunte=100500")
    amount = box(tab, "Montant emprunté")
    amount.press("ArrowDown")
    expect(amount).to_have_value("100000")
    amount.press("ArrowDown")
    expect(amount).to_have_value("99000")
    amount.press("ArrowUp")
    expect(tab).to_have_url(re.compile("montant-emprunte=100000$"))


def test_the_term_sets_the_instalment(tab, decisions):
    tab.goto(f"/clients/{decisions['refused']}/simulation")
    box(tab, "Montant emprunté").fill("300 000")
    box(tab, "Durée du prêt").fill("30")
    table = tab.get_by_role("table", name="Les valeurs changées")
    expect(table.get_by_role("row", name=re.compile("Mensualité"))).to_contain_text(re.compile("10.000"))
    expect(table.get_by_role("row", name=re.compile("Durée du prêt"))).to_contain_text("30")
    box(tab, "Mensualité").fill("9000")
    expect(tab.get_by_text("remplissez l’une ou l’autre")).to_be_visible()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_cannot_be_a_value_is_told_at_its_field(tab, decisions, text):
    tab.goto(f"/clients/{decisions['refused']}/simulation")
    amount = box(tab, "Montant emprunté")
    amount.fill(text)
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_accessible_description(re.compile("Il faut un nombre|Nous proposons de"))
    expect(tab.get_by_role("heading", level=2, name=re.compile("^Une valeur est à corriger"))).to_be_visible()
    expect(amount).to_have_value(text)
    amount.fill("100000")
    expect(tab.get_by_role("heading", name="Ce qui est changé")).to_be_visible()
    expect(amount).not_to_have_attribute("aria-invalid", "true")


def test_without_scripts_a_simulation_is_a_form_and_an_address(open_tab, decisions):
    tab = open_tab(java_script_enabled=False)
    tab.goto(f"/clients/{decisions['refused']}/simulation")
    box(tab, "Revenu déclaré").fill("900 000")
    tab.get_by_role("button", name="Calculer").click()
    tab.wait_for_url(re.compile(r"revenu-declare=900"))
    expect(tab.get_by_role("heading", name="Ce qui est changé")).to_be_visible()
    expect(box(tab, "Revenu déclaré")).to_have_value("900 000")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_scenario_is_kept_and_opened_again(open_tab, decisions, scripts):
    tab = open_tab(java_script_enabled=scripts)
    name = f"Moins de capital {scripts} <b>"
    tab.goto(f"/clients/{decisions['refused']}/simulation?montant-emprunte=120000")
    field = tab.get_by_label("Nom du scénario")
    expect(field).to_have_value(re.compile("^Montant emprunté 120"))
    field.fill("")
    tab.get_by_role("button", name="Garder").click()
    expect(tab.get_by_text("Donnez un nom au scénario.")).to_be_visible()
    tab.get_by_label("Nom du scénario").fill(name)
    tab.get_by_label("Nom du scénario").press("Enter")
    expect(tab.get_by_text("Le scénario est gardé.")).to_be_visible()
    tab.goto(f"/clients/{decisions['refused']}/simulation")
    kept = tab.get_by_role("region", name="Scénarios gardés")
    expect(kept.get_by_role("heading", name=name)).to_be_visible()
    kept.get_by_role("link", name=f"Rouvrir – {name}").click()
    expect(box(tab, "Montant emprunté")).to_have_value("120000")


# A new application


@pytest.mark.parametrize("scripts", [True, False])
def test_a_new_application_is_filled_in_by_keyboard_and_decided(open_tab, scripts):
    tab = open_tab(java_script_enabled=scripts)
    tab.goto("/")
    tab.get_by_role("link", name="Nouveau dossier").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Nouveau dossier")
    kind = box(tab, "Type de prêt")
    if scripts:
        press_until_focused(tab, kind)
        tab.keyboard.type("prêt p")
    else:
        kind.select_option("prêt personnel".capitalize())
    for label, text in NEEDED.items():
        box(tab, label).focus()
        tab.keyboard.type(text)
    box(tab, "Ancienneté dans l").fill("8 ans")
    box(tab, "Métier").select_option("Vente")
    button = tab.get_by_role("button", name="Calculer et consigner la réponse")
    button.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"/decisions/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$"))


@pytest.mark.parametrize("scripts", [True, False])
def test_mistakes_are_told_at_their_fields_and_at_the_head(open_tab, scripts):
    tab = open_tab(java_script_enabled=scripts)
    tab.goto("/applications/new")
    box(tab, "Type de prêt").select_option(index=1)
    wrong = {
        "Montant emprunté": "beaucoup",
        "Mensualité": "-5",
        "Revenu déclaré": "999999999999",
        "Date de naissance": "01/01/2099",
        "Personnes au foyer": "' OR 1=1 --",
        "Enfants à charge": "<script>alert(1)</script>",
    }
    for label, text in wrong.items():
        box(tab, label).fill(text)
    tab.get_by_role("button", name="Calculer et consigner la réponse").click()
    summary = tab.get_by_role("alert")
    expect(summary.get_by_role("heading")).to_have_text("6 informations sont à corriger")
    expect(summary).to_be_focused()
    for label, text in wrong.items():
        field = box(tab, label)
        expect(field).to_have_value(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile("Il faut|impossible|à venir"))
    link = summary.get_by_role("link", name="Date de naissance")
    press_until_focused(tab, link)
    tab.keyboard.press("Enter")
    expect(box(tab, "Date de naissance")).to_be_focused()
    # Nothing of another section opened by itself; the fields that ask for more open by keyboard.
    more = tab.get_by_text("Plus d’informations").first
    more.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("details[open]").first).to_be_visible()


def test_a_field_is_checked_as_it_is_left(tab):
    tab.goto("/applications/new")
    amount = box(tab, "Montant emprunté")
    amount.fill("beaucoup")
    amount.press("Tab")
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_accessible_description(re.compile("Il faut un nombre"))
    amount.fill("5000")
    amount.press("Tab")
    expect(amount).not_to_have_attribute("aria-invalid", "true")


# A session that ends


def sign_in(tab, name, password):
    tab.get_by_label("Nom du compte").fill(name)
    tab.get_by_label("Mot de passe").fill(password)
    tab.get_by_label("Mot de passe").press("Enter")


def fresh(open_tab, password, address, **options):
    """A tab of its own session, so that ending it ends nobody else's."""
    tab = open_tab(storage_state={"cookies": [], "origins": []}, **options)
    tab.goto("/sign-in")
    sign_in(tab, "demo", password)
    tab.wait_for_url(f"{address}/")
    return tab


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_outlives_the_session(open_tab, password, address, scripts):
    tab = fresh(open_tab, password, address, java_script_enabled=scripts)
    tab.goto("/applications/new")
    box(tab, "Montant emprunté").fill("123 456")
    box(tab, "Personnes au foyer").fill("<b>trois</b>")
    tab.context.clear_cookies()
    tab.get_by_role("button", name="Calculer et consigner la réponse").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Se connecter")
    expect(tab.get_by_role("status")).to_contain_text("Ce que vous avez saisi est gardé")
    assert "123 456" not in tab.content() and "trois" not in tab.content()
    sign_in(tab, "demo", password)
    tab.wait_for_url(re.compile("/applications/new$"))
    expect(tab.get_by_role("status").first).to_contain_text("Rien n’a été envoyé")
    expect(box(tab, "Montant emprunté")).to_have_value("123 456")
    expect(box(tab, "Personnes au foyer")).to_have_value("<b>trois</b>")


def test_another_account_does_not_see_what_was_typed(open_tab, password, address, users):
    other = users("add", "paul", "--role", "adviser", "--demo").split()[-1]
    tab = fresh(open_tab, password, address)
    tab.goto("/applications/new")
    box(tab, "Montant emprunté").fill("123 456")
    tab.context.clear_cookies()
    tab.get_by_role("button", name="Calculer et consigner la réponse").click()
    sign_in(tab, "paul", other)
    tab.wait_for_url(re.compile("/applications/new$"))
    expect(box(tab, "Montant emprunté")).to_have_value("")
    expect(tab.get_by_text("Votre saisie est retrouvée")).to_have_count(0)


def test_a_simulation_keeps_its_values_over_the_sign_in_page(open_tab, decisions, password, address):
    tab = fresh(open_tab, password, address)
    tab.goto(f"/clients/{decisions['refused']}/simulation")
    tab.context.clear_cookies()
    box(tab, "Montant emprunté").fill("100000")
    tab.wait_for_url(re.compile("/sign-in"))
    sign_in(tab, "demo", password)
    tab.wait_for_url(re.compile(r"/simulation\?"))
    expect(box(tab, "Montant emprunté")).to_have_value("100000")
    expect(tab.get_by_role("heading", name="Ce qui est changé")).to_be_visible()


def test_the_name_of_a_scenario_outlives_the_session(open_tab, decisions, password, address):
    tab = fresh(open_tab, password, address)
    tab.goto(f"/clients/{decisions['refused']}/simulation?montant-emprunte=120000")
    tab.get_by_label("Nom du scénario").fill("Une idée")
    tab.context.clear_cookies()
    tab.get_by_role("button", name="Garder").click()
    sign_in(tab, "demo", password)
    tab.wait_for_url(re.compile(r"/simulation\?montant-emprunte=120000$"))
    expect(tab.get_by_label("Nom du scénario")).to_have_value("Une idée")
    expect(tab.get_by_role("heading", name="Une idée")).to_have_count(0)


# On every page


PLACES = [
    "/clients/{refused}/changes", "/clients/{granted}/changes", "/clients/{refused}/simulation",
    "/clients/{refused}/simulation?montant-emprunte=60000&revenu-declare=900000",
    "/clients/{refused}/simulation?montant-emprunte=x&duree=9999", "/applications/new",
]  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("place", PLACES)
def test_a_narrow_telephone_never_scrolls_sideways(open_tab, decisions, place, scripts):
    tab = open_tab(viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
    tab.goto(place.format(**decisions))
    if scripts:
        tab.wait_for_load_state("networkidle")
        no_sideways(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("place", PLACES)
def test_fields_have_names_headings_are_in_order_and_targets_are_large(tab, decisions, place):
    tab.goto(place.format(**decisions))
    assert tab.get_by_role("heading", level=1).count() == 1
    levels = tab.evaluate("[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(e => Number(e.tagName[1]))")
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:])), levels
    nameless = tab.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        ".filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.outerHTML)"
    )
    assert nameless == []
    broken = tab.evaluate(
        """['aria-labelledby', 'aria-describedby', 'for'].flatMap(name => [...document.querySelectorAll(`[${name}]`)]
            .flatMap(e => e.getAttribute(name).split(' ')).filter(id => !document.getElementById(id)))"""
    )
    assert broken == [], "names that lead nowhere"
    small = tab.evaluate(
        "[...document.querySelectorAll('main :is(input:not([type=hidden]), select, button)')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []
    for details in tab.locator("details.expert").all():
        details.evaluate("element => element.remove()")
    assert not re.search(r"\b[A-Z]{2,}_[A-Z_]+\b|\b(NaN|nil|null|undefined)\b", tab.locator("body").inner_text())
