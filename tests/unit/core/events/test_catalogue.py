"""The catalogue of events, and events held to it."""

import pytest

from shrutik_core.events.catalogue import CATALOGUE, EventType, Fact, FactKind, known_types
from shrutik_core.events.happening import new_happening
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_id
from shrutik_core.testing.webhook_builders import NewerEventType, a_happening

ID = str(an_id(1, 1))
VALUES = {
    FactKind.ID: ([ID], ["", "x", ID.upper(), 1, None]),
    FactKind.IDS: ([[], [ID, ID]], [[""], ID, None]),
    FactKind.CODE: (["accept", "a_b.c1"], ["", "Mina Rahman", "a@b.org", "ক", "x" * 65, 1]),
    FactKind.CODES: ([[], ["too_quiet"]], [["a b"], "a"]),
    FactKind.COUNT: ([0, 7], [-1, True, 1.5, "1"]),
}


def test_every_type_is_in_the_catalogue():
    assert CATALOGUE.keys() == set(EventType)


@pytest.mark.parametrize("type_", EventType)
def test_every_type_is_described(type_):
    kind = CATALOGUE[type_]
    assert kind.says.endswith(".")
    schema = kind.schema()
    assert schema["required"] == sorted(kind.facts)
    assert all(member["description"] for member in schema["properties"].values())


@pytest.mark.parametrize("kind", FactKind)
def test_a_fact_takes_values_of_its_type(kind):
    taken, refused = VALUES[kind]
    fact = Fact(kind, "something")
    assert all(map(fact.takes, taken))
    assert not any(map(fact.takes, refused))


def made(**data):
    one = a_happening(1)
    return new_happening(one.id, one.type, one.at, data)


@pytest.mark.parametrize("change", [{"clips": "many"}, {"name": "Mina"}, {"release": "Mina"}])
def test_an_event_holds_what_the_catalogue_says_and_nothing_else(change):
    with pytest.raises(Invalid) as error:
        made(**{**a_happening(1).data, **change})
    assert error.value.code == "happening_invalid"


def test_an_event_lacks_nothing():
    with pytest.raises(Invalid, match="clips"):
        made(**{name: value for name, value in a_happening(1).data.items() if name != "clips"})


def test_what_holds_all_that_it_is_to_is_made():
    assert made(**a_happening(1).data) == a_happening(1)


def test_of_the_types_that_are_kept_those_are_known_that_this_version_has():
    assert known_types([*EventType, NewerEventType.STORY_TOLD, ""]) == set(EventType)
    assert all(type(one) is EventType for one in known_types(map(str, EventType)))
