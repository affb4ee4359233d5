"""Which tests reach which lines: found by running the suite once with a tracer."""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import attrs
import hypothesis
import pytest


@attrs.define
class Reach:
    """What a run of the tests taught.

    Attributes:
        seconds: that each test takes, traced.
        lines: of each file under test the tests that reach each line; files are named below ``src``.
        files: the tests that call any function of a file.
        modules: what had been imported at the end from outside the project.
    """

    seconds: dict[str, float] = attrs.field(factory=dict)
    lines: dict[str, dict[int, list[str]]] = attrs.field(factory=dict)
    files: dict[str, list[str]] = attrs.field(factory=dict)
    modules: list[str] = attrs.field(factory=list)

    def save(self, path: Path) -> None:
        """Write it down."""
        path.write_text(json.dumps(attrs.asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Reach":
        """Read what `save` wrote."""
        reach = cls(**json.loads(path.read_text(encoding="utf-8")))
        reach.lines = {file: {int(n): tests for n, tests in lines.items()} for file, lines in reach.lines.items()}
        return reach


def settle_hypothesis() -> None:
    """The same examples in each run, none kept; the first that fails is enough, and need not be a small one."""
    hypothesis.settings.register_profile(
        "mutation",
        hypothesis.settings.get_profile("shrutik"),
        derandomize=True,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    )
    hypothesis.settings.load_profile("mutation")


@attrs.define
class Tracer:
    """A plugin of pytest that notes what each test reaches."""

    src: str
    under_test: frozenset[str]
    out: Path
    failed: list[str] = attrs.field(factory=list)
    _test: str = ""
    _seconds: dict[str, float] = attrs.field(factory=dict)
    _lines: dict[str, dict[int, set[str]]] = attrs.field(factory=lambda: defaultdict(lambda: defaultdict(set)))
    _files: dict[str, set[str]] = attrs.field(factory=lambda: defaultdict(set))
    _names: dict[str, str | None] = attrs.field(factory=dict)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Hypothesis is settled before test modules are read."""
        settle_hypothesis()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Trace one test with its fixtures."""
        self._test = item.nodeid
        began = time.process_time()
        sys.settrace(self._call)
        threading.settrace(self._call)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            self._seconds[item.nodeid] = time.process_time() - began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember who fails as things are."""
        self.failed += [report.nodeid] if report.failed else []

    def pytest_sessionfinish(self) -> None:
        """Write all of it down."""
        lines = {file: {n: sorted(who) for n, who in found.items()} for file, found in self._lines.items()}
        files = {file: sorted(who) for file, who in self._files.items()}
        here = os.path.dirname(self.src)  # noqa: PTH120 - as the frames spell it
        outside = [
            name
            for name, module in sys.modules.items()
            if not (getattr(module, "__file__", None) or here).startswith(here) and not name.startswith("_pytest")
        ]
        Reach(self._seconds, lines, files, outside).save(self.out)

    def _call(self, frame: FrameType, event: str, arg: object) -> object:
        file = self._named(frame.f_code.co_filename)
        if file is None:
            return None
        self._files[file].add(self._test)
        if file not in self.under_test:
            return None
        lines, test = self._lines[file], self._test
        lines[frame.f_lineno].add(test)

        def line(frame: FrameType, event: str, arg: object) -> object:
            lines[frame.f_lineno].add(test)
            return line

        return line

    def _named(self, filename: str) -> str | None:
        if filename not in self._names:
            ours = filename.startswith(self.src + "/")
            self._names[filename] = filename.removeprefix(self.src + "/") if ours else None
        return self._names[filename]
