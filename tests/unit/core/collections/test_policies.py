"""The policies of a collection: values, read at one edge, written as what differs from the defaults."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_strategies import JUNK, families
from shrutik_core.audit.entry import plain_facts
from shrutik_core.collections.policies import (
    FAMILIES,
    POLICY_CODES,
    Policies,
    changed_policies,
    read_policies,
    read_stored_policies,
)
from shrutik_core.consensus.policy import Policy
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.shared.knobs import knobs_of

everything = st.builds(
    Policies, **{name: st.just(family()) | families(family, knobs_of(family)) for name, family in FAMILIES.items()}
)
junk = JUNK | st.dictionaries(st.sampled_from([*FAMILIES, "other"]), JUNK, max_size=5)


@given(everything)
def test_what_is_written_is_read_back(policies):
    written = json.loads(json.dumps(changed_policies(policies)))
    assert set(written) == set(FAMILIES)
    assert read_policies(written) == policies
    assert read_stored_policies(written, "bn-read") == policies


@given(junk)
def test_junk_is_invalid_and_nothing_else(values):
    try:
        assert isinstance(read_policies(values), Policies)
    except Invalid as error:
        assert error.code in {*POLICY_CODES, "fields_invalid"}
        assert all(one.field.split(".")[0] == "policies" for one in error.errors)


@given(junk)
def test_stored_junk_is_told_as_what_it_is(values):
    try:
        assert isinstance(read_stored_policies(values, "bn-read"), Policies)
    except Conflict as error:
        assert error.code == "policies_unreadable"
        assert "'bn-read'" in error.detail
        assert error.errors


def test_what_is_left_out_has_its_default():
    assert read_policies({}) == Policies()
    assert changed_policies(Policies()) == {name: {} for name in FAMILIES}
    assert changed_policies(Policies(consensus=Policy(most=5, fewest=2)))["consensus"] == {"most": 5}


def test_the_faults_of_all_families_are_told_at_once_under_the_code_of_the_first():
    with pytest.raises(Invalid) as error:
        read_policies({"copies": {"own": "burn"}, "consensus": {"fewest": 0, "colour": 1}, "lending": 3})
    assert error.value.code == "policy_invalid"
    assert [(one.field, one.code) for one in error.value.errors] == [
        ("policies.consensus.colour", "unknown"),
        ("policies.consensus.fewest", "out_of_range"),
        ("policies.lending", "wrong_type"),
        ("policies.copies.own", "wrong_type"),
    ]


@pytest.mark.parametrize(("values", "place"), [({"chunkin": {}}, "policies.chunkin"), ([], "policies")])
def test_what_is_not_a_family_is_named(values, place):
    with pytest.raises(Invalid) as error:
        read_policies(values)
    assert (error.value.code, error.value.errors[0].field) == ("fields_invalid", place)


def test_stored_policies_of_another_version_are_readable():
    before_lending_and_copies = {"chunking": {"target": 6}, "quality": {}, "consensus": {"most": 5}}
    read = read_stored_policies(before_lending_and_copies, "bn-read")
    assert (read.chunking.target, read.consensus, read.lending) == (6.0, Policy(most=5), Policies().lending)
    newer = {"consensus": {"most": 5, "of_tomorrow": {"deep": 1}}, "tomorrow": 7}
    assert read_stored_policies(newer, "bn-read") == Policies(consensus=Policy(most=5))
    limits = {"quality": {"clipped_refuse": 2, "loudness_refuse": -1e9}}
    assert read_stored_policies(limits, "bn-read").quality.clipped_refuse == 1.0


def test_stored_policies_that_cannot_be_used_say_where():
    with pytest.raises(Conflict) as error:
        read_stored_policies({"consensus": {"fewest": "two"}, "copies": {"own": 1}}, "bn-read")
    assert [one.field for one in error.value.errors] == ["policies.consensus.fewest", "policies.copies.own"]
    assert "policies.consensus.fewest must be a whole number" in error.value.detail


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda one: one.__name__)
def test_the_trail_can_hold_every_number_that_a_policy_may_have(family):
    for one in knobs_of(family):
        if one.kind in {int, float}:
            ends = [one.notes.low, one.notes.high]
            assert None not in ends, one.name
            assert plain_facts({one.name: ends})
