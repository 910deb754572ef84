"""The built program, served over a small synthetic lender, and a browser to look at it."""

import json
import os
import re
import shutil
import signal
import subprocess
import threading
import urllib.request
from pathlib import Path

import pytest
from places import Places
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 2000


@pytest.fixture(scope="session")
def binary():
    """The program to test: the debug build, or the one that LIMPIDE_BINARY names."""
    path = Path(os.environ.get("LIMPIDE_BINARY", ROOT / ".build/debug/limpide"))
    if not path.is_file():
        pytest.exit(f"there is no program at {path}: run `swift build` first.", returncode=1)
    return path.resolve()


@pytest.fixture(scope="session")
def workspace(binary, tmp_path_factory):
    """A workspace made by the commands that people use: generate, train, load."""
    folder = tmp_path_factory.mktemp("lender")
    data = folder / "data"
    for arguments in (
        ["generate", "--clients", str(CLIENTS), "--seed", "1", "--out", data],
        ["train", "--data", data, "--workspace", folder],
        ["load", "--data", data, "--workspace", folder],
    ):
        done = subprocess.run(
            [binary, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, f"limpide {arguments[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return folder


@pytest.fixture(scope="session")
def users(binary, workspace):
    """Runs `limpide users …` in the workspace and gives what it prints."""

    def users(*arguments):
        done = subprocess.run(
            [binary, "users", *arguments, "--workspace", workspace],
            cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, f"limpide users ended with {done.returncode}:\n{done.stderr}"
        return done.stdout.strip()

    return users


@pytest.fixture(scope="session")
def password(users):
    """The password of the demonstration account `demo`."""
    return users("add", "demo", "--demo").split()[-1]


@pytest.fixture(scope="session")
def token(users, password):
    """A token of that account with all its permissions."""
    return users("token", "demo")


@pytest.fixture(scope="session")
def read(token):
    """Reads JSON as a program with that token."""

    def read(address):
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    return read


@pytest.fixture(scope="session")
def address(binary, workspace, password):
    """Where the pages are served; the server is stopped at the end, by its own process number."""
    server = subprocess.Popen(
        [binary, "serve", "--workspace", workspace, "--port", "0"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines, found, ready = [], [], threading.Event()

    def listen():
        for line in server.stdout:
            lines.append(line)
            match = re.search(r"http://[^\s/]+:\d+", line)
            if match and not found:
                found.append(match.group())
                ready.set()
        ready.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        ready.wait(timeout=60)
        assert found, f"limpide serve did not say where it listens:\n{''.join(lines)}"
        yield found[0]
        assert server.poll() is None, f"limpide serve ended during the tests:\n{''.join(lines)}"
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    assert server.returncode == 0, f"limpide serve ended with {server.returncode}:\n{''.join(lines)}"


@pytest.fixture(scope="session")
def decisions(address, read):
    """Numbers of a granted and of a refused client, by the word of their status."""
    found = {}
    listing = read(f"{address}/v1/clients?limit=200")
    for number in sorted(set(re.findall(r"\b1\d{5}\b", json.dumps(listing)))):
        found.setdefault(read(f"{address}/v1/clients/{number}/score")["status_code"], int(number))
        if {"granted", "refused"} <= found.keys():
            return found
    raise AssertionError(f"of the first 200 clients none is granted, or none refused: {found}")


@pytest.fixture(scope="session")
def chromium():
    """Debian's browser."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.exit("Chromium is not installed: run `make setup`.", returncode=1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def session(chromium, address, password):
    """What a browser keeps once a person has signed in by the page."""
    context = chromium.new_context(base_url=address, locale="fr-FR")
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Nom du compte").fill("demo")
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(f"{address}/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="session")
def places(chromium, address, token, decisions, session):
    """Where every page lies."""
    places = Places(address, token, decisions)
    context = chromium.new_context(base_url=address, locale="fr-FR", storage_state=session)
    places.prepare(context.new_page())
    context.close()
    return places


@pytest.fixture
def open_tab(chromium, address, session):
    """Opens a tab that nobody has used, signed in; at the end no tab may have had an error in its console."""
    contexts, complaints = [], []

    def open_tab(**options):
        options.setdefault("storage_state", session)
        context = chromium.new_context(base_url=address, locale="fr-FR", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("requestfailed", lambda request: complaints.append(f"{request.url}: {request.failure}"))
        tab.on(
            "request",
            lambda request: None
            if request.url.startswith((address, "data:"))
            else complaints.append(f"{request.url}: another host was asked"),
        )
        return tab

    yield open_tab
    for context in contexts:
        context.close()
    # A page that answers 404 is logged by the browser itself, whatever the page does.
    # So is a part of a page that was asked for when the person went elsewhere.
    usual = r"status of 4(00|01|04|22)|ERR_ABORTED|^htmx:(afterRequest|sendAbort|sendError)"
    complaints = [text for text in complaints if not re.search(usual, text)]
    assert complaints == []


@pytest.fixture
def tab(open_tab):
    """One fresh tab, of the size of a desk screen."""
    return open_tab(viewport={"width": 1280, "height": 900})
