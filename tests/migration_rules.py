"""Which migrations take away what programs of the release before may still read or write, told from their text."""

import ast
from collections.abc import Iterator
from pathlib import Path

import regex

VERSIONS = Path(__file__).parents[1] / "src/adapters/shrutik_postgres/migrations/versions"
_TAKES = {
    r"DROP\s+(?:TABLE|VIEW|MATERIALIZED\s+VIEW|SCHEMA|TYPE|FUNCTION|SEQUENCE)\b": "drops what older programs may read",
    r"DROP\s+COLUMN\b": "drops a column",
    r"\bRENAME\s+(?:TO|COLUMN)\b": "renames",
    r"\bSET\s+NOT\s+NULL\b": "refuses NULL, which older programs may write",
    r"\bDROP\s+DEFAULT\b": "drops a default, on which older programs may rely",
    r"ALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b": "changes the type of a column",
    r"\bTRUNCATE\b": "empties a table",
}
_COLUMN = regex.compile(r"ADD\s+COLUMN\s+(?:IF\s+NOT\s+EXISTS\s+)?(?P<column>[^,;]*)", regex.IGNORECASE)
_NARROWS = regex.compile(
    r"ALTER\s+TABLE\s+(?:ONLY\s+)?(?P<table>\w+)(?:(?!ALTER\s+TABLE).)*?ADD\s+CONSTRAINT\s+(?P<name>\w+)"
    r"|CREATE\s+UNIQUE\s+INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?P<index>\w+)\s+ON\s+(?P<of>\w+)",
    regex.IGNORECASE | regex.DOTALL,
)
_MADE = regex.compile(r"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?P<table>\w+)", regex.IGNORECASE)
_CALLS = frozenset(
    f"{word}"
    for word in (
        *("drop_column", "drop_table", "rename_table", "alter_column", "drop_constraint"),
        *("create_unique_constraint", "create_check_constraint", "create_foreign_key", "create_exclude_constraint"),
    )
)
_STATES = "allow_states"


def sql_of(tree: ast.Module) -> str:
    """All texts of a migration but its docstrings; what is filled into them later is an underscore."""
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docs = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and ast.get_docstring(node)
    }
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(part.value if isinstance(part, ast.Constant) else "_" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (docs | inner):
            found.append(node.value)
    return ";\n".join(found)


def stated(tree: ast.Module, name: str) -> object:
    """The value of a name at the top of a migration; None if it does not have it."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            return ast.literal_eval(node.value)
    return None


def taken(text: str, earlier: str = "") -> list[str]:
    """A sentence for each thing that a migration takes away; what ``harmless`` names was looked at by a person.

    Args:
        text: of the migration.
        earlier: text of all migrations before it.
    """
    tree = ast.parse(text)
    sql = sql_of(tree)
    found = [what for pattern, what in _TAKES.items() if regex.search(pattern, sql, regex.IGNORECASE)]
    harmless = stated(tree, "harmless") or {}
    made = {one["table"] for one in _MADE.finditer(sql)}
    for column in _COLUMN.finditer(sql):
        words = column["column"].upper()
        if "NOT NULL" in words and "DEFAULT" not in words:
            found.append(f"adds a column that older programs do not fill: {column['column'].strip()}")
    for one in _NARROWS.finditer(sql):
        name, table = one["name"] or one["index"], one["table"] or one["of"]
        if name not in harmless and table not in made:
            found.append(f"{name} may refuse what older programs write")
    return found + list(_calls(tree, earlier))


def _calls(tree: ast.Module, earlier: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _CALLS:
            yield f"calls {name}"
        if name == _STATES:
            table, column, states = (ast.literal_eval(one) for one in node.args)
            gone = states_before(earlier, table, column) - set(states)
            if gone:
                yield f"{table}.{column} no longer takes {', '.join(sorted(gone))}"


def states_before(earlier: str, table: str, column: str) -> set[str]:
    """What a column took, as the last of the migrations before says."""
    calls = regex.findall(rf'allow_states\(\s*"{table}",\s*"{column}",\s*\(([^)]*)\)', earlier)
    if calls:
        return set(regex.findall(r'"(\w+)"', calls[-1]))
    checks = regex.findall(rf"ck_{table}_{column}\s+CHECK\s*\(\s*{column}\s+IN\s*\(([^)]*)\)", earlier)
    return set(regex.findall(r"'(\w+)'", checks[-1])) if checks else set()


def migrations() -> dict[str, str]:
    """The text of each migration by its revision, oldest first; the SQL of the first one with it."""
    found = {}
    for path in sorted(VERSIONS.glob("[0-9]*_*.py")):
        beside = path.with_suffix(".sql")
        more = f"\n_SQL = {beside.read_text(encoding='utf-8')!r}\n" if beside.exists() else ""
        found[path.name.split("_", 1)[0]] = path.read_text(encoding="utf-8") + more
    return found
