"""Which faults there are: what is changed in a syntax tree, one change at a time, and what is left alone by rule.

Left alone, because no behaviour that a caller can rely on hangs on it: docstrings, annotations, decorators, imports,
``__all__``, the wording of errors (every argument of an exception but its code, every argument of a field's error but
the field and the code, and what is kept under the name ``detail``), text inside f-strings, ``repr=False`` of attrs, the
bodies of protocols, and what ``declare`` says of errors (tests/unit/http holds it against what is raised).
"""

import ast
from collections import Counter
from collections.abc import Iterator

import attrs

from mutation.changes import replacements

ERRORS = {"Invalid", "Missing", "Conflict", "Refused", "Unavailable", "Unidentified", "RuntimeError"}
WORDING = {"detail"}


@attrs.define(eq=False)
class Mutant:
    """One fault.

    Attributes:
        path: of the file, below ``src``.
        function: that holds it, e.g. ``CleanUp.__call__``; empty for what runs at import, and within another function.
        place: where it stands, classes and functions within functions among it.
        first, last: lines of what is changed.
        change: what stands there before and after; with path and place it names the fault.
    """

    path: str
    function: str
    place: str
    first: int
    last: int
    change: str
    _apply: "Edit"

    @property
    def name(self) -> str:
        """Unique, and the same for as long as the statement stands, wherever its line moves."""
        return f"{self.path} {self.place or '(module)'}: {self.change}"

    def tree(self) -> ast.Module:
        """The file's syntax tree with the fault in it; to be asked for once, in a process of its own."""
        return self._apply()


@attrs.frozen(eq=False)
class Edit:
    """Puts one node in the place of another."""

    tree: ast.Module
    parent: ast.AST
    field: str
    index: int | None
    new: ast.AST

    def __call__(self) -> ast.Module:
        if self.index is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.index] = self.new
        return ast.fix_missing_locations(self.tree)


@attrs.frozen
class Where:
    """What surrounds a node."""

    function: str = ""
    place: str = ""
    in_function: bool = False
    statement: ast.stmt | None = None


def mutants_of(source: str, path: str) -> list[Mutant]:
    """All faults of one file, in the order in which they stand."""
    tree = ast.parse(source)
    found = list(_walk(tree, tree, path, Where()))
    seen: Counter[str] = Counter()
    for mutant in found:
        seen[mutant.name] += 1
        if seen[mutant.name] > 1:
            mutant.change += f"  (no. {seen[mutant.name]})"
    return found


def _walk(tree: ast.Module, parent: ast.AST, path: str, where: Where) -> Iterator[Mutant]:
    for field, value in ast.iter_fields(parent):
        if _left_alone(parent, field):
            continue
        inside = _inside(parent, field, where)
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or _is_text_for_people(parent, field, index, node):
                continue
            here = attrs.evolve(inside, statement=node) if isinstance(node, ast.stmt) else inside
            for new, told in replacements(node, parent, field, here.in_function):
                yield Mutant(
                    path,
                    here.function,
                    here.place,
                    node.lineno,
                    node.end_lineno,
                    told,
                    Edit(tree, parent, field, index, new),
                )
            yield from _walk(tree, node, path, here)


def _inside(node: ast.AST, field: str, where: Where) -> Where:
    if isinstance(node, ast.ClassDef):
        return attrs.evolve(where, place=_joined(where.place, node.name))
    if isinstance(node, ast.FunctionDef) and field == "body":
        place = _joined(where.place, node.name)
        # What a function within a function does may be kept from the import on, as what a factory made.
        return Where("" if where.in_function else place, place, in_function=True)
    return where


def _joined(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _left_alone(node: ast.AST, field: str) -> bool:
    if field in {"annotation", "returns", "decorator_list", "bases", "keywords", "type_params"}:
        return field != "keywords" or isinstance(node, ast.ClassDef)
    if isinstance(node, ast.ClassDef) and any(ast.unparse(base).startswith("Protocol") for base in node.bases):
        return True
    return isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.FormattedValue)


def _is_text_for_people(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and (isinstance(node.value, ast.Constant) or _calls(node.value, "declare")):
        return True
    if isinstance(node, ast.Assign | ast.AnnAssign):
        names = {ast.unparse(target) for target in (node.targets if isinstance(node, ast.Assign) else [node.target])}
        return bool(names & (WORDING | {"__all__"}))
    if not isinstance(parent, ast.Call):
        return isinstance(parent, ast.Assign) and field == "value" and "TypeVar" in ast.unparse(node)
    name = ast.unparse(parent.func)
    if name in ERRORS and field == "args":
        return index != 0
    if name == "FieldError" and field == "args":
        return index == 1
    return isinstance(node, ast.keyword) and node.arg == "repr"


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == name
