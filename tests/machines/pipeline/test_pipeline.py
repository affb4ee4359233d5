"""The whole pipeline on this very commit: built, signed, on a staging site, under load, and in production."""

import json
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from blue_green_site import PASSWORD, TwiceAtMost, blue_green_site
from crowd_of_clients import prepared
from servers.process import wait_for

ROOT = Path(__file__).parents[3]
STEPS = ("build", "test", "sbom", "sign", "staging", "smoke", "load", "promote")
RULES = {"share": 20, "answers": 20, "errors": 5, "seconds": 2, "patience": 240}
ACCOUNTS, CLIENTS, CALLERS = 2, 4, 6
LONGEST = 1_500


@contextmanager
def site_with_people(folder):
    """A site on which a release answers, and people who go on working; they must be answered throughout."""
    folder.mkdir()
    with blue_green_site(folder, 1, **RULES) as site:
        code, lines = site.deploy("switch", "0.0.1")
        assert code == 0, lines
        prepared(site, ACCOUNTS)
        with TwiceAtMost(site, CLIENTS, ACCOUNTS, pause=0.3) as crowd:
            wait_for(lambda: crowd.told.recordings and crowd.told.texts, 120, "the first acknowledgements")
            yield site
        assert crowd.told.given_up == []


def called(*words, text=None):
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=LONGEST, check=False, cwd=ROOT)


def answering(site):
    """The release that answers through nginx."""
    with site.client() as client:
        return client.get("/collections").headers["Shrutik-Release"]


def callers_of(site, folder):
    """Accounts for the load test."""
    people = folder / "people.json"
    options = ("--site", site.config, "--admin", "admin@example.org", "--count", CALLERS, "--out", people)
    made = called(ROOT / "deploy" / "load" / "people.py", *options, text=PASSWORD)
    assert made.returncode == 0, made.stderr
    return people


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a commit is built, and this is no working copy of git")
def test_a_commit_comes_to_production_and_nothing_unsigned_does(tmp_path):
    with ExitStack() as stack:
        staging, production = (stack.enter_context(site_with_people(tmp_path / name)) for name in ("one", "two"))
        out, releases = tmp_path / "out", tmp_path / "releases"
        for site in (staging, production):
            (site.folder / "releases").symlink_to(releases)
        given = ("--out", out, "--repository", ROOT, "--keys", tmp_path / "keys", "--releases", releases)
        given += ("--extras", "laptop", "--sessions", "lint", "--load-users", CALLERS, "--load-seconds", 20)
        given += ("--staging", staging.config, "--people", callers_of(staging, tmp_path))

        def pipeline(*words):
            done = called(ROOT / "deploy" / "pipeline", *words, *given, "--production", production.config)
            print(done.stdout, done.stderr)
            return done

        done = pipeline("all")
        assert done.returncode == 0, done.stderr
        release = json.loads((out / "release.json").read_text())["release"]
        assert answering(staging) == answering(production) == release
        seconds = {step: json.loads((out / "records" / f"{step}.json").read_text())["seconds"] for step in STEPS}
        print(release, seconds)
        again = pipeline("all")
        assert again.stdout.splitlines() == [f"{step}: done already" for step in STEPS]
        (wheel,) = (out / "dist").glob("*.whl")
        wheel.write_bytes(wheel.read_bytes() + b"\0")
        refused = pipeline("promote", "--again")
        assert refused.returncode == 1
        assert wheel.name in refused.stderr
        assert answering(production) == release
