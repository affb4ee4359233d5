"""Run it: learn what each test reaches, try every fault, compare the survivors with the list."""

import argparse
import gc
import importlib
import json
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import attrs
import pytest

from mutation.ledger import Report
from mutation.plan import ROOT, SRC, TESTS, Case, cases, faults, files_under_test
from mutation.pool import TIMED_OUT, Child, run_all
from mutation.reach import Reach, Tracer, settle_hypothesis
from mutation.trial import KILLED, NO_FUNCTION, SURVIVED, anew, in_place, limit, silence

OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", "--tb=no")
FATES = {SURVIVED: "survived", KILLED: "killed", TIMED_OUT: "timed out"}


@attrs.frozen
class Trials:
    """A plugin that tries faults instead of running the tests once."""

    cases: tuple[Case, ...]
    processes: int
    out: Path

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Hypothesis is settled before test modules are read."""
        settle_hypothesis()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """One child for each fault."""
        items = {item.nodeid: item for item in session.items}

        def work(case: Case) -> int:
            limit(case.cpu)
            return in_place(case.mutant, session, [items[test] for test in case.tests])

        gc.freeze()
        children = (Child(case, partial(work, case), case.wall) for case in self.cases)
        note(self.out, run_all(children, self.processes))
        return True


def note(out: Path, results: Iterable[tuple[Case, int]]) -> None:
    """Write down what became of each fault as it ends."""
    with out.open("a", encoding="utf-8") as file:
        for case, code in results:
            file.write(json.dumps([case.mutant.name, code]) + "\n")
            file.flush()


def apart(work: Callable[[], object]) -> None:
    """Do something in a process of its own, unheard."""

    def quietly() -> int:
        silence()
        work()
        return 0

    ((_, code),) = run_all([Child(None, quietly, 4 * 3600)], 1)
    if code:
        sys.exit(f"A part of the run ended with {code}; what it said is in {os.environ['MUTATION_LOG']}.")


def learn(out: Path) -> Reach:
    """What each test reaches; the suite has to pass."""
    tracer = Tracer(str(SRC), frozenset(files_under_test()), out)

    def run() -> None:
        code = pytest.main([*OPTIONS, *TESTS], plugins=[tracer])
        if code:
            raise RuntimeError(f"the tests do not pass as they are: {code!r} {tracer.failed}")

    apart(run)
    return Reach.load(out)


def preload(modules: Iterable[str]) -> None:
    """Import what is not ours once, for all children."""
    warnings.simplefilter("ignore")
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError:  # what cannot be imported here is left to the children
            continue


def results_of(out: Path) -> dict[str, int]:
    """What was noted, by the fault's name."""
    return dict(map(json.loads, out.read_text(encoding="utf-8").splitlines())) if out.exists() else {}


def tried(found: list[Case], reach: Reach, out: Path, processes: int) -> dict[str, str]:
    """What becomes of each fault; what an earlier run noted as killed is not tried again."""
    killed = {name for name, code in results_of(out).items() if code in {KILLED, TIMED_OUT}}
    reached = [case for case in found if case.tests and case.mutant.name not in killed]
    inside = tuple(case for case in reached if case.mutant.function)
    if inside:
        trials = Trials(inside, processes, out)
        apart(lambda: pytest.main([*OPTIONS, *TESTS], plugins=[trials]))
    done = results_of(out)
    left = {case.mutant.name for case in inside if done[case.mutant.name] != NO_FUNCTION}
    outside = [case for case in reached if case.mutant.name not in left]
    preload(reach.modules)

    def work(case: Case) -> int:
        silence()
        limit(case.cpu + 20)
        return anew(case.mutant, case.tests, OPTIONS)

    note(out, run_all((Child(case, partial(work, case), case.wall) for case in outside), processes))
    done = results_of(out)
    broken = [name for name, code in done.items() if code not in FATES]
    if broken:
        sys.exit("\n".join(["These could not be tried:", *broken, f"See {os.environ['MUTATION_LOG']}."]))
    return {case.mutant.name: FATES[done.get(case.mutant.name, SURVIVED)] for case in found}


def main() -> None:
    """The whole of it."""
    parser = argparse.ArgumentParser(prog="mutation", description=__doc__)
    parser.add_argument("like", nargs="?", default="", help="try only faults whose name holds this")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--reach", type=Path, help="what an earlier run learnt of the tests, or where to keep it")
    parser.add_argument("--results", type=Path, help="results of an earlier run with fewer tests, to go on from")
    chosen = parser.parse_args()
    began = time.monotonic()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MUTATION_LOG"] = str(ROOT / ".mutation.log")
        kept = chosen.reach or folder / "reach.json"
        reach = Reach.load(kept) if kept.exists() else learn(kept)
        print(f"{len(reach.seconds)} tests, {sum(reach.seconds.values()):.0f} s traced", flush=True)
        found = cases(faults(files_under_test(), chosen.like), reach)
        print(f"{len(found)} faults", flush=True)
        report = Report(
            found,
            tried(found, reach, chosen.results or folder / "results.jsonl", chosen.processes),
            whole=not chosen.like,
        )
    complaints = report.complaints()
    print("\n".join([*complaints, "", report.table(), f"{(time.monotonic() - began) / 60:.1f} minutes"]))
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main()
