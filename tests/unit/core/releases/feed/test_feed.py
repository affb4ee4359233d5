"""Adding to a feed, and what follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.feed.feed import next_row, next_rows, read_feed, withdrawn_now, write_feed
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_instant

CLIPS = ["0a" * 16, "0b" * 16, "0c" * 16]
WORDS = st.lists(st.tuples(st.sampled_from(CLIPS), st.sampled_from(WithdrawalReason)), max_size=12)


def feed_of(words):
    rows, tip = [], FeedTip()
    for number, (clip, reason) in enumerate(words):
        rows.append(next_row(tip, an_instant(number), "bn", clip, [2, 1, 2], reason))
        tip = rows[-1].tip
    return tuple(rows)


@given(WORDS)
def test_each_row_carries_the_hash_of_the_one_before(words):
    rows = feed_of(words)
    assert [row.seq for row in rows] == list(range(1, len(words) + 1))
    assert [row.prev for row in rows] == [tip.hash for tip in (FeedTip(), *(row.tip for row in rows))][: len(rows)]
    assert all(row.releases == (1, 2) for row in rows)
    assert read_feed(write_feed(rows)) == rows


@given(WORDS)
def test_the_last_word_of_a_clip_counts(words):
    rows, last = feed_of(words), dict(words)
    withdrawn = {clip for clip, reason in last.items() if reason is not WithdrawalReason.UNDONE}
    found = withdrawn_now(rows)
    assert set(found) == withdrawn
    for clip, row in found.items():
        assert row == [one for one in rows if one.clip == clip][-1]


def test_undone_puts_back_and_a_later_withdrawal_takes_out_again():
    recording, undone, account = WithdrawalReason.RECORDING, WithdrawalReason.UNDONE, WithdrawalReason.ACCOUNT
    words = [(CLIPS[0], recording), (CLIPS[1], recording), (CLIPS[0], undone), (CLIPS[1], undone), (CLIPS[1], account)]
    assert {clip: row.reason for clip, row in withdrawn_now(feed_of(words)).items()} == {CLIPS[1]: account}
    assert withdrawn_now(feed_of([(CLIPS[2], undone)])) == {}


def test_a_feed_may_have_no_row():
    assert (write_feed(()), read_feed("")) == ("", ())


@pytest.mark.parametrize("text", ["\n", "x\n", "{}\n"])
def test_what_is_no_feed_is_refused(text):
    with pytest.raises(Invalid):
        read_feed(text)
    with pytest.raises(Invalid):
        read_feed(write_feed(feed_of([(CLIPS[0], WithdrawalReason.ACCOUNT)])) + text)


@given(WORDS, st.dictionaries(st.sampled_from([*CLIPS, "clip-0001", "A" * 32]), st.just([3, 1, 3])))
def test_clips_are_told_of_in_order_of_their_names_each_once(words, told):
    before = feed_of(words)
    tip = before[-1].tip if before else FeedTip()
    rows = tuple(next_rows(tip, an_instant(99), "bn", told, WithdrawalReason.ACCOUNT))
    assert [row.clip for row in rows] == sorted(clip for clip in told if clip in CLIPS)
    assert all(row.releases == (1, 3) for row in rows)
    whole = read_feed(write_feed((*before, *rows)))
    assert [row.prev for row in whole] == [one.hash for one in (FeedTip(), *(row.tip for row in whole[:-1]))][
        : len(whole)
    ]
