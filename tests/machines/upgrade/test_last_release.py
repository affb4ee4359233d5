"""The last release on the tables of this tree: it keeps its promises there, so that both may run side by side."""

import os
import re
import subprocess
import sys

import pytest

from last_release import checked_out, last_release
from serving_program import PACKAGES, ROOT

SUITES = (
    *("contracts", "callers_at_once", "claims_at_once", "deciding", "hot_path_at_once", "limits_at_once"),
    *("reviews_at_once", "series_feed_at_once", "stored_policies", "known_api_keys", "job_listener"),
)
STORIES = ("tests/integration/http/test_real_story.py",)
FEWEST = 200
"""Tests that there are at least, lest a name that changed let all of them be passed over."""
PLUGIN = ROOT / "tests" / "upgrade_plugin"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return checked_out(tmp_path_factory.mktemp("release"))


def path_of(tree):
    return [str(tree / part) for part in ("src", "src/adapters", "src/entrypoints")]


def test_it_keeps_its_promises(tree):
    suites = [f"tests/integration/postgres/test_{name}.py" for name in SUITES]
    packages = os.pathsep.join([*path_of(tree), str(tree / "tests"), str(PLUGIN)])
    environment = {**os.environ, "PYTHONPATH": packages, "TABLES_OF": PACKAGES}
    wanted = [one for one in (*suites, *STORIES) if (tree / one).exists()]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tables_of_newer_tree", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-k", "not installed", *wanted],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=1_800,
    )
    told = done.stdout[-3_000:] + done.stderr[-1_000:]
    assert done.returncode == 0, told
    passed = int(re.findall(r"(\d+) passed", done.stdout)[-1])
    print(f"{passed} tests of {last_release()['version']} ({last_release()['commit'][:12]}) passed on these tables")
    assert passed >= FEWEST


def test_its_programs_begin_on_tables_that_are_newer(tree, tmp_path):
    """What ends in the middle of an upgrade comes back: the old `db check` lets its programs begin."""
    if "OF_READERS" not in (tree / "src/adapters/shrutik_postgres/revision.py").read_text(encoding="utf-8"):
        pytest.skip(f"{last_release()['version']} is from before programs went on with newer tables")
    for packages in (PACKAGES, os.pathsep.join(path_of(tree))):
        told = subprocess.run(
            [sys.executable, "-m", "shrutik_cli", "db", "upgrade", "--data", tmp_path / "data"],
            env={**os.environ, "PYTHONPATH": packages},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert told.returncode == 0, told.stderr
