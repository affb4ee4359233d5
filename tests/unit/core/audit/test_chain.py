"""The chain of audit entries: written so that a stranger can compute it, and broken by any change."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.audit.chain import AuditHead, canonical_bytes, find_fault, head_after, link
from shrutik_core.audit.entry import SALT_BYTES, AuditEntry
from shrutik_core.audit.origins import network_of
from shrutik_core.testing.builders import an_entry, an_id

FACTS = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=9) | st.floats(-1e15, 1e15),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)
ENTRY = AuditEntry(
    UUID("0198c1d2-0000-7000-8000-000000000001"),
    datetime(2026, 11, 28, 20, 30, 0, 5, tzinfo=timezone(timedelta(hours=1))),
    None,
    "contributor.role_changed",
    UUID("0198c1d2-0000-7000-8000-000000000002"),
    {"value": 'a "নাম"', "b": 0.5},
    "192.0.2.0/24",
    bytes(range(16)),
)
BYTES = (
    '{"action":"contributor.role_changed","actor":null,"at":"2026-11-28T19:30:00.000005Z",'
    '"facts":{"b":0.5,"value":"a \\"নাম\\""},"id":"0198c1d2-0000-7000-8000-000000000001","number":7,'
    '"origin":"5a","previous":"00","subject":"0198c1d2-0000-7000-8000-000000000002"}'
)


def chained(entries):
    head, found = AuditHead(), []
    for entry in entries:
        found.append(link(entry, head))
        head = head_after(found[-1])
    return found


def first_fault(entries):
    head = AuditHead()
    for entry in entries:
        fault = find_fault(entry, head)
        if fault:
            return fault.number
        head = head_after(entry)
    return None


def test_an_entry_is_written_as_the_module_says():
    assert canonical_bytes(ENTRY, 7, "00", "5a").decode() == BYTES


def test_a_link_carries_the_digests_that_a_stranger_computes():
    place = link(ENTRY, AuditHead()).place
    origin = hashlib.sha256(bytes(range(16)) + b"192.0.2.0/24").hexdigest()
    assert place.origin_digest == origin
    assert place.digest == hashlib.sha256(canonical_bytes(ENTRY, 1, "0" * 64, origin)).hexdigest()


@pytest.mark.property
@given(st.lists(FACTS, min_size=2, max_size=5), st.data())
def test_any_change_breaks_the_chain_where_it_was_made(facts, data):
    entries = chained([an_entry(number, facts=one) for number, one in enumerate(facts, 1)])
    assert first_fault(entries) is None
    index = data.draw(st.integers(0, len(entries) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                {"action": "nothing.happened"},
                {"subject": an_id(99)},
                {"actor": an_id(98)},
                {"facts": {**entries[index].facts, "another": 1}},
                {"at": entries[index].at + timedelta(microseconds=1)},
                {"id": an_id(97)},
            ]
        )
    )
    assert first_fault([*entries[:index], attrs.evolve(entries[index], **changed), *entries[index + 1 :]]) == index + 1
    if index + 1 < len(entries):
        assert first_fault([*entries[:index], *entries[index + 1 :]]) == index + 1


def test_an_origin_is_forgotten_without_breaking_the_chain_but_not_replaced():
    (entry,) = chained([ENTRY])
    assert find_fault(attrs.evolve(entry, origin="", salt=b""), AuditHead()) is None
    assert find_fault(attrs.evolve(entry, origin="198.51.100.0/24"), AuditHead()) is not None


@pytest.mark.parametrize("size", [0, SALT_BYTES - 1, SALT_BYTES + 1])
def test_an_origin_has_a_salt_of_sixteen_bytes(size):
    with pytest.raises(ValueError, match="salt"):
        an_entry(origin="192.0.2.0/24", salt=bytes(size))
    assert an_entry(origin="192.0.2.0/24", salt=bytes(SALT_BYTES)).origin


def test_facts_are_as_json_holds_them():
    facts = {
        "id": an_id(1),
        "at": datetime(2026, 1, 1, tzinfo=UTC),
        "set": {"b", "a"},
        "tuple": (1, None),
        "zero": -0.0,
    }
    found = an_entry(facts=facts).facts
    assert found == {
        "id": str(an_id(1)),
        "at": "2026-01-01T00:00:00+00:00",
        "set": ["a", "b"],
        "tuple": [1, None],
        "zero": 0.0,
    }
    assert str(found["zero"]) == "0.0"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e15 + 1, b"bytes", object()])
def test_what_json_cannot_hold_in_one_way_is_no_fact(value):
    with pytest.raises(ValueError, match="cannot be a fact"):
        an_entry(facts={"value": value})


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unix", ""),
    ],
)
def test_an_origin_is_noted_by_its_network(address, network):
    assert network_of(address) == network
