"""A trial: one fault, put in by a child process, which then runs the tests that reach it."""

import importlib.abc
import importlib.machinery
import os
import resource
import sys
from collections.abc import Iterable, Sequence
from types import CodeType, FunctionType, ModuleType

import attrs
import pytest

from mutation.mutants import Mutant
from mutation.reach import settle_hypothesis

SURVIVED, KILLED, NO_FUNCTION = 0, 1, 3
_MEMORY = 6 * 1024**3


def limit(seconds: float) -> None:
    """Let this process take so many seconds of a processor, and a few GB, and no more."""
    whole = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def in_place(mutant: Mutant, session: pytest.Session, items: Sequence[pytest.Item]) -> int:
    """Change the one function where it stands, and run tests that are collected already."""
    code = _code_of(_compiled(mutant), mutant.function)
    live = _live(sys.modules[module_name(mutant.path)], mutant.function)
    if code is None or live is None or len(code.co_freevars) != len(live.__code__.co_freevars):
        return NO_FUNCTION
    live.__code__ = code
    session.testsfailed = 0
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return KILLED
    return SURVIVED


def anew(mutant: Mutant, tests: Iterable[str], options: Sequence[str]) -> int:
    """Import everything of ours with the fault in it; a suite that cannot even be read has killed it, too."""
    sys.meta_path.insert(0, _Finder(module_name(mutant.path), _compiled(mutant)))
    tests = list(tests)
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    code = pytest.main([*options, "-x", *files], plugins=[_Chosen({_base(test): n for n, test in enumerate(tests)})])
    if code is pytest.ExitCode.OK:
        return SURVIVED
    if code in {pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}:
        return KILLED
    raise RuntimeError(f"pytest ended with {code!r} for {mutant.name}")


def module_name(path: str) -> str:
    """``shrutik_core/people/roles.py`` is ``shrutik_core.people.roles``."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@attrs.frozen
class _Chosen:
    """A plugin that keeps the chosen tests, by name without parameters: a fault may change those."""

    order: dict[str, int]

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        settle_hypothesis()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if _base(item.nodeid) in self.order),
            key=lambda item: self.order[_base(item.nodeid)],
        )


def _base(test: str) -> str:
    return test.split("[", maxsplit=1)[0]


@attrs.frozen
class _Finder(importlib.abc.MetaPathFinder):
    name: str
    code: CodeType

    def find_spec(self, fullname, path, target=None):
        if fullname != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        spec.loader = _Loader(fullname, spec.origin, self.code)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        return self._code


def _compiled(mutant: Mutant) -> CodeType:
    return compile(mutant.tree(), mutant.path, "exec", dont_inherit=True)


def _code_of(code: CodeType, function: str) -> CodeType | None:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            if part.co_qualname == function:
                return part
            if function.startswith(f"{part.co_qualname}."):
                return _code_of(part, function)
    return None


def _live(module: ModuleType, function: str) -> FunctionType | None:
    found: object = module
    for name in function.split("."):
        found = vars(found).get(name)
        if found is None:
            return None
    for way in ("fget", "__func__", "__wrapped__", "__wrapped__"):
        found = getattr(found, way, found)
    return found if isinstance(found, FunctionType) else None


def silence() -> None:
    """What tests of faulty code say is of no interest."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
