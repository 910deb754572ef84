"""Scores clients and explains the refused ones: all that a program needs of Limpide, with Python's own library.

    LIMPIDE_SERVER=http://127.0.0.1:8080 LIMPIDE_TOKEN=limpide_… python3 Examples/score_clients.py 100002 100003
"""

import json
import os
import sys
import urllib.error
import urllib.request

SERVER = os.environ.get("LIMPIDE_SERVER", "http://127.0.0.1:8080")


def ask(path):
    request = urllib.request.Request(SERVER + path, headers={"Authorization": "Bearer " + os.environ["LIMPIDE_TOKEN"]})
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        sys.exit(f"{problem['title']}: {problem['detail']}")


for client in sys.argv[1:]:
    score = ask(f"/v1/clients/{client}/score")
    print(f"{client}: {score['status']}, {score['probability']:.1%} against a limit of {score['threshold']:.1%}")
    if score["status_code"] == "refused":
        for reason in ask(f"/v1/clients/{client}/explanation")["stated_reasons"]:
            print(f"  - {reason['sentence']['en']}")
