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

COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
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
            for new, told in _replacements(node, parent, field, here):
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


def _replacements(node: ast.AST, parent: ast.AST, field: str, where: Where) -> Iterator[tuple[ast.AST, str]]:
    for new in _changed(node):
        yield new, _told(node, new, parent)
    if isinstance(node, ast.expr) and _is_condition(parent, field) and not isinstance(node, ast.Compare | ast.BoolOp):
        new = node.operand if isinstance(node, ast.UnaryOp) else ast.UnaryOp(ast.Not(), node)
        yield new, _told(node, new, parent)
    if isinstance(node, ast.stmt) and where.in_function:
        for new in _statements(node):
            yield new, _told(node, new, parent)


def _is_condition(parent: ast.AST, field: str) -> bool:
    return (
        (isinstance(parent, ast.If | ast.While | ast.IfExp) and field == "test")
        or (isinstance(parent, ast.comprehension) and field == "ifs")
        or isinstance(parent, ast.BoolOp)
    )


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare() | ast.BoolOp() | ast.BinOp() | ast.UnaryOp():
            yield from _other_results(node)
        case ast.Set() | ast.Dict() | ast.Call():
            yield from _less(node)
        case ast.Constant(value=value):
            yield from (ast.Constant(other) for other in _other_values(value))
        case ast.Name(id=name, ctx=ast.Load()) if name in OPPOSITES:
            yield ast.Name(OPPOSITES[name], ast.Load())


def _other_results(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=right):
            for place, op in enumerate(ops):
                yield ast.Compare(left, [*ops[:place], COMPARISONS[type(op)](), *ops[place + 1 :]], right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for place in range(len(values)):
                rest = [*values[:place], *values[place + 1 :]]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            yield ast.BinOp(left, OPERATORS[type(op)](), right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand


def _less(node: ast.expr) -> Iterator[ast.expr]:
    """The same without one named argument, or without one of its elements."""
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            for place in range(len(keywords)):
                if keywords[place].arg not in {None, "repr"}:
                    yield ast.Call(func, args, [*keywords[:place], *keywords[place + 1 :]])
        case ast.Set(elts=elements):
            for place in range(len(elements)):
                rest = [*elements[:place], *elements[place + 1 :]]
                yield ast.Set(rest) if rest else ast.Call(ast.Name("set", ast.Load()), [], [])
        case ast.Dict(keys=keys, values=values):
            for place in range(len(keys)):
                yield ast.Dict([*keys[:place], *keys[place + 1 :]], [*values[:place], *values[place + 1 :]])


def _other_values(value: object) -> Iterator[object]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
            yield value - 1
        case float():
            yield value * 2 if value else 1.0
        case str():
            yield f"{value}~"
        case bytes():
            yield value + b"~"


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Expr() | ast.Raise():
            yield ast.Pass()
        case ast.Return(value=value) if value is not None and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.AugAssign(target=target, op=op, value=value):
            if type(op) in OPERATORS:
                yield ast.AugAssign(target, OPERATORS[type(op)](), value)
            yield ast.Assign([target], value, lineno=node.lineno)
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()


def _told(old: ast.AST, new: ast.AST, parent: ast.AST) -> str:
    """What is changed, in a line; a small part is shown in what it is part of."""
    before, after = ast.unparse(old), ast.unparse(new)
    if len(before) < 12 and isinstance(parent, ast.expr | ast.keyword | ast.Assign | ast.Return | ast.AnnAssign):
        around = ast.unparse(parent)
        if len(around) <= 90 and around.count(before) == 1:
            before, after = around, around.replace(before, after)
    before, after = (" ".join(text.split()) for text in (before, after))
    same = next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - 50) if max(len(before), len(after)) > 120 else 0
    return f"{_part(before, start)}  ->  {_part(after, start)}"


def _part(text: str, start: int) -> str:
    end = start + 120
    return f"{'… ' if start else ''}{text[start:end]}{' …' if len(text) > end else ''}"
