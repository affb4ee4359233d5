"""Rows of a feed: what they may say, and that they have one form."""

import hashlib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.feed.row import FeedAction, FeedRow, FeedTip, read_row
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_instant

CLIP = "0a" * 16
ROW = FeedRow(1, "0" * 64, an_instant(0), "bn-read", CLIP, (1, 3), WithdrawalReason.RECORDING)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex).filter(lambda one: one.strip("0"))
ROWS = st.builds(
    FeedRow,
    st.integers(2, 10**9),
    HASHES,
    st.integers(0, 10**9).map(an_instant),
    st.from_regex("[a-z]{1,5}", fullmatch=True),
    st.binary(min_size=16, max_size=16).map(bytes.hex),
    st.sets(st.integers(1, 99), min_size=1).map(lambda some: tuple(sorted(some))),
    st.sampled_from(WithdrawalReason),
)


def refusal(make):
    with pytest.raises(Invalid) as caught:
        make()
    return caught.value.code


@given(ROWS)
def test_a_row_is_read_back_and_its_hash_is_of_its_line(row):
    assert read_row(row.line) == row
    assert read_row(row.line).line == row.line
    assert row.tip == FeedTip(row.seq, hashlib.sha256(row.line.encode()).hexdigest())


def test_a_line_looks_so():
    assert ROW.line == (
        '{"action":"delete","at":"2026-01-05T08:00:00.000000Z","clip":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",'
        f'"prev":"{"0" * 64}","reason":"recording","releases":[1,3],"seq":1,"series":"bn-read"}}'
    )


def test_what_was_undone_may_be_put_back_and_all_else_is_deleted():
    asked = {reason: attrs.evolve(ROW, reason=reason).action for reason in WithdrawalReason}
    assert {reason for reason, action in asked.items() if action is FeedAction.RESTORE} == {WithdrawalReason.UNDONE}
    assert [one.value for one in FeedAction] == ["delete", "restore"]


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 0},
        {"seq": 2},
        {"prev": "1" * 64},
        {"seq": 2, "prev": "1" * 63},
        {"seq": 2, "prev": "A" * 64},
        {"clip": CLIP[1:]},
        {"clip": CLIP.upper()},
        {"clip": CLIP + "0"},
        {"releases": ()},
        {"releases": (0, 1)},
        {"releases": (2, 1)},
        {"releases": (1, 1)},
    ],
)
def test_these_are_no_rows(changes):
    assert refusal(lambda: attrs.evolve(ROW, **changes)) == "feed_malformed"


@pytest.mark.parametrize(("seq", "hash_"), [(-1, "0" * 64), (0, "1" * 64), (1, "0" * 64), (1, "x"), (1, "")])
def test_no_feed_ends_so(seq, hash_):
    assert refusal(lambda: FeedTip(seq, hash_)) == "feed_malformed"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"seq":1', '"seq":true', "feed_malformed"),
        ('"seq":1', '"seq":"1"', "feed_malformed"),
        ("[1,3]", '["1"]', "feed_malformed"),
        ("[1,3]", "[true]", "feed_malformed"),
        ("[1,3]", "1", "feed_malformed"),
        ('"recording"', '"spite"', "feed_malformed"),
        ('"recording"', "7", "feed_malformed"),
        ('"recording"', '"undone"', "feed_malformed"),
        ('"delete"', '"restore"', "feed_malformed"),
        ('"delete"', '"play"', "feed_malformed"),
        ('"series"', '"serien"', "feed_malformed"),
        ("bn-read", "../bn", "release_name_invalid"),
        ("000Z", "000+00:00", "statement_malformed"),
        ('"seq":1', '"seq": 1', "statement_malformed"),
        ("{", "", "statement_malformed"),
    ],
)
def test_what_says_something_else_is_refused(old, new, code):
    assert old in ROW.line
    assert refusal(lambda: read_row(ROW.line.replace(old, new))) == code
