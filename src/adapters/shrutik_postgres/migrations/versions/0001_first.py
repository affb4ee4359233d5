"""Make all tables of the first version; their definitions are in the SQL file beside this one."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    # Several statements at once, and no placeholders in them.
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})
