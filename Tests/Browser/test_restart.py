"""A server that goes away and comes back: the pages say so and come back by themselves."""

import signal
import socket
import subprocess

import pytest
from playwright.sync_api import expect


class Restartable:
    """A server of one's own, on a port that stays the same."""

    def __init__(self, binary, workspace):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.command = [binary, "serve", "--workspace", workspace, "--port", str(self.port)]
        self.process = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for line in self.process.stdout:
            if self.address in line:
                return
        raise AssertionError("limpide serve did not say that it listens")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)


@pytest.fixture
def server(binary, workspace, password):
    server = Restartable(binary, workspace)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def tab(chromium, server, password):
    context = chromium.new_context(base_url=server.address, locale="fr-FR")
    context.set_default_timeout(15_000)
    tab = context.new_page()
    tab.goto("/")
    tab.get_by_label("Nom du compte").fill("demo")
    tab.get_by_label("Mot de passe").fill(password)
    tab.get_by_role("button", name="Se connecter").click()
    tab.wait_for_url(f"{server.address}/")
    tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
    yield tab
    context.close()


def test_a_page_asked_for_meanwhile_says_so_and_comes_back_by_itself(tab, server, decisions):
    server.stop()
    tab.goto(f"/clients/{decisions['refused']}", wait_until="commit")
    expect(tab.get_by_role("heading", name="Le serveur redémarre")).to_be_visible()
    assert "redémarre" in tab.title()
    server.start()
    expect(tab.get_by_role("heading", name="Refusé", exact=True)).to_be_visible()


def test_a_part_of_a_page_waits_and_is_asked_for_again(tab, server, decisions):
    server.stop()
    start = str(decisions["granted"])[:5]
    tab.get_by_role("searchbox", name="Numéro de client").press_sequentially(start)
    expect(tab.get_by_text("Le serveur ne répond pas en ce moment.")).to_be_visible()
    server.start()
    expect(tab.get_by_role("table")).to_be_visible()
    expect(tab.get_by_text("Le serveur ne répond pas en ce moment.")).to_be_hidden()


def test_a_form_sent_meanwhile_is_not_sent_twice(tab, server):
    server.stop()
    tab.get_by_role("button", name="Se déconnecter").click(no_wait_after=True)
    expect(tab.get_by_role("heading", name="Le serveur redémarre")).to_be_visible()
    server.start()
    # Back where the person was, still signed in.
    expect(tab.get_by_role("heading", level=1)).to_have_text("Trouver un client")
