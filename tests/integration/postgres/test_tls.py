"""TLS to a database elsewhere: its certificate is checked, its name too, and nobody else is spoken to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from servers.authority import Authority
from servers.postgres import Postgres, migrated, running_postgres
from servers.process import HOST, free_ports
from shrutik_core.shared.errors import Unavailable
from shrutik_postgres.account_listener import CHANNEL
from shrutik_postgres.address import connect
from shrutik_postgres.copies.database_copies import PostgresDatabaseCopies
from shrutik_postgres.engine import make_engine
from shrutik_postgres.errors import translated
from shrutik_postgres.health import PostgresHealth
from shrutik_postgres.revision import is_up_to_date

NAME, PASSWORD = "database.example", "s3cret of a test"
QUICK = {"fsync": "off"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def server(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Postgres, int]]:
    """One that speaks TLS alone, on a port."""
    certificate, (port,) = authority.issue(NAME), free_ports(1)
    who = tmp_path_factory.mktemp("hba") / "pg_hba.conf"
    who.write_text("local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
    files = {"ssl_cert_file": certificate.chain, "ssl_key_file": certificate.key, "hba_file": who}
    settings = {**QUICK, "ssl": "on", "listen_addresses": HOST, "port": str(port)}
    with running_postgres(settings, files) as started:
        local = started.url.update_query_dict({"port": str(port)})
        engine = make_engine(local)
        with engine.begin() as connection:
            connection.execute(text(f"ALTER ROLE {started.url.username} PASSWORD '{PASSWORD}'"))
        engine.dispose()
        migrated(local)
        yield started, port


def address(server: tuple[Postgres, int], authority: Authority, host: str = HOST, mode: str = "verify-full") -> URL:
    """How it is called from elsewhere; names are looked up as if they were told to be this machine."""
    url = URL.create("postgresql", server[0].url.username, PASSWORD, None, None, "postgres")
    query = {"host": f"{host},{host}", "hostaddr": f"{HOST},{HOST}", "port": f"{server[1]},{server[1]}"}
    trusted = {"sslmode": mode, "sslrootcert": str(authority.trusted), "target_session_attrs": "read-write"}
    return url.set(query={**query, **trusted})


def encrypted(url: URL) -> bool:
    engine = make_engine(url)
    try:
        with translated(), engine.connect() as connection:
            return bool(
                connection.execute(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).scalar_one()
            )
    finally:
        engine.dispose()


def test_one_that_is_trusted_and_called_by_its_name_is_spoken_to(
    server: tuple[Postgres, int], authority: Authority
) -> None:
    for host in (NAME, HOST):
        url = address(server, authority, host)
        assert encrypted(url)
        assert is_up_to_date(url)
        with connect(url, "listening") as connection:
            connection.execute(f"LISTEN {CHANNEL}")
        assert PostgresHealth(url).answering().seconds >= 0
        with PostgresDatabaseCopies(url).alone():
            pass


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"host": "other.example,other.example"}, id="another name"),
        pytest.param({"sslmode": "disable", "sslrootcert": ""}, id="no TLS"),
    ],
)
def test_whatever_is_wrong_is_refused_without_a_word_of_the_password(
    server: tuple[Postgres, int], authority: Authority, wrong: dict[str, str]
) -> None:
    refused(address(server, authority).update_query_dict(wrong))


def test_an_authority_that_is_not_trusted_is_refused(
    server: tuple[Postgres, int], authority: Authority, tmp_path: Path
) -> None:
    refused(address(server, Authority(tmp_path / "stranger")))


def refused(url: URL) -> None:
    for speak in (encrypted, is_up_to_date):
        with pytest.raises(Unavailable) as error:
            speak(url)
        assert error.value.code == "database_unavailable"
        assert PASSWORD not in str(error.value) + repr(error.value.__cause__)
