"""What is done with a decision: recorded, written, reviewed, shown to the client; by keyboard, script on and off."""

import re

import pytest
from playwright.sync_api import expect
from test_adviser import press_until_focused

NOBODY = {"cookies": [], "origins": []}
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def press(tab, target, key="Enter"):
    """Goes to something by the keyboard alone, and presses it."""
    press_until_focused(tab, target, limit=200)
    tab.keyboard.press(key)


def write(tab, field, text):
    press_until_focused(tab, field, limit=200)
    tab.keyboard.type(text)


@pytest.fixture(scope="module")
def people(chromium, address, users):
    """An adviser and a reviewer who have signed in, each with an account of their own."""
    found = {}
    for name, role in (("amelie", "adviser"), ("rachel", "reviewer")):
        password = users("add", name, "--role", role, "--demo").split()[-1]
        context = chromium.new_context(base_url=address, locale="fr-FR")
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_label("Nom du compte").fill(name)
        page.get_by_label("Mot de passe").fill(password)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(f"{address}/")
        found[name] = context.storage_state()
        context.close()
    return found


@pytest.fixture
def desk(open_tab, people):
    """A tab of one of them."""

    def desk(name, scripts=True, **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        return open_tab(storage_state=people[name], java_script_enabled=scripts, **options)

    return desk


def record(tab, client):
    """Records a decision from the client's page; its reference."""
    tab.goto(f"/clients/{client}")
    press(tab, tab.get_by_role("button", name="Consigner cette décision"))
    tab.wait_for_url(re.compile("/decisions/[0-9A-Z-]{19}$"))
    return tab.url.rsplit("/", 1)[-1]


@SCRIPTS
def test_a_decision_is_recorded_and_its_letter_written(desk, decisions, scripts):
    tab = desk("amelie", scripts)
    reference = record(tab, decisions["refused"])
    expect(tab.get_by_role("heading", name="Refusé", exact=True)).to_be_visible()
    expect(tab.get_by_text(f"Décision {reference}")).to_be_visible()
    press(tab, tab.get_by_role("link", name="Écrire la lettre"))
    tab.wait_for_url("**/letter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Notre réponse à votre demande de prêt")
    letter = tab.get_by_role("article")
    expect(letter).to_contain_text(f"Référence : {reference}".replace(" : ", "\u00a0: "))
    for part in ("Les raisons principales", "Les données utilisées", "Vos droits"):
        expect(letter.get_by_role("heading", name=part)).to_be_visible()
    assert 1 <= letter.get_by_role("listitem").count() <= 12
    press(tab, tab.get_by_role("button", name="Marquer comme remise"))
    expect(tab.get_by_text(re.compile("^Remise le"))).to_be_visible()
    tab.goto(f"/clients/{decisions['refused']}")
    expect(tab.get_by_role("link", name=re.compile("Lettre remise")).first).to_be_visible()


@SCRIPTS
def test_a_review_goes_to_another_account_and_comes_back(desk, decisions, scripts):
    adviser = desk("amelie", scripts)
    reference = record(adviser, decisions["refused"])
    write(adviser, adviser.get_by_label("Ce qu’il faut regarder"), "Un nouvel emploi depuis mars.")
    press(adviser, adviser.get_by_role("button", name="Envoyer la demande"))
    expect(adviser.get_by_text("Un réexamen est déjà en cours.")).to_be_visible()
    place = adviser.get_by_role("link", name="Un réexamen est en cours").get_attribute("href")

    reviewer = desk("rachel", scripts)
    reviewer.goto("/")
    press(reviewer, reviewer.get_by_role("navigation", name="Navigation").get_by_role("link", name="Réexamens"))
    expect(reviewer.get_by_role("heading", level=1)).to_have_text("Réexamens")
    press(reviewer, reviewer.locator(f"a[href='{place}']"))
    reviewer.wait_for_url(f"**{place}")
    expect(reviewer.get_by_text("Un nouvel emploi depuis mars.").first).to_be_visible()
    press(reviewer, reviewer.get_by_role("button", name="Prendre ce réexamen"))
    expect(reviewer.get_by_role("heading", name="Votre décision")).to_be_visible()
    press(reviewer, reviewer.get_by_label("Accorder le prêt"), "Space")
    reasons = reviewer.get_by_label("Raison, dite aussi au client")
    press_until_focused(reviewer, reasons)
    reviewer.keyboard.type("Revenu vérifié")
    expect(reasons).to_have_value("human.income_confirmed")
    write(reviewer, reviewer.get_by_label("Ce que vous avez constaté"), "Trois bulletins vus.")
    press(reviewer, reviewer.get_by_role("button", name="Consigner ma décision"))
    expect(reviewer.get_by_role("heading", name=re.compile("accordé"))).to_be_visible()

    adviser.goto("/reviews")
    expect(adviser.locator(f"a[href='{place}']")).to_be_visible()
    for page in (f"/decisions/{reference}", f"/clients/{decisions['refused']}"):
        adviser.goto(page)
        expect(adviser.get_by_role("region", name="Décision d’une personne")).to_contain_text("Trois bulletins vus.")
    expect(adviser.get_by_role("heading", name="Refusé", exact=True)).to_be_visible()


@SCRIPTS
def test_a_client_reads_and_contests_by_their_link_without_an_account(desk, open_tab, decisions, address, scripts):
    adviser = desk("amelie", scripts)
    reference = record(adviser, decisions["refused"])
    press(adviser, adviser.get_by_role("button", name="Faire le lien"))
    link = adviser.get_by_label("Adresse à donner au client").input_value()
    assert link.startswith(f"{address}/mine/")

    client = open_tab(storage_state=NOBODY, java_script_enabled=scripts)
    answer = client.goto(link)
    assert answer.headers["cache-control"] == "no-store" and answer.headers["referrer-policy"] == "no-referrer"
    expect(client.get_by_role("heading", level=1)).to_have_text("Votre prêt n’est pas accordé")
    expect(client.get_by_role("navigation")).to_have_count(0)
    assert "amelie" not in client.content()
    press(client, client.get_by_text("Voir toutes ces données"))
    expect(client.get_by_role("term").first).to_be_visible()
    write(client, client.get_by_label("Votre point de vue"), "Mon revenu a changé.")
    press(client, client.get_by_role("button", name="Envoyer ma contestation"))
    expect(client.get_by_role("status")).to_contain_text("est enregistrée")
    client.get_by_role("link", name="English").click()
    expect(client.get_by_role("heading", level=1)).to_have_text("Your loan is not granted")

    reviewer = desk("rachel", scripts)
    reviewer.goto("/reviews")
    expect(reviewer.get_by_text("Mon revenu a changé.").first).to_be_visible()
    adviser.goto(f"/decisions/{reference}")
    expect(adviser.get_by_text("Le client conteste").first).to_be_visible()


@SCRIPTS
def test_a_note_is_kept_and_the_whole_history_can_be_read(desk, decisions, scripts):
    tab = desk("amelie", scripts)
    tab.goto(f"/clients/{decisions['granted']}")
    press(tab, tab.get_by_role("link", name="Noter", exact=True))
    write(tab, tab.get_by_label("Ce qui a été dit"), "Le client revient jeudi.")
    press(tab, tab.get_by_role("button", name="Garder la note"))
    expect(tab.get_by_text("Le client revient jeudi.").first).to_be_visible()
    press(tab, tab.get_by_role("link", name="Voir tout le suivi"))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Suivi du client")
    expect(tab.get_by_text("Le client revient jeudi.").first).to_be_visible()


@SCRIPTS
def test_what_would_change_the_answer_and_the_replay_are_computed_on_the_page(desk, decisions, scripts):
    tab = desk("amelie", scripts)
    record(tab, decisions["refused"])
    if not scripts:
        press(tab, tab.get_by_role("link", name="Calculer ce qui la changerait"))
    expect(tab.get_by_text("Recalculé à l’instant")).to_be_visible()
    proof = tab.get_by_text("Ce qui est consigné, pour l’audit")
    press(tab, proof)
    press(tab, tab.get_by_role("link", name="Recalculer et comparer"))
    expect(tab.get_by_text("la même bit pour bit")).to_be_visible()


def test_the_letter_is_one_page_of_pdf_in_each_language(desk, decisions):
    tab = desk("amelie")
    reference = record(tab, decisions["refused"])
    for language in ("fr", "en"):
        answer = tab.request.get(f"/decisions/{reference}/letter.pdf?lang={language}", timeout=60_000)
        assert answer.status == 200 and answer.headers["content-type"] == "application/pdf"
        body = answer.body()
        assert body.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", body)) == 1, "the letter needs more than one page"


def test_another_role_is_refused_and_told_so(open_tab, desk, decisions):
    tab = desk("rachel")
    tab.goto(f"/clients/{decisions['refused']}")
    expect(tab.get_by_role("button", name="Consigner cette décision")).to_have_count(0)
    stranger = open_tab(storage_state=NOBODY)
    stranger.goto("/reviews")
    expect(stranger).to_have_url(re.compile("/sign-in"))
    stranger.goto("/mine/nothing")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Ce lien ne peut pas être ouvert")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_quiet_named_and_narrow(desk, decisions, scheme):
    tab = desk("amelie", color_scheme=scheme, viewport={"width": 320, "height": 640})
    reference = record(tab, decisions["refused"])
    for place in (f"/decisions/{reference}", f"/decisions/{reference}/letter", "/reviews", f"/clients/{decisions['refused']}/history"):
        tab.goto(place)
        for detail in tab.locator("details").all():
            detail.evaluate("element => element.open = true")
        tab.wait_for_load_state("networkidle")
        wide = tab.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321)"
            ".slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class'))"
        )
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, (place, wide)
        assert tab.get_by_role("heading", level=1).count() == 1
        nameless = tab.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
            ".filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.outerHTML)"
        )
        assert nameless == []
        levels = tab.evaluate("[...document.querySelectorAll('main h1, main h2, main h3, main h4')].map(e => +e.tagName[1])")
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), (place, levels)
