"""The feed of a series as its readers get it: whole or from a place, and signed again when that is due."""

import hashlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shrutik_core.releases.feed.check import check_feed
from shrutik_core.releases.feed.feed import read_feed
from shrutik_core.releases.feed.head import HEAD_LIFETIME
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.signing.key_chain import follow
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.errors import Missing
from shrutik_core.testing.builders import a_release, an_id, an_instant
from shrutik_core.testing.contracts.series_feeds import SERIES
from shrutik_core.use_cases.withdrawal import read_series_feed
from shrutik_core.use_cases.withdrawal.read_series_feed import ReadSeriesFeed
from shrutik_memory.clock import MemoryClock
from shrutik_memory.release_keyring import MemoryReleaseKeyring
from shrutik_memory.release_signer import MemorySignatureChecker
from shrutik_memory.series_feeds import MemorySeriesFeeds
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork

HOLDS = MemorySignatureChecker().holds
HALF = HEAD_LIFETIME / 2


class House:
    """A series with one release that is ready, its clock and its keyring."""

    def __init__(self):
        self.store, self.clock, self.keyring = MemoryStore(), MemoryClock(), MemoryReleaseKeyring()
        units = MemoryUnitsOfWork(self.store)
        self.read = ReadSeriesFeed(units, self.clock, self.keyring)
        with units() as work:
            for made in (a_release(1), a_release(2, name="draft")):
                work.releases.add(made.build())
            work.releases.save(a_release(1).build().finish((), "ab" * 32, 1, 4.0, an_instant(1)))
            work.commit()
        self.units = units

    def tell(self, *clips):
        with self.units() as work:
            told = [(SERIES, 1, hashlib.sha256(clip.encode()).hexdigest()[:32]) for clip in clips]
            MemorySeriesFeeds(self.store).tell(told, WithdrawalReason.RECORDING, self.clock.now())
            work.commit()

    def lines(self, after=0):
        return list(self.read.rows(SERIES, after).lines)

    def check(self, seen=None):
        """Let the feed pass as a holder would."""
        signed, rows = self.read.head(SERIES), read_feed("".join(f"{line}\n" for line in self.lines()))
        key = self.keyring().signer.key
        return check_feed(rows, signed, series=SERIES, key=key, holds=HOLDS, now=self.clock.now(), seen=seen)


@pytest.fixture
def house():
    return House()


STEPS = st.lists(
    st.sampled_from(["tell", "read", "rotate"]) | st.integers(0, 40).map(lambda days: timedelta(days=days)), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(STEPS)
def test_whatever_happens_a_holder_lets_the_feed_pass_and_never_sees_an_older_one(steps):
    house, seen = House(), None
    for number, step in enumerate(steps):
        if step == "tell":
            house.tell(f"a{number}", f"b{number}")
        elif step == "rotate":
            house.keyring.rotate(house.clock.now())
        elif step == "read":
            seen = house.check(seen)
        else:
            house.clock.advance(step)
    after = house.check(seen)
    assert after.tip.seq == 2 * steps.count("tell")


def test_a_head_stands_until_the_feed_moves_or_half_its_life_is_over(house):
    def version():
        return house.read.head(SERIES).head.version

    assert [version(), version()] == [1, 1]
    house.clock.advance(HALF - timedelta(seconds=1))
    assert version() == 1
    house.clock.advance(timedelta(seconds=1))
    assert [version(), version()] == [2, 2]
    house.tell("a")
    assert [version(), version()] == [3, 3]
    house.keyring.rotate(house.clock.now())
    assert [version(), version()] == [4, 4]
    head = house.read.head(SERIES).head
    assert (head.issued_at, head.expires_at) == (house.clock.now(), house.clock.now() + HEAD_LIFETIME)


def test_rows_are_read_from_any_place_and_in_many_steps(house, monkeypatch):
    house.tell(*map(str, range(7)))
    whole = house.lines()
    assert len(whole) == 7
    for at_once in (1, 3, 7, 100):
        monkeypatch.setattr(read_series_feed, "_AT_ONCE", at_once)
        assert [house.lines(after) for after in range(9)] == [whole[after:] for after in range(9)]


def test_a_part_ends_where_the_feed_ended_when_it_was_asked_for(house):
    house.tell("a", "b")
    part = house.read.rows(SERIES)
    house.tell("c")
    assert (len(list(part.lines)), part.tip.seq) == (2, 2)


def test_an_empty_feed_is_signed_too(house):
    assert (house.lines(), house.read.head(SERIES).head.tip) == ([], FeedTip())
    assert house.check().tip == FeedTip()


@pytest.mark.parametrize("series", ["draft", "", "none", str(an_id(1))])
def test_a_series_of_which_nobody_can_hold_a_copy_is_not_there(house, series):
    for ask in (house.read.rows, house.read.head):
        with pytest.raises(Missing) as caught:
            ask(series)
        assert caught.value.code == "series_missing"


def test_the_keys_lead_from_any_of_them_to_the_one_that_signs(house):
    first = house.read.keys()
    assert (first.key, first.successions) == (house.keyring().signer.key, ())
    for _ in range(2):
        house.keyring.rotate(house.clock.now())
    found = house.read.keys()
    assert follow(first.key, found.successions, HOLDS)[-1] == found.key == house.keyring().signer.key
