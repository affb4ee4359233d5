"""No prompt's text in two splits: what is left out, that it is little, and that texts keep their place."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.splits.ledger import Ledger, LedgerEntry, PromptEntry
from shrutik_core.releases.splits.prompts import (
    FLOOR_PER_CENT,
    WORTH,
    LeftOutTime,
    PromptTimes,
    left_out,
    place_prompts,
    prompt_key,
    stays,
)
from shrutik_core.releases.splits.split import PARTS, Split, SplitBy
from shrutik_core.shared.errors import Invalid
from split_scene import name, placed

TRAIN, DEV, TEST, ALL = Split.TRAIN, Split.DEV, Split.TEST, Split.ALL
PARTED = Ledger(
    "bn-read", split_by=SplitBy.PROMPT, entries=tuple(LedgerEntry(name(at), split, 1) for at, split in enumerate(PARTS))
)
CLIPS = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(PARTS), st.integers(0, 20_000)), max_size=60)


def counted(clips):
    found = PromptTimes()
    for prompt, split, milliseconds in clips:
        found.add(name(prompt), split, milliseconds)
    return found


def kept(ledger, clips):
    """What goes out, by split."""
    found = Counter()
    for prompt, split, milliseconds in clips:
        found[split] += milliseconds if stays(ledger, split, name(prompt)) else 0
    return found


@pytest.mark.property
@given(CLIPS, st.randoms())
def test_no_prompt_is_in_two_splits_in_whatever_order_clips_come(clips, random):
    ledger = place_prompts(PARTED, counted(clips), 1)
    out = {(prompt, split) for prompt, split, _ in clips if stays(ledger, split, name(prompt))}
    assert len({prompt for prompt, _ in out}) == len(out) == len({prompt for prompt, _, _ in clips})
    random.shuffle(clips)
    assert place_prompts(PARTED, counted(clips), 1) == ledger


@pytest.mark.property
@given(CLIPS)
def test_what_is_left_out_is_counted(clips):
    ledger = place_prompts(PARTED, counted(clips), 1)
    lost = left_out(ledger, counted(clips))
    assert list(lost) == list(PARTS)
    total = sum(milliseconds for _, _, milliseconds in clips)
    assert sum(kept(ledger, clips).values()) + sum(part.milliseconds for part in lost.values()) == total
    gone = [clip for clip in clips if not stays(ledger, clip[1], name(clip[0]))]
    assert Counter(split for _, split, _ in gone) == {split: part.clips for split, part in lost.items() if part.clips}


@pytest.mark.property
@given(CLIPS, CLIPS)
def test_a_prompt_keeps_its_place(first, second):
    ledger = place_prompts(PARTED, counted(first), 1)
    later = place_prompts(ledger, counted([*first, *second]), 2)
    assert later.prompts[: len(ledger.prompts)] == ledger.prompts
    assert all(stays(later, split, name(prompt)) for prompt, split, _ in first if stays(ledger, split, name(prompt)))
    if later != ledger:
        later.check_extends(ledger)


@pytest.mark.property
@given(CLIPS)
def test_what_only_one_split_reads_is_never_left_out(clips):
    readers = {prompt: {split for other, split, _ in clips if other == prompt} for prompt, _, _ in clips}
    ledger = place_prompts(PARTED, counted(clips), 1)
    assert all(stays(ledger, split, name(prompt)) for prompt, split, _ in clips if len(readers[prompt]) == 1)


def test_speech_without_a_prompt_stays():
    ledger = place_prompts(PARTED, counted([(1, TRAIN, 1)]), 1)
    assert stays(ledger, TEST, None)
    assert not stays(ledger, TEST, name(1))


def test_a_text_goes_where_most_is_read_of_it_once_dev_and_test_have_enough():
    enough = [(90, DEV, 100_000), (91, TEST, 100_000), (92, TRAIN, 700_000)]
    clips = [*enough, (1, TRAIN, 500), (1, TEST, 900), (2, TRAIN, 900), (2, DEV, 800)]
    ledger = place_prompts(PARTED, counted(clips), 1)
    assert (ledger.prompt_places[name(1)], ledger.prompt_places[name(2)]) == (TEST, TRAIN)
    assert left_out(ledger, counted(clips)) == {
        TRAIN: LeftOutTime(1, 500),
        DEV: LeftOutTime(1, 800),
        TEST: LeftOutTime(),
    }


def test_texts_that_all_read_leave_something_for_dev_and_test():
    clips = [
        (prompt, split, share) for prompt in range(100) for split, share in ((TRAIN, 800), (DEV, 100), (TEST, 100))
    ]
    ledger = place_prompts(PARTED, counted(clips), 1)
    found = kept(ledger, clips)
    # A quarter of a share of 10 % each, which takes 25 of 100 texts, and the other 50 are train's.
    assert (FLOOR_PER_CENT, found) == (25, {TRAIN: 40_000, DEV: 2_500, TEST: 2_500})


@pytest.mark.parametrize(("own", "split"), [(1_000, TEST), (999, TRAIN)])
def test_a_text_is_worth_half_an_hour_for_an_hour_until_a_share_is_full(own, split):
    quarter = [(90, DEV, 10_000), (91, TEST, 5_000), (92, TRAIN, 80_000)]
    ledger = place_prompts(PARTED, counted([*quarter, (1, TRAIN, 1_500), (1, TEST, own)]), 1)
    assert WORTH == 0.5
    assert ledger.prompt_places[name(1)] is split


def test_a_share_that_is_full_takes_no_more():
    full = [(90, DEV, 10_000), (91, TEST, 10_000), (92, TRAIN, 76_000)]
    ledger = place_prompts(PARTED, counted([*full, (1, TRAIN, 1_001), (1, TEST, 1_000)]), 1)
    assert ledger.prompt_places[name(1)] is TRAIN


def test_dev_and_test_do_without_a_text_that_has_no_time():
    ledger = place_prompts(PARTED, counted([(1, TRAIN, 0), (1, DEV, 0), (2, TRAIN, 5), (2, TEST, 0)]), 1)
    assert ledger.prompts == (PromptEntry(name(1), DEV, 1), PromptEntry(name(2), TRAIN, 1))


@pytest.mark.parametrize(
    "ledger", [placed(*PARTS), Ledger("bn-read", split_by=SplitBy.PROMPT, entries=placed(ALL).entries)]
)
def test_only_a_series_that_is_parted_by_prompts_places_them(ledger):
    with pytest.raises(Invalid) as caught:
        place_prompts(ledger, counted([(1, TRAIN, 1)]), 1)
    assert caught.value.code == "prompts_unplaceable"


def test_a_prompt_is_known_by_its_words():
    assert prompt_key("আমি গান গাই।") == prompt_key(" আমি  গান গাই ")
    assert prompt_key("Air tight!", "en") == prompt_key("air-tight", "en")
    assert prompt_key("one") != prompt_key("two")
    # printf 'air tight' | sha256sum
    assert prompt_key("Air tight!") == "beeeb8c7e700c6732770256f74e09deb"
    assert prompt_key("") is prompt_key(" …! ") is None
