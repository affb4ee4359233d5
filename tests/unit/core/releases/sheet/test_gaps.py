"""Known gaps: each rule at its edge."""

import attrs
import pytest

from manifest_clips import TRAITS, a_clip
from shrutik_core.releases.sheet import gaps
from shrutik_core.releases.sheet.gaps import known_gaps
from shrutik_core.releases.sheet.letters import LETTERS, missing_letters
from shrutik_core.releases.splits.place import FEWEST_SPEAKERS
from shrutik_core.releases.stats.release_count import count


def stats(*changes):
    """Of one clip for each."""
    return count(
        a_clip(**({"clip": f"{n:032x}", "pcm_sha256": f"{n:032x}" * 2, "speaker": f"{n:032x}"} | change))
        for n, change in enumerate(changes)
    ).stats()


def says(found, words):
    return any(words in sentence for sentence in known_gaps(found))


@pytest.mark.parametrize(("speakers", "said"), [(FEWEST_SPEAKERS - 1, True), (FEWEST_SPEAKERS, False)])
def test_too_few_speakers_to_be_parted(speakers, said):
    assert says(stats(*[{"split": "all"}] * speakers), "It is one split") is said


@pytest.mark.parametrize(("speakers", "said"), [(gaps.FEW_IN_SPLIT - 1, True), (gaps.FEW_IN_SPLIT, False)])
def test_few_speakers_in_a_split(speakers, said):
    assert says(stats({}, *[{"split": "test"}] * speakers), "The test split has") is said


def test_a_part_that_is_not_there():
    assert says(stats({}), "There is no dev split.")
    assert not says(stats({"split": "all"}), "There is no dev split.")


@pytest.mark.parametrize(("times", "said"), [([20, 20, 20, 20, 20], False), ([21, 20, 20, 20, 19], True)])
def test_one_speaker_outweighs_the_others(times, said):
    assert says(stats(*({"num_samples": 16_000 * time} for time in times)), "One speaker has") is said


def test_a_test_split_without_a_heavy_speaker():
    assert says(stats({"num_samples": 160_000}, {"split": "test", "num_samples": 79_999}), "no heavy speaker")
    assert not says(stats({"num_samples": 160_000}, {"split": "test", "num_samples": 80_000}), "no heavy speaker")


@pytest.mark.parametrize(("males", "said"), [(4, True), (5, False)])
def test_a_gender_that_is_hardly_heard(males, said):
    genders = ["male"] * males + ["female"] * (100 - males)
    found = stats(*({"traits": TRAITS | {"gender": gender}} for gender in genders))
    assert says(found, f"by gender: male ({males} %)") is said


@pytest.mark.parametrize(("silent", "said"), [(49, False), (50, True)])
def test_a_trait_that_many_say_nothing_of(silent, said):
    found = stats(*({"traits": TRAITS | {"age": None if n < silent else "teens"}} for n in range(100)))
    assert says(found, "Nothing is known of the age") is said
    assert says(stats({"traits": TRAITS | {"age": None}}), "Nothing is known of speakers' age.")


def test_kinds_of_speech_voices_texts_and_sounds():
    assert says(stats({}), "All of it is read aloud")
    assert says(stats({"prompt": None}), "All of it is free speech")
    assert says(stats({"flags": ("synthetic",)}, {}), "50 % of the hours are synthetic")
    assert says(stats({"flags": ("few_votes",)}, {}), "50 % of the clips have fewer than two votes")
    assert says(stats({}, {"split": "test"}), "Texts that stand in more than one split: 1 (100 % of all).")
    assert says(stats({"pcm_sha256": "a" * 64}, {"pcm_sha256": "a" * 64}), "samples of another clip: 2.")
    assert says(stats({"speaker": "a" * 32}, {"speaker": "a" * 32, "split": "dev"}), "more than one split: 1.")


@pytest.mark.parametrize(("hz", "said"), [(gaps.NARROW_HZ, True), (gaps.NARROW_HZ + 10, False)])
def test_sound_of_a_telephone(hz, said):
    quality = {**a_clip().quality, "bandwidth_hz": float(hz)}
    assert says(stats({"quality": quality}), "as telephones do") is said


@pytest.mark.parametrize(("alpha", "said"), [(0.666, True), (gaps.TENTATIVE_ALPHA, False), (None, False)])
def test_votes_that_agree_little(alpha, said):
    found = stats({})
    assert says(attrs.evolve(found, votes=attrs.evolve(found.votes, alpha_words=alpha)), "agree little") is said


def test_letters_that_no_text_has():
    assert missing_letters("en-GB", "the quick brown fox jumps over a lazy DOG") == ()
    assert missing_letters("en", "abc")[0] == "d"
    assert missing_letters("bn", LETTERS["bn"].split()) == ()
    assert missing_letters("xx", "abc") is None
    assert says(stats({"text": "আমি"}), "Letters of bn that no text has: অ ই")
