"""What bandit finds in our own code, held against the findings that have a reason."""

from collections.abc import Mapping
from fnmatch import fnmatch
from typing import Any


def unexplained(report: Mapping[str, Any], rules: Mapping[str, Mapping[str, str]]) -> list[str]:
    """A sentence for each finding without a reason, and for each reason that explains nothing any more.

    Args:
        report: bandit's JSON.
        rules: by ``TEST path-pattern``, each with its reason.
    """
    used, problems = set(), []
    for found in report["results"]:
        place = found["filename"].split("src/", 1)[-1].removeprefix("adapters/").removeprefix("entrypoints/")
        matching = [rule for rule in rules if _explains(rule, found["test_id"], place)]
        used.update(matching)
        if not matching:
            problems.append(f"{place}:{found['line_number']}: {found['test_id']} {found['issue_text']}")
    problems += [
        f"the reason for {rule!r} explains nothing any more; take it out" for rule in rules if rule not in used
    ]
    problems += [f"bandit could not read {error['filename']}: {error['reason']}" for error in report["errors"]]
    return problems


def _explains(rule: str, test: str, place: str) -> bool:
    wanted, pattern = rule.split(" ", 1)
    return wanted == test and fnmatch(place, pattern)
