"""One run of schemathesis as one caller, and what it told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import attrs

from fuzzing.facts import VARIABLE, Facts
from serving_program import ROOT, environment

PHASES = "examples,coverage,fuzzing,stateful"
DOCUMENT = "/api/v1/openapi.json"
# A refusal is one, whatever its status says of the reason; schemathesis knows only some of them.
CONFIG = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 410, 413, 414, 415, 416, 422, 428, 429, 431, "5xx"]
"""


@attrs.frozen
class Effort:
    """How much is tried.

    Attributes:
        examples: most cases that are drawn for one operation in one phase; boundaries of schemas come on top.
        phases: of schemathesis, separated by commas.
        seed: of what is drawn; None for another one each time.
        tags: nouns whose operations alone are tried; all of them if there is none.
    """

    examples: int
    phases: str = PHASES
    seed: int | None = None
    tags: tuple[str, ...] = ()


@attrs.frozen
class Outcome:
    """What came of one caller's run.

    Attributes:
        role: who asked.
        cases: requests that were made up and sent.
        failures: what no check may find, by its title: how many, and where.
        beyond: refusals that the document itself says to be beyond its schemas.
        accepted: cases that fit their schemas and were answered with success.
        seconds: that it took.
        words: all that schemathesis printed.
    """

    role: str
    cases: int
    failures: dict[str, tuple[int, tuple[str, ...]]]
    beyond: int
    accepted: int
    seconds: float
    words: str = attrs.field(repr=False)


def fuzz(url: str, role: str, facts: Facts, folder: Path, effort: Effort) -> Outcome:
    """Run schemathesis as this caller, with all checks; nothing that it finds stops it."""
    told, report = folder / f"{role}.facts.json", folder / f"{role}.report.json"
    facts.write(told)
    config = folder / "schemathesis.toml"
    config.write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", url + DOCUMENT]
    command += ["--checks", "all", "--phases", effort.phases, "--max-examples", str(effort.examples)]
    command += [
        "--continue-on-failure",
        "--no-shrink",
        "--warnings",
        "off",
        "--report",
        "json",
        "--report-json-path",
        str(report),
    ]
    command += ["--output-sanitize", "false", "--request-timeout", "60", "--suppress-health-check", "all"]
    command += ["--seed", str(effort.seed)] if effort.seed is not None else []
    command += [word for tag in effort.tags for word in ("--include-tag", tag)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment(told), cwd=folder)
    words = ran.stdout + ran.stderr
    (folder / f"{role}.txt").write_text(words, encoding="utf-8")
    if not report.exists():
        return Outcome(role, 0, {"schemathesis gave no report": (1, ())}, 0, 0, 0, words)
    return _outcome(role, json.loads(report.read_text(encoding="utf-8")), ran.returncode, words)


def _environment(told: Path) -> dict[str, str]:
    inherited = environment()
    paths = os.pathsep.join((inherited["PYTHONPATH"], str(ROOT / "tests")))
    hooked = {VARIABLE: str(told), "SCHEMATHESIS_HOOKS": "fuzzing.hooks"}
    return {**inherited, **hooked, "PYTHONPATH": paths, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"}


def _outcome(role: str, report: dict, code: int, words: str) -> Outcome:
    failures = {one["title"]: (one["count"], tuple(one["operations"])) for one in report["failures"]}
    failures |= {one["title"]: (one["count"], ()) for one in report["errors"]}
    if code and not failures:
        failures[f"schemathesis ended with {code}"] = (1, ())
    if report["stop_reason"] != "completed":
        failures[f"it ended early: {report['stop_reason']}"] = (1, ())
    rates = [phase for phases in report["valid_rates"].values() for phase in phases.values()]
    accepted = sum(one["accepted"] for one in rates)
    cases, seconds = report["test_cases"]["generated"], report["running_time"]
    return Outcome(role, cases, failures, report["filtered"], accepted, seconds, words)
