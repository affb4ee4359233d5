"""A step for migrations: let a column take other states than before, while its table is in use."""

from collections.abc import Iterable

from alembic import op


def allow_states(table: str, column: str, states: Iterable[str]) -> None:
    """Replace the CHECK on a column that holds one of a life's states.

    The new CHECK counts for what is written from now on, and is then validated, which reads the table without keeping
    others from it. Each statement is a transaction of its own: a run that was broken off is simply repeated.

    Args:
        table: its name.
        column: whose CHECK is named ``ck_<table>_<column>``.
        states: all that are allowed from now on.
    """
    name = f"ck_{table}_{column}"
    allowed = ", ".join(f"'{state}'" for state in states)
    with op.get_context().autocommit_block():
        op.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}, "
            f"ADD CONSTRAINT {name} CHECK ({column} IN ({allowed})) NOT VALID"
        )
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
