"""The address of a database is read as libpq reads it, and never repeated in what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from shrutik_core.shared.errors import Invalid
from shrutik_postgres.address import NETWORK, network_of, parse_url

TWO = "postgresql://me:p%40ss,word@one:5433,two/corpus?target_session_attrs=read-write"
LETTERS = st.text("abcdefghij0123456789-", min_size=1, max_size=12)


def asked(url: str) -> dict[str, object]:
    """What the toolkit hands to the driver."""
    return dict(PGDialect_psycopg().create_connect_args(parse_url(url))[1])


def heard(url: str) -> dict[str, object]:
    """What libpq makes of it without us."""
    return dict(conninfo_to_dict(url))


def test_one_machine() -> None:
    assert parse_url("postgres://me@one:5433/corpus").render_as_string() == "postgresql+psycopg://me@one:5433/corpus"


def test_several_machines() -> None:
    told = {"host": "one,two", "port": "5433,5432", "user": "me", "password": "p@ss,word", "dbname": "corpus"}
    assert asked(TWO) == {**told, "target_session_attrs": "read-write"}


@given(st.lists(st.tuples(LETTERS, st.integers(1, 65535)), min_size=2, max_size=4))
def test_any_machines_are_read_as_libpq_reads_them(machines: list[tuple[str, int]]) -> None:
    url = f"postgresql://me@{','.join(f'{host}:{port}' for host, port in machines)}/corpus"
    assert asked(url) == heard(url)
    assert asked(url)["host"] == ",".join(host for host, _ in machines)


def test_addresses_of_version_six() -> None:
    told = asked("postgresql://me@[::1]:1,[fe80::2]/corpus")
    assert (told["host"], told["port"]) == ("::1,fe80::2", "1,5432")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "garbage",
        "host=one password=s3cret",
        "postgresql://me:s3cret@one:port/corpus",
        "mysql://me:s3cret@one/corpus",
        "postgresql+psycopg2://me:s3cret@one/corpus",
    ],
)
def test_what_cannot_be_read_is_not_repeated(bad: str) -> None:
    with pytest.raises(Invalid) as error:
        parse_url(bad)
    assert error.value.code == "database_address_invalid"
    assert "s3cret" not in str(error.value)
    assert error.value.__cause__ is None


def test_an_address_may_say_itself_how_long_it_is_waited_for() -> None:
    told = network_of(parse_url("postgresql://one/corpus?connect_timeout=9"))
    assert "connect_timeout" not in told
    assert told == {name: value for name, value in NETWORK.items() if name != "connect_timeout"}


def test_a_machine_that_went_without_a_word_is_noticed_within_seconds() -> None:
    silent = NETWORK["keepalives_idle"] + NETWORK["keepalives_interval"] * NETWORK["keepalives_count"]
    assert silent <= 5
    assert NETWORK["tcp_user_timeout"] <= 5_000
