"""What tests of the embedded PostgreSQL ask of a server and of its home."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, text

from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.embedding.places import Home, known_home
from shrutik_postgres.embedding.processes import read_pid_file
from shrutik_postgres.engine import make_engine

Make = Callable[..., EmbeddedPostgres]


def home_of(data: Path) -> Home:
    home = known_home(data.resolve())
    assert home is not None
    return home


def postmaster(data: Path) -> int:
    file = read_pid_file(home_of(data).cluster)
    assert file is not None
    return file.pid


def ask(url: URL, statement: str) -> object:
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            return connection.execute(text(statement)).scalar()
    finally:
        engine.dispose()


def tell(url: URL, statement: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
