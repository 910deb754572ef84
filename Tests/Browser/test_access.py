"""Signing in and out, by keyboard and by eye."""

import re

from playwright.sync_api import expect

NOBODY = {"cookies": [], "origins": []}


def test_a_stranger_signs_in_by_keyboard_and_lands_where_they_wanted_to_go(open_tab, decisions, password):
    tab = open_tab(storage_state=NOBODY)
    tab.goto(f"/clients/{decisions['refused']}")
    expect(tab).to_have_url(re.compile(r"/sign-in\?to="))
    expect(tab.get_by_role("heading", level=1)).to_have_text("Se connecter")
    tab.get_by_label("Nom du compte").focus()
    tab.keyboard.type("demo")
    tab.keyboard.press("Tab")
    tab.keyboard.type(password)
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(rf"/clients/{decisions['refused']}$"))
    expect(tab.get_by_text("Compte demo")).to_be_visible()


def test_a_wrong_password_is_told_as_an_alert_and_the_name_is_kept(open_tab):
    tab = open_tab(storage_state=NOBODY)
    tab.goto("/sign-in?lang=en")
    tab.get_by_label("Account name").fill("somebody")
    tab.get_by_label("Password").fill("not the password")
    with tab.expect_response(lambda answer: answer.request.method == "POST") as caught:
        tab.get_by_role("button", name="Sign in").click()
    assert caught.value.status == 422
    expect(tab.get_by_role("alert")).to_contain_text("The name or the password is not right")
    expect(tab.get_by_label("Account name")).to_have_value("somebody")
    expect(tab.get_by_label("Password")).to_have_value("")


def test_who_signs_out_must_sign_in_again(open_tab, address, password):
    tab = open_tab(storage_state=NOBODY)
    tab.goto("/sign-in")
    tab.get_by_label("Nom du compte").fill("demo")
    tab.get_by_label("Mot de passe").fill(password)
    tab.get_by_role("button", name="Se connecter").click()
    tab.wait_for_url(f"{address}/")
    tab.get_by_role("button", name="Se déconnecter").click()
    expect(tab.get_by_role("status")).to_have_text("Vous êtes déconnecté.")
    tab.goto("/model")
    expect(tab).to_have_url(re.compile(r"/sign-in\?to=%2Fmodel$"))


def test_the_reference_of_the_api_is_served_here(open_tab, address):
    tab = open_tab(storage_state=NOBODY)
    tab.goto("/reference")
    expect(tab.get_by_role("heading", level=1)).to_have_text("API")
    expect(tab.get_by_role("heading", name="GET /v1/clients/{id}/score")).to_be_visible()
    expect(tab.get_by_text("Needs the scope clients:read.").first).to_be_visible()
