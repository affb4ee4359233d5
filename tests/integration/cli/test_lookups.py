"""What an operator looks up: who has an account, which collections there are, and why somebody is lent nothing."""

import json

import pytest

from called_command import called
from shrutik_core.shared.ids import ContributorId, parse_id
from shrutik_core.testing.builders import a_chunk, a_collection, a_speaker
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

SLUG = a_collection().slug


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A data folder with somebody, three chunks of another voice, and two of their own."""
    data = tmp_path_factory.mktemp("queue") / "data"
    server = EmbeddedPostgres(data, settings={"fsync": "off"})
    try:
        assert called("db", "upgrade", "--data", data).returncode == 0
        engine = make_engine(server.start())
        units = PostgresUnitsOfWork(engine)
        set_stage(units)
        voices = [1, 1, 2, 2, 2]
        keep(units, *[a_chunk(n, speaker=a_speaker(voice).id) for n, voice in enumerate(voices, 1)])
        engine.dispose()
        yield data
    finally:
        server.remove()


def explained(place, user, *options, collection=SLUG):
    return called("queue", "explain", "--user", user, "--collection", collection, "--data", place, *options)


@pytest.fixture(scope="module")
def person(place):
    """The id and the address of whoever is the first voice."""
    (row,) = [one for one in everybody(place) if one[2] == a_speaker(1).id]
    return row[:2]


def everybody(place):
    engine = make_engine(EmbeddedPostgres(place).running())
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id::text, email, speaker FROM contributors").all()
    engine.dispose()
    return rows


def test_it_says_what_may_be_lent_and_what_keeps_the_rest(place, person):
    for name in person:
        told = explained(place, name)
        assert (told.returncode, told.stderr) == (0, "")
        lines = told.stdout.splitlines()
        assert lines[0] == "chunks: 5 (5 open)"
        assert lines[1].startswith("may be lent: 3, of which up to ")
        assert lines[2].startswith("own_voice: 2. The person is the speaker")
        assert len(lines) == 3


def test_as_json_it_has_the_fields_of_the_api(place, person):
    told = json.loads(explained(place, person[0], "--json", collection=str(a_collection().id)).stdout)
    assert ContributorId(parse_id(told.pop("user_id"))) == ContributorId(parse_id(person[0]))
    assert set(told) == {"offered", "places", "chunks", "closures", "obstacles"}
    assert (told["offered"], told["chunks"]["open"], told["closures"]) == (3, 5, [])
    (own,) = told["obstacles"]
    assert (own["obstacle"], own["chunks"]) == ("own_voice", 2)


@pytest.mark.parametrize(
    ("user", "collection", "code"),
    [
        ("nobody@example.org", SLUG, "contributor_missing"),
        ("0198c1d2-0000-7000-8000-000000000000", SLUG, "contributor_missing"),
        (None, "none-such", "collection_missing"),
        ("asha", SLUG, "id_malformed"),
    ],
)
def test_who_or_what_is_not_there_is_told(place, person, user, collection, code):
    told = explained(place, user or person[1], collection=collection)
    assert told.returncode == 1
    assert told.stderr.rstrip().endswith(f"({code})")


def test_accounts_are_listed_and_found_by_role_and_name(place, person):
    _, address = person
    told = called("user", "list", "--data", place)
    assert (told.returncode, told.stderr) == (0, "")
    assert len(told.stdout.splitlines()) > 1
    assert any(line.startswith(address) for line in told.stdout.splitlines())
    found = json.loads(called("user", "list", "--find", address, "--json", "--data", place).stdout)
    assert [one["email"] for one in found] == [address]
    assert called("user", "list", "--role", "researcher", "--data", place).stdout == "No accounts.\n"
    assert len(called("user", "list", "--limit", "1", "--data", place).stdout.splitlines()) == 1


def test_collections_are_listed(place):
    told = called("collections", "list", "--data", place)
    assert (told.returncode, told.stderr) == (0, "")
    assert any(line.split()[:2] == [SLUG, a_collection().language] for line in told.stdout.splitlines())
    assert SLUG in [one["slug"] for one in json.loads(called("collections", "list", "--json", "--data", place).stdout)]
