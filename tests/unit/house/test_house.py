"""The house keeps its own rules: contracts name every package, files and functions stay small, rooms say their name."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SRC = ROOT / "src"
MODULES = sorted(path for path in SRC.rglob("*.py") if not {"versions", "node_modules"} & set(path.parts))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_FILE = 250
LONGEST_FUNCTION = 30


def packages():
    groups = [SRC / "adapters", SRC / "entrypoints"]
    return {path.parent.name for group in groups for path in group.glob("*/__init__.py")} | {"shrutik_core"}


def name(path):
    return path.relative_to(SRC).as_posix()


def test_the_contracts_name_every_package():
    assert set(PYPROJECT["tool"]["importlinter"]["root_packages"]) == packages()


def test_the_layers_name_every_package():
    layers = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    assert {part.strip() for layer in layers for part in layer.split("|")} == packages()


def test_the_group_folders_are_not_packages():
    assert not list((SRC / "adapters").glob("*.py")) + list((SRC / "entrypoints").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_lives_in_it_and_is_short(path):
    text = path.read_text(encoding="utf-8")
    generated = "generated" in text[:600].lower().split("\n")[0]
    assert ast.get_docstring(ast.parse(text)), "a module opens with one sentence on what lives here"
    assert generated or len(text.splitlines()) <= LONGEST_FILE


def _length(node):
    """Lines of a function without its docstring, which says what the signature cannot and may take its room."""
    last = node.end_lineno or node.lineno
    doc = node.body[0] if ast.get_docstring(node) is not None else None
    return last - node.lineno + 1 - (doc.end_lineno - doc.lineno + 1 if doc else 0)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short_and_import_nothing(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if _length(node) > LONGEST_FUNCTION]
    assert not long
    inner = [n for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not inner


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("lending", "(?:class|import) Lending|lending_invalid"),
        ("copies", "(?:class|import) CopyRules|copy_rules_invalid"),
    ],
)
def test_a_policy_family_stands_in_four_files_at_most(family, names):
    """Its class, its field in `Policies`, and the use case that acts by it; all else is made from these."""
    named = re.compile(rf"\b(?:{names}|policies\.{family})\b")
    product = [path for path in MODULES if "testing" not in path.parts]
    assert 3 <= len([name(path) for path in product if named.search(path.read_text(encoding="utf-8"))]) <= 4
