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
PAUSE = 1.0
LONGEST = 1_500


@contextmanager
def site_with_people(folder):
    """A site on which a release answers, and people who go on working; they must be answered throughout."""
    folder.mkdir()
    with blue_green_site(folder, 1, **RULES) as site:
        code, lines = site.deploy("switch", "0.0.1")
        assert code == 0, lines
        prepared(site, ACCOUNTS)
        with TwiceAtMost(site, CLIENTS, ACCOUNTS, pause=PAUSE) as crowd:
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


@pytest.fixture
def pipeline(tmp_path):
    """Steps of the pipeline, with these options beside those of every run."""
    given = ("--out", tmp_path / "out", "--repository", ROOT, "--releases", tmp_path / "releases")
    given += ("--keys", tmp_path / "keys", "--extras", "laptop", "--sessions", "lint")

    def run(*words):
        done = called(ROOT / "deploy" / "pipeline", *words, *given)
        print(done.stdout, done.stderr)
        return done

    return run


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a commit is built, and this is no working copy of git")
def test_a_commit_comes_to_production_and_nothing_unsigned_does(pipeline, tmp_path):
    assert pipeline(*STEPS[:4]).returncode == 0
    out = tmp_path / "out"
    release = json.loads((out / "release.json").read_text())["release"]
    with ExitStack() as stack:
        staging, production = (stack.enter_context(site_with_people(tmp_path / name)) for name in ("one", "two"))
        for site in (staging, production):
            (site.folder / "releases").symlink_to(tmp_path / "releases")
        given = ("--staging", staging.config, "--production", production.config)
        given += ("--people", callers_of(staging, tmp_path), "--load-users", CALLERS, "--load-seconds", 20)
        done = pipeline("all", *given)
        assert done.returncode == 0
        assert done.stdout.splitlines()[:4] == [f"{step}: done already" for step in STEPS[:4]]
        assert answering(staging) == answering(production) == release
        records = {step: json.loads((out / "records" / f"{step}.json").read_text()) for step in STEPS}
        print(release, {step: record["seconds"] for step, record in records.items()})
        (wheel,) = (out / "dist").glob("*.whl")
        wheel.write_bytes(wheel.read_bytes() + b"\0")
        refused = pipeline("promote", "--again", *given)
        assert refused.returncode == 1
        assert wheel.name in refused.stderr
        assert answering(production) == release
