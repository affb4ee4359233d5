"""The small changes of one node of a syntax tree: another comparison, another number, one argument less."""

import ast
from collections.abc import Iterator

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


def replacements(node: ast.AST, parent: ast.AST, field: str, in_function: bool) -> Iterator[tuple[ast.AST, str]]:
    """Each node that may stand in this one's place, with a line that says what is changed."""
    for new in _changed(node):
        yield new, _told(node, new, parent)
    if isinstance(node, ast.expr) and _is_condition(parent, field) and not isinstance(node, ast.Compare | ast.BoolOp):
        new = node.operand if isinstance(node, ast.UnaryOp) else ast.UnaryOp(ast.Not(), node)
        yield new, _told(node, new, parent)
    if isinstance(node, ast.stmt) and in_function:
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
