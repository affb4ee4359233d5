"""The migrations; read by Alembic from inside the package, run by `shrutik_postgres.migrate`."""
