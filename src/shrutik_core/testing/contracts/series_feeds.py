"""What every repository of series' feeds must keep: one unbroken chain for each series, and the last signed head."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.releases.feed.feed import read_feed
from shrutik_core.releases.feed.head import SignedHead, next_head
from shrutik_core.releases.feed.row import FeedRow, FeedTip
from shrutik_core.releases.signing.release_signature import ReleaseSignature
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.testing.builders import a_chunk, a_member, a_recording, a_release, a_withdrawal, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, waits_for_commit
from shrutik_core.testing.scenes import keep

FIRST, SECOND = a_withdrawal(1), a_withdrawal(2)
OTHER = a_recording(2).id
NOW = an_instant(100)
ONE, TWO, ELEVEN = (f"{number:032x}" for number in (1, 2, 11))
SERIES = "bn-read"
_READY = 4


def a_head(version: int, tip: FeedTip) -> SignedHead:
    """A statement with a signature that proves nothing."""
    head = attrs.evolve(next_head(SERIES, tip, None, NOW + timedelta(days=version)), version=version)
    return SignedHead(head, ReleaseSignature(bytes(8), bytes(64), f"version {version}", bytes(64)))


class SeriesFeedsContract(StoreContract):
    """What holders of any release of a name are told."""

    @pytest.fixture
    def released(self, stage: UnitsOfWork) -> UnitsOfWork:
        """Two recordings with three clips in ``bn-read`` 1 (all) and 2 (two of them), ``hi-read`` 3, and a draft."""
        names = {1: SERIES, 2: SERIES, 3: "hi-read", _READY: "draft"}
        made = [a_release(number, name=name).build() for number, name in names.items()]
        out = [one.finish((), "ab" * 32, 2, 8.0, NOW) for one in made[: _READY - 1]]
        chunks = [a_chunk(1), a_chunk(2), a_chunk(11, recording=OTHER, index=0)]
        keep(stage, a_recording(2), *chunks, *out, made[-1], FIRST, SECOND)
        with stage() as work:
            for release in names:
                members = [attrs.evolve(a_member(number), clip=f"{number:032x}") for number in (1, 2)]
                work.releases.keep_members(a_release(release).id, members)
            work.releases.add_members(a_release(1).id, [attrs.evolve(a_member(11), clip=ELEVEN)])
            work.commit()
        return stage

    @staticmethod
    def tell(
        units: UnitsOfWork, number: int, *recordings: int, reason: WithdrawalReason = WithdrawalReason.RECORDING
    ) -> None:
        """Let a withdrawal of these recordings be told of."""
        with units() as work:
            work.withdrawal_feed.alone()
            ids = [a_recording(one).id for one in recordings]
            work.withdrawal_feed.tell(a_withdrawal(number).id, ids, reason, NOW)
            work.commit()

    @staticmethod
    def feed(units: UnitsOfWork, series: str = SERIES) -> tuple[FeedRow, ...]:
        """The feed of a series, which hangs together and ends where it says."""
        with units() as work:
            lines = work.series_feeds.lines(series, 0, 100)
            end = work.series_feeds.tip(series)
        rows = read_feed("".join(f"{line}\n" for line in lines))
        tip = FeedTip()
        for row in rows:
            assert (row.seq, row.prev, row.series) == (tip.seq + 1, tip.hash, series)
            tip = row.tip
        assert tip == end
        return rows

    def test_a_series_is_there_as_soon_as_one_of_its_releases_is_ready(self, released: UnitsOfWork) -> None:
        with released() as work:
            found = [work.series_feeds.exists(name) for name in (SERIES, "hi-read", "draft", "bn-rea", "")]
        assert found == [True, True, False, False, False]

    def test_a_clip_has_one_row_that_names_all_versions_that_hold_it(self, released: UnitsOfWork) -> None:
        assert self.feed(released) == ()
        self.tell(released, 1, 1, 2)
        told = [(row.clip, row.releases, row.reason, row.at) for row in self.feed(released)]
        reason = WithdrawalReason.RECORDING
        assert told == [(ONE, (1, 2), reason, NOW), (TWO, (1, 2), reason, NOW), (ELEVEN, (1,), reason, NOW)]
        assert [(row.clip, row.releases) for row in self.feed(released, "hi-read")] == [(ONE, (3,)), (TWO, (3,))]
        assert self.feed(released, "draft") == ()

    def test_later_rows_go_on_from_the_last(self, released: UnitsOfWork) -> None:
        self.tell(released, 1, 1)
        before = self.feed(released)
        self.tell(released, 2, 2, reason=WithdrawalReason.ACCOUNT)
        after = self.feed(released)
        assert after[: len(before)] == before
        assert [(row.clip, row.reason) for row in after[2:]] == [(ELEVEN, WithdrawalReason.ACCOUNT)]

    def test_what_is_undone_is_told_too(self, released: UnitsOfWork) -> None:
        self.tell(released, 1, 1)
        with released() as work:
            work.withdrawal_feed.alone()
            work.withdrawals.save(FIRST.undo(an_instant(3)))
            work.withdrawal_feed.take_back(FIRST.id, an_instant(101))
            work.commit()
        rows = self.feed(released)
        assert [(row.clip, row.releases) for row in rows[2:]] == [(ONE, (1, 2)), (TWO, (1, 2))]
        assert {(row.reason, row.at) for row in rows[2:]} == {(WithdrawalReason.UNDONE, an_instant(101))}

    def test_a_release_that_was_built_before_clips_had_pseudonyms_is_passed_over(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1), a_release(1).build().finish((), "ab" * 32, 1, 4.0, NOW), FIRST)
        with stage() as work:
            work.releases.keep_members(a_release(1).id, [a_member(1)])
            work.commit()
        self.tell(stage, 1, 1)
        assert self.feed(stage) == ()

    def test_what_was_not_committed_was_not_told(self, released: UnitsOfWork) -> None:
        with released() as work:
            work.withdrawal_feed.alone()
            work.withdrawal_feed.tell(FIRST.id, [a_recording(1).id], WithdrawalReason.RECORDING, NOW)
        assert self.feed(released) == ()

    def test_rows_are_read_from_any_place(self, released: UnitsOfWork) -> None:
        self.tell(released, 1, 1, 2)
        lines = [row.line for row in self.feed(released)]
        with released() as work:
            asked = [(0, 1), (1, 1), (1, 9), (3, 1), (9, 1)]
            found = [list(work.series_feeds.lines(SERIES, after, most)) for after, most in asked]
        assert found == [lines[:1], lines[1:2], lines[1:], [], []]

    def test_the_last_head_is_kept(self, released: UnitsOfWork) -> None:
        with released() as work:
            assert work.series_feeds.head(SERIES) is None
        for head in (a_head(1, FeedTip()), a_head(2, FeedTip(7, "ab" * 32))):
            with released() as work:
                work.series_feeds.alone(SERIES)
                work.series_feeds.keep_head(head)
                work.commit()
            with released() as work:
                assert work.series_feeds.head(SERIES) == head
                assert work.series_feeds.head("hi-read") is None

    @pytest.mark.usefixtures("side_by_side")
    def test_who_keeps_a_head_does_so_alone(self, released: UnitsOfWork) -> None:
        def last(work: UnitOfWork) -> int:
            work.series_feeds.alone(SERIES)
            found = work.series_feeds.head(SERIES)
            return found.head.version if found else 0

        def go_on() -> int:
            with released() as work:
                version = last(work) + 1
                work.series_feeds.keep_head(a_head(version, FeedTip()))
                work.commit()
            return version

        with released() as work:
            assert last(work) == 0
            work.series_feeds.keep_head(a_head(1, FeedTip()))
            assert waits_for_commit(work, go_on) == 2
        assert sorted(at_once(*[go_on] * 6)) == [3, 4, 5, 6, 7, 8]

    @pytest.mark.usefixtures("side_by_side")
    def test_many_who_tell_at_once_make_one_chain(self, released: UnitsOfWork) -> None:
        at_once(*[lambda: self.tell(released, 1, 1), lambda: self.tell(released, 2, 2)] * 3)
        assert len(self.feed(released)) == 9
