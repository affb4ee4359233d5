"""Speakers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.speaker import TRAITS
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_speaker

VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=130)


@given(st.dictionaries(st.sampled_from([*sorted(TRAITS), "caste", ""]), VALUES))
def test_traits_are_known_and_short(traits):
    if set(traits) <= TRAITS and all(0 < len(value) <= 120 for value in traits.values()):
        assert a_speaker(traits=traits).traits == traits
    else:
        with pytest.raises(Invalid) as error:
            a_speaker(traits=traits)
        assert error.value.code == "trait_invalid"


def test_a_speaker_does_not_change_with_the_mapping_it_was_made_from():
    traits = {"age": "twenties"}
    speaker = a_speaker(traits=traits)
    traits["age"] = "nineties"
    assert speaker.traits == {"age": "twenties"}
