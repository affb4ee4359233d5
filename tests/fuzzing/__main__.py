"""Run it: open a house, ask as every kind of caller, print what was found; exit 1 at any failure."""

import argparse
import sys
import tempfile
from pathlib import Path

from fuzzing.house import ROLES, House, served_house
from fuzzing.run import Effort, Outcome, fuzz

ANONYMOUS = "anonymous"
CALLERS = (ANONYMOUS, *ROLES)
LEAST_CASES = 3_000


def as_caller(house: House, role: str, effort: Effort) -> Outcome:
    """What this caller finds, and whether their log-in has outlived it."""
    outcome = fuzz(house.url, role, house.facts(role), house.folder, effort)
    if role in house.people and house.people[role].get("/me").status_code != 200:
        outcome.failures["the caller's own log-in ended meanwhile"] = (1, ())
    return outcome


def table(outcomes: list[Outcome]) -> str:
    """A line for each caller, then one for each failure."""
    lines = [f"{'caller':12} {'cases':>7} {'accepted':>9} {'beyond':>7} {'failures':>9} {'seconds':>8}"]
    for one in outcomes:
        found = sum(count for count, _ in one.failures.values())
        lines.append(f"{one.role:12} {one.cases:7} {one.accepted:9} {one.beyond:7} {found:9} {one.seconds:8.1f}")
    for one in outcomes:
        for title, (count, operations) in one.failures.items():
            lines.append(f"{one.role}: {title}: {count} ({', '.join(operations)})")
    return "\n".join(lines)


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--callers", nargs="+", choices=CALLERS, default=CALLERS)
    parser.add_argument("--examples", type=int, default=30, help="drawn for each operation in each phase")
    parser.add_argument("--seed", type=int, help="as an earlier run printed it, to have the same again")
    parser.add_argument("--words", action="store_true", help="print what schemathesis said of each failure")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="shrutik-fuzz-"))
    folder.chmod(0o755)
    effort = Effort(options.examples, seed=options.seed)
    with served_house(folder) as house:
        outcomes = [as_caller(house, role, effort) for role in options.callers]
    if options.words:
        print(*(one.words for one in outcomes if one.failures), sep="\n")
    print(table(outcomes), f"reports: {folder}", sep="\n")
    return int(any(one.failures for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
