"""One run of schemathesis as one caller, and what it told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import attrs

from fuzzing.facts import VARIABLE, Facts
from fuzzing.house import House
from serving_program import ROOT, environment

PHASES = "examples,coverage,fuzzing,stateful"
DOCUMENT = "/api/v1/openapi.json"
REPORT = "report.json"
OPTIONS = (
    *("--checks", "all", "--continue-on-failure", "--no-shrink", "--warnings", "off", "--suppress-health-check", "all"),
    *("--report", "json", "--report-json-path", REPORT, "--output-sanitize", "false", "--request-timeout", "60"),
)
# A refusal is one, whatever its status says of the reason; schemathesis knows only some of them. tus has it that what
# speaks another version than the server is refused with 412.
CONFIG = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 414, 415, 416, 422, 428, 429, 431, "5xx"]
[checks.missing_required_header]
expected-statuses = [400, 401, 403, 406, 412, 415, 422]
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

    def options(self) -> tuple[str, ...]:
        """As schemathesis takes them."""
        seed = () if self.seed is None else ("--seed", str(self.seed))
        tags = (word for tag in self.tags for word in ("--include-tag", tag))
        return ("--phases", self.phases, "--max-examples", str(self.examples), *seed, *tags)


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
        seed: with which the same cases are drawn again.
        words: all that schemathesis printed.
    """

    role: str
    cases: int
    failures: dict[str, tuple[int, tuple[str, ...]]]
    beyond: int
    accepted: int
    seconds: float
    seed: int | None
    words: str = attrs.field(repr=False)


def as_caller(house: House, role: str, effort: Effort) -> Outcome:
    """What this caller finds, and whether their log-in has outlived it."""
    outcome = fuzz(house.url, role, house.facts(role), house.folder, effort)
    if role in house.people and house.people[role].get("/me").status_code != 200:
        outcome.failures["the caller's own log-in ended meanwhile"] = (1, ())
    return outcome


def table(outcomes: list[Outcome]) -> str:
    """A line for each caller, then one for each failure."""
    lines = [f"{'caller':12} {'cases':>7} {'accepted':>9} {'beyond':>7} {'failures':>9} {'seconds':>8}  seed"]
    for one in outcomes:
        found = sum(count for count, _ in one.failures.values())
        lines.append(
            f"{one.role:12} {one.cases:7} {one.accepted:9} {one.beyond:7} {found:9} {one.seconds:8.1f}  {one.seed}"
        )
    for one in outcomes:
        for title, (count, operations) in one.failures.items():
            lines.append(f"{one.role}: {title}: {count} ({', '.join(operations)})")
    return "\n".join(lines)


def fuzz(url: str, role: str, facts: Facts, folder: Path, effort: Effort) -> Outcome:
    """Run schemathesis as this caller, with all checks; nothing that it finds stops it."""
    place = folder / role
    place.mkdir()
    told = place / "facts.json"
    facts.write(told)
    (place / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "schemathesis.cli", "run", url + DOCUMENT, *OPTIONS, *effort.options()]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment(told), cwd=place)
    words, report = ran.stdout + ran.stderr, place / REPORT
    (place / "words.txt").write_text(words, encoding="utf-8")
    if not report.exists():
        return Outcome(role, 0, {"schemathesis gave no report": (1, ())}, 0, 0, 0, effort.seed, words)
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
    return Outcome(role, cases, failures, report["filtered"], accepted, seconds, report["seed"], words)
