"""Skips of prompts, and when a prompt is set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.collections.policies import read_policies
from shrutik_core.prompts.offering import LARGEST_MOST_FAULTS, Offering
from shrutik_core.prompts.skip import FAULTS, PromptSkipReason
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_prompt, an_instant
from shrutik_core.testing.prompt_builders import a_prompt_skip

INSTANTS = st.integers(0, 1_000).map(an_instant)


@given(st.integers(0, 200), st.integers(1, LARGEST_MOST_FAULTS))
def test_a_prompt_is_set_aside_from_as_many_faults_as_the_policy_says(faults, most):
    assert Offering(most_faults=most).sets_aside(faults) == (faults >= most)


def test_the_policy_takes_a_number_of_speakers():
    assert read_policies({}).offering.most_faults == 3
    for most in (1, LARGEST_MOST_FAULTS):
        assert read_policies({"offering": {"most_faults": most}}).offering.most_faults == most
    for wrong in (0, LARGEST_MOST_FAULTS + 1, 2.5, None, "all"):
        with pytest.raises(Invalid) as error:
            read_policies({"offering": {"most_faults": wrong}})
        assert error.value.code == "offering_invalid"
        assert [fault.field for fault in error.value.errors] == ["policies.offering.most_faults"]


@pytest.mark.parametrize("reason", PromptSkipReason)
def test_what_one_speaker_would_rather_not_say_is_no_fault(reason):
    speakers_own = {"cannot_read", "personal", "other"}
    assert a_prompt_skip(reason=reason.value).is_fault == (reason in FAULTS) == (reason not in speakers_own)


@given(INSTANTS, INSTANTS, INSTANTS)
def test_a_prompt_is_set_aside_once_and_offered_again_once(first, second, third):
    prompt = a_prompt()
    assert prompt.offer_again(first) == prompt
    aside = prompt.set_aside(first)
    assert aside.set_aside_at == first
    assert aside.set_aside(second) == aside
    again = aside.offer_again(third)
    assert (again.set_aside_at, again.offered_again_at) == (None, third)
    assert again.offer_again(first) == again
