"""Runs a file of SQL in the embedded database of the data folder `shrutik-data`, while it runs."""

import sys
from pathlib import Path

import psycopg

from shrutik_postgres.embedding.cluster import DATABASE, USER
from shrutik_postgres.embedding.places import known_home


def run_sql(data: Path, script: str) -> int:
    """Run the statements in one transaction; how many rows the last one touched."""
    home = known_home(data)
    with psycopg.connect(host=str(home.socket_folder), user=USER, dbname=DATABASE) as connection:
        return connection.execute(script).rowcount


if __name__ == "__main__":
    print(run_sql(Path("shrutik-data").resolve(), Path(sys.argv[1]).read_text(encoding="utf-8")))
