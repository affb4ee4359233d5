"""What is tried: the files under test, the tests that count, and which of them are run against each fault."""

import ast
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import attrs

from mutation.mutants import Mutant, mutants_of
from mutation.reach import Reach
from mutation.trial import module_name

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
ROOMS = ("use_cases", "people", "transcription", "review", "releases", "chunking/plan.py", "chunking/grid.py")
TESTS = (
    "tests/unit/use_cases",
    "tests/unit/memory",
    *(f"tests/unit/core/{room}" for room in ("people", "transcription", "review", "releases", "shared")),
    "tests/unit/core/chunking",
    # What a corpus in files comes to is shown by the commands that settle it.
    "tests/unit/cli/test_consensus_command.py",
    "tests/unit/cli/test_consensus_inputs.py",
    "tests/unit/cli/test_consensus_refusals.py",
)
# A trial may take so many times what its tests took traced, and some seconds more: this machine may be busy.
_CPU_TIMES, _CPU_MORE = 4, 8
_WALL_TIMES, _WALL_MORE = 20, 60


@attrs.frozen(eq=False)
class Case:
    """One fault and the tests that may see it.

    Attributes:
        mutant: the fault.
        tests: the quickest first; empty where none reaches it.
        cpu, wall: seconds that a trial may take.
    """

    mutant: Mutant
    tests: tuple[str, ...]
    cpu: float
    wall: float


def room_of(path: str) -> str:
    """The room, as a row of the report."""
    below = path.removeprefix("shrutik_core/")
    return next(room for room in ROOMS if below == room or below.startswith(f"{room}/"))


def files_under_test() -> list[str]:
    """Below ``src``, in order."""
    found: list[Path] = []
    for room in ROOMS:
        path = SRC / "shrutik_core" / room
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path.relative_to(SRC).as_posix() for path in found]


def faults(files: Sequence[str], like: str = "") -> list[Mutant]:
    """All faults of the files whose name holds ``like``."""
    found = [mutant for file in files for mutant in mutants_of((SRC / file).read_text(encoding="utf-8"), file)]
    return [mutant for mutant in found if like in mutant.name]


def cases(mutants: Sequence[Mutant], reach: Reach) -> list[Case]:
    """Each fault with its tests."""
    importers = _importers()
    return [_case(mutant, reach, importers) for mutant in mutants]


def _case(mutant: Mutant, reach: Reach, importers: dict[str, set[str]]) -> Case:
    if mutant.function:
        lines = reach.lines.get(mutant.path, {})
        tests = {test for line in range(mutant.first, mutant.last + 1) for test in lines.get(line, ())}
        near = tests
    else:
        near = set(reach.files.get(mutant.path, ()))
        users = importers[module_name(mutant.path)]
        near |= {test for test in reach.seconds if test.split("::")[0] in users}
        tests = near | {test for file in users for test in reach.files.get(file, ())}
    ordered = sorted(tests, key=lambda test: (test not in near, reach.seconds[test]))
    seconds = sum(reach.seconds[test] for test in tests)
    return Case(mutant, tuple(ordered), _CPU_MORE + _CPU_TIMES * seconds, _WALL_MORE + _WALL_TIMES * seconds)


def _importers() -> dict[str, set[str]]:
    """Of each module the files that import from it: ours as named below ``src``, tests as pytest names them."""
    found: dict[str, set[str]] = defaultdict(set)
    ours = [(path, SRC) for path in SRC.rglob("*.py")]
    tests = [(path, ROOT) for place in TESTS for path in ([ROOT / place, *(ROOT / place).rglob("*.py")])]
    for path, base in [*ours, *tests]:
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    file = path.relative_to(base).as_posix()
                    found[node.module].add(file)
                    for alias in node.names:
                        found[f"{node.module}.{alias.name}"].add(file)
    return found
