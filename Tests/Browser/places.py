"""Every page that a person can open, by a short name: what the tests walk over and the screenshots show."""

import json
import re
import urllib.request

# Pages that lie at one address; {granted}, {refused} and the like are filled in by `Places`.
ADDRESSES = {
    "home": "/",
    "results": "/clients?q=1",
    "filtered": "/clients?status=refused&order=risk-down",
    "nobody": "/clients?q=777",
    "client granted": "/clients/{granted}",
    "client refused": "/clients/{refused}",
    "reasons": "/clients/{refused}/reasons",
    "credit history": "/clients/{refused}/history-of-credit",
    "compared": "/clients/{refused}/compare",
    "compared alike": "/clients/{refused}/compare?with=alike",
    "compared pair": "/clients/{refused}/compare/pair",
    "changes": "/clients/{refused}/changes",
    "simulation": "/clients/{refused}/simulation",
    "history": "/clients/{refused}/history",
    "decision": "/decisions/{decision}",
    "letter": "/decisions/{decision}/letter",
    "new application": "/applications/new",
    "reviews": "/reviews",
    "review": "/reviews/{review}",
    "portfolio": "/portfolio",
    "importance": "/importance",
    "models": "/models",
    "fairness": "/fairness",
    "model": "/model",
    "monitoring": "/monitoring",
    "reference": "/reference",
    "unknown": "/clients/999999999999",
}

# Without signing in.
OUTSIDE = {"sign in": "/sign-in", "mine": "{mine}", "mine ended": "/mine/nothing"}


class Places:
    """The addresses, with a client of each answer and what was made for them."""

    def __init__(self, address, token, decisions):
        self.address, self.token = address, token
        self.values = {name: str(number) for name, number in decisions.items()}

    def prepare(self, tab):
        """A decision on the refused client, a review of it, and the client's link, as an adviser makes them."""
        decision = self.send(f"/v1/clients/{self.values['refused']}/decisions", {})["reference"]
        review = self.send("/v1/reviews", {"decision": decision, "reason": "Le revenu a changé depuis la demande."})
        self.values |= {"decision": decision, "review": review["reference"]}
        tab.goto(f"/decisions/{decision}")
        tab.locator("form[action$='/link'] button").first.click()
        self.values["mine"] = tab.locator("#client-link").input_value().removeprefix(self.address)

    def path(self, name):
        return {**ADDRESSES, **OUTSIDE}[name].format(**self.values)

    def send(self, path, body):
        """Sends JSON as a program does; gives the answer."""
        request = urllib.request.Request(
            self.address + path, data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


def in_language(path, language):
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def slug(name):
    return re.sub(r"\W+", "-", name)
