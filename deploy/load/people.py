"""Accounts, a collection and clips for a load test of a staging site; the admin's password comes from standard input.

    python people.py --site staging.toml --admin you@example.org --count 32 --out people.json < password

Run it once; `run.py` uses what it wrote, which is for its owner alone. Never run it against production. The site needs
``SHRUTIK_RATE_LIMITS=0``, for all callers are one address.
"""

import argparse
import json
import os
import secrets
import sys
import time
from pathlib import Path

import requests
from staging_site import COLLECTION, PATIENCE, Site, sound

SPEAKERS, BURSTS = 4, 100
"""Whose recordings all others transcribe, and about how many clips each of them makes."""
VOTES = 100
"""Of a clip, more than there are people, so that there is something to do for everybody."""


def furnished(site: Site, admin: requests.Session, count: int) -> list[dict[str, str]]:
    """The collection and its people."""
    collection = {
        "slug": COLLECTION,
        "language": "en",
        "name": "Load test",
        "licence": "CC0-1.0",
        "consent": {"version": "1", "text": "A load test."},
        "policies": {"consensus": {"fewest": VOTES, "most": VOTES}},
    }
    done(admin.post(f"{site.url}/api/v1/collections", json=collection, timeout=PATIENCE))
    people = []
    for number in range(count):
        one = {"email": f"load-{number}@example.org", "password": secrets.token_urlsafe(24), "name": f"Load {number}"}
        done(admin.post(f"{site.url}/api/v1/auth/register", json=one, timeout=PATIENCE))
        people.append(one)
    return people


def recorded(site: Site, people: list[dict[str, str]]) -> None:
    """The first of them speak, and what they said is cut."""
    consent = {"collection": COLLECTION, "version": "1", "purposes": ["record", "publish"]}
    callers = [site.caller(one["email"], one["password"]) for one in people]
    for caller in callers:
        done(caller.post(f"{site.url}/api/v1/consents", json=consent, timeout=PATIENCE))
    for number, caller in enumerate(callers[:SPEAKERS]):
        form = {"data": {"collection": COLLECTION}, "files": {"audio": ("a.wav", sound(BURSTS, number), "audio/wav")}}
        made = done(caller.post(f"{site.url}/api/v1/recordings", timeout=PATIENCE, **form)).json()["id"]
        end = time.monotonic() + 10 * PATIENCE
        while caller.get(f"{site.url}/api/v1/recordings/{made}", timeout=PATIENCE).json()["status"] != "chunked":
            if time.monotonic() > end:
                sys.exit("a recording was not cut: does a worker run?")
            time.sleep(0.5)


def done(answer: requests.Response) -> requests.Response:
    """The answer, if it is a good one."""
    if not answer.ok:
        sys.exit(f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text[:300]}")
    return answer


def main(arguments: list[str]) -> None:
    """Make all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--admin", required=True)
    parser.add_argument("--count", type=int, default=32)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    site = Site(given.site)
    people = furnished(site, site.caller(given.admin, sys.stdin.readline().rstrip("\n")), given.count)
    recorded(site, people)
    with os.fdopen(os.open(given.out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(people, file)
    print(f"{len(people)} people, {SPEAKERS} recordings")


if __name__ == "__main__":
    main(sys.argv[1:])
