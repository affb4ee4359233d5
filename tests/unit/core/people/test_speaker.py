"""Speakers and their traits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.traits import LONGEST_TRAIT, AgeBand, Gender, Trait, check_traits, traits_for_releases
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_contributor, a_speaker

ANYTHING = st.text(max_size=LONGEST_TRAIT + 10)


def refused(traits):
    with pytest.raises(Invalid) as error:
        a_speaker(traits=traits)
    return error.value.code, [one.field for one in error.value.errors]


@given(strategies.traits())
def test_traits_that_may_be_said_are_kept_as_they_are_and_stay_so(traits):
    speaker = a_speaker(traits=traits)
    assert speaker.traits == traits
    assert check_traits(speaker.traits) == traits


@given(st.dictionaries(st.sampled_from([*Trait, "caste", ""]), ANYTHING))
def test_any_words_are_taken_in_one_spelling_or_refused(said):
    try:
        kept = check_traits(said)
    except Invalid as error:
        assert error.code in {"trait_invalid", "text_invalid"}
        return
    assert check_traits(kept) == kept
    assert set(kept) == set(said) <= set(Trait)
    assert all(0 < len(value) <= LONGEST_TRAIT and value == value.strip() for value in kept.values())
    assert kept.get(Trait.AGE, "teens") in set(AgeBand)
    assert kept.get(Trait.GENDER, "male") in set(Gender)


@given(strategies.traits(), st.none() | st.sets(st.sampled_from(Trait)))
def test_what_goes_out_is_what_was_said_and_is_allowed(traits, allowed):
    speaker = a_speaker(traits=traits, traits_in_releases=allowed)
    out = speaker.released_traits
    assert out == traits_for_releases(traits, allowed)
    assert out.items() <= speaker.traits.items()
    assert set(out) == (set(traits) if allowed is None else set(traits) & allowed)


@given(strategies.traits(), strategies.traits(), st.sets(st.sampled_from(Trait)))
def test_each_trait_is_changed_or_withdrawn_and_others_stay(before, said, withdrawn):
    changes = {**said, **dict.fromkeys(withdrawn)}
    after = a_speaker(traits=before).say(changes).traits
    for trait in Trait:
        assert after.get(trait) == (changes[trait] if trait in changes else before.get(trait))


@pytest.mark.parametrize("trait", [Trait.ACCENT, Trait.DIALECT, Trait.REGION])
def test_own_words_have_one_to_120_characters_on_one_line(trait):
    for value in ("x", "x" * LONGEST_TRAIT, "ক্\u200cষ", "নোয়াখালী"):
        assert a_speaker(traits={trait: value}).traits == {trait: value}
    for value in ("", " ", "x" * (LONGEST_TRAIT + 1), "a\nb", "a\u2028b", "a\u202eb", "a\x7fb"):
        assert refused({trait: value}) == ("trait_invalid", [f"traits.{trait}"])
    for value in ("a\0", "a\ud800"):
        assert refused({trait: value}) == ("text_invalid", [trait])


@pytest.mark.parametrize(
    ("trait", "good", "bad"),
    [
        ("age", ["teens", "forties", "eighties"], ["nineties", "Twenties", "25", "", "fourties"]),
        ("gender", ["female", "male", "another"], ["f", "woman", "", "Another"]),
        ("native_language", ["bn", "syl", "sat-Olck"], ["", "bengali language", "b", "bn_BD"]),
    ],
)
def test_what_is_counted_has_fixed_values(trait, good, bad):
    for value in good:
        assert a_speaker(traits={trait: value}).traits == {trait: value}
    for value in bad:
        assert refused({trait: value}) == ("trait_invalid", [f"traits.{trait}"])


def test_a_language_is_kept_in_its_usual_spelling_and_is_not_endless():
    assert a_speaker(traits={"native_language": "SAT-olck"}).traits == {"native_language": "sat-Olck"}
    assert refused({"native_language": "bn" + "-aa" * 40})[0] == "trait_invalid"


def test_only_known_traits_are_let_out():
    assert refused({"caste": "x"}) == ("trait_invalid", ["traits.caste"])
    with pytest.raises(Invalid) as error:
        a_speaker(traits_in_releases=["caste"])
    assert error.value.code == "trait_invalid"
    assert a_speaker().traits == {}
    assert a_speaker().traits_in_releases is None


def test_a_speaker_does_not_change_with_the_mapping_it_was_made_from():
    traits = {"age": "twenties"}
    speaker = a_speaker(traits=traits)
    traits["age"] = "thirties"
    assert speaker.traits == {"age": "twenties"}


def test_a_voice_with_an_account_is_never_synthetic():
    assert a_speaker(synthetic=True).synthetic
    with pytest.raises(Invalid) as error:
        a_speaker(contributor=a_contributor(1).id, synthetic=True)
    assert error.value.code == "speaker_not_synthetic"
