"""What a column may hold is said twice, by an enumeration and by a migration: both say the same. Needs no server."""

from pathlib import Path

import pytest
import regex
from sqlalchemy import CheckConstraint

from shrutik_postgres.tables import metadata

MIGRATIONS = Path(__file__).parents[3] / "src/adapters/shrutik_postgres/migrations"
RULES = "src/adapters/shrutik_postgres/migrations/script.py.mako"
# A constraint as it is added or validated: its expression, which holds brackets in pairs, and whether it is NOT VALID.
STEP = regex.compile(
    r"CONSTRAINT\s+(?P<name>ck_\w+)\s+CHECK\s*\((?P<check>(?:[^()]|(?P<pair>\((?:[^()]|(?&pair))*\)))*)\)"
    r"(?P<open>\s+NOT\s+VALID)?"
    r"|VALIDATE\s+CONSTRAINT\s+(?P<validated>ck_\w+)"
)
# The same by a step that does both, with its states written out.
STATES = regex.compile(
    r"""allow_states\(\s*"(?P<table>\w+)",\s*"(?P<column>\w+)",\s*\((?P<states>[^)]*)\)""", regex.VERBOSE
)
CHECKS = [
    (table.name, str(constraint.name), str(constraint.sqltext))
    for table in metadata.sorted_tables
    for constraint in sorted(table.constraints, key=lambda one: str(one.name))
    if isinstance(constraint, CheckConstraint)
]


def plain(sql):
    """An expression without what does not matter: spaces within brackets, and line ends."""
    return regex.sub(r"(?<=\()\s+|\s+(?=\))", "", " ".join(sql.split()))


def migrated():
    """Each constraint's last expression, the migration that wrote it, and whether it still waits to be validated."""
    found = {}
    for path in sorted([*MIGRATIONS.glob("versions/*.py"), *MIGRATIONS.glob("versions/*.sql")]):
        text = path.read_text(encoding="utf-8")
        for step in STEP.finditer(text):
            if step["validated"]:
                check, writer, _ = found[step["validated"]]
                found[step["validated"]] = check, writer, False
            else:
                found[step["name"]] = plain(step["check"]), path.name, bool(step["open"])
        for step in STATES.finditer(text):
            states = ", ".join(f"'{state}'" for state in regex.findall(r'"(\w+)"', step["states"]))
            found[f"ck_{step['table']}_{step['column']}"] = f"{step['column']} IN ({states})", path.name, False
    return found


@pytest.mark.parametrize(("table", "name", "check"), CHECKS, ids=[name for _, name, _ in CHECKS])
def test_the_last_migration_of_a_constraint_says_what_its_table_says(table, name, check):
    said, writer, waits = migrated().get(name, ("nothing", "no migration", False))
    assert said == plain(check), (
        f"{name} is ({plain(check)}) in shrutik_postgres/tables, and ({said}) in {writer}. Write two migrations: one "
        f"that drops the constraint of {table} and adds it again NOT VALID, and the next that validates it. "
        f"The rules are in {RULES}; 0003 and 0004 are an example."
    )
    assert not waits, f"{name} was added NOT VALID by {writer}; write the next migration, which validates it ({RULES})."


def test_every_enumeration_of_a_column_is_among_them():
    assert sum(" IN ('" in check for _, _, check in CHECKS) >= 12
