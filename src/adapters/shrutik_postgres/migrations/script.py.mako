"""${message}.

Rules of this folder: forward only; what was released is never edited. The tables are in use while this runs, so
- each statement waits at most a few seconds for a lock (``migrate`` sets lock_timeout); a migration that gave up is
  run again, so it does one thing;
- an index on a table with rows is made CONCURRENTLY, in ``with op.get_context().autocommit_block():``, after
  ``DROP INDEX CONCURRENTLY IF EXISTS``, for one that failed half-way is left behind invalid;
- a constraint is added NOT VALID and validated in a transaction of its own; for the states of a column,
  ``allow_states("jobs", "kind", (…))`` of ``shrutik_postgres.migrations.states`` does both;
- a column is added with a constant default or none; rows are filled in batches, elsewhere; a column is dropped one
  release after the last program that reads it.

Revision: ${up_revision}, after ${down_revision | comma,n}, ${create_date}.
"""

from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
