"""What Alembic runs for every command: one transaction for each migration, on the connection that `migrate` opened."""

from alembic import context
from sqlalchemy import Connection

from shrutik_postgres.tables import metadata


def run(connection: Connection) -> None:
    """Run what was asked for on this connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
