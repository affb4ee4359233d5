"""Run it: open a house, ask as every kind of caller, print what was found; exit 1 at any failure."""

import argparse
import sys
import tempfile
from pathlib import Path

from fuzzing.house import ROLES, served_house
from fuzzing.run import Effort, as_caller, table

ANONYMOUS = "anonymous"
CALLERS = (ANONYMOUS, *ROLES)
LEAST_CASES = 3_000


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
    if sum(one.cases for one in outcomes) < LEAST_CASES and set(options.callers) == set(CALLERS):
        print(f"These are fewer than {LEAST_CASES} cases: give more --examples.")
        return 1
    return int(any(one.failures for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
