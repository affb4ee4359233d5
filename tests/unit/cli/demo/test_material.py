"""What the demo brings along: samples whose times agree with their texts, and enough prompts."""

import itertools
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_cli.demo.accounts import ALL_ACCOUNTS, TRANSCRIBERS
from shrutik_cli.demo.material import LANGUAGES, prompts, samples
from shrutik_core.shared.texts import words

SAMPLES = samples()
LIMIT = 1_500_000


@given(st.sampled_from(SAMPLES), st.lists(st.floats(0, 60), max_size=8))
def test_wherever_a_sample_is_cut_every_word_is_in_one_clip(sample, cuts):
    edges = [0.0, *sorted(cuts), 1e9]
    clips = [sample.spoken(start, end) for start, end in itertools.pairwise(edges)]
    assert " ".join(clip for clip in clips if clip) == sample.text


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_words_of_a_sample_follow_each_other(sample):
    times = [time for word in sample.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert " ".join(word.text for word in sample.words) == sample.text


def test_the_samples_are_small_and_are_there():
    assert {sample.language for sample in SAMPLES} == set(LANGUAGES)
    assert sum(len(sample.sound()) for sample in SAMPLES) < LIMIT
    assert files("shrutik_cli.demo").joinpath("samples", "README.md").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_prompts_enough_and_none_twice(language):
    texts = prompts(language)
    assert len(texts) >= 46
    assert len({" ".join(words(text)) for text in texts}) == len(texts)
    assert {sample.text for sample in SAMPLES if sample.language == language} <= set(texts)


def test_five_transcribers_err_between_5_and_25_per_cent():
    assert len(TRANSCRIBERS) == 5
    assert len(set(TRANSCRIBERS.values())) == 5
    assert all(0.05 <= rate <= 0.25 for rate in TRANSCRIBERS.values())
    assert len({account.email for account in ALL_ACCOUNTS}) == len(ALL_ACCOUNTS)
