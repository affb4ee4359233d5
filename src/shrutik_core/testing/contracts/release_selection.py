"""What every repository must keep when it narrows what goes out, and says why the rest stays."""

from collections import Counter

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.row import CastVote
from shrutik_core.releases.selection import LeftOut, Range
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.testing.builders import (
    a_collection,
    a_consensus,
    a_consent,
    a_contributor,
    a_member,
    a_release,
    a_selection,
    a_speaker,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.contracts.clip_reports import a_report, put
from shrutik_core.testing.contracts.release_rows import a_settled, numbers, rows
from shrutik_core.testing.scenes import keep

MEASURED = MeasuredClip(SoundShape(16_000, 1, 16, 64_000), "ab" * 32)
_REASONS = (
    LeftOut.WITHDRAWN,
    LeftOut.UNSETTLED,
    LeftOut.WITHOUT_CONSENT,
    LeftOut.ACCOUNT_DISABLED,
    LeftOut.WORDLESS,
    LeftOut.CONFIDENCE,
)


class ReleaseSelectionContract(StoreContract):
    """`Releases.rows` of a narrow selection, and `Releases.weigh`."""

    @pytest.fixture
    def agreed(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store in which speaker 1 agreed to everything in collection 1."""
        keep(stage, a_consent(1))
        return stage

    def test_votes_go_out_with_what_is_believed_of_who_typed_them(self, agreed: UnitsOfWork) -> None:
        typed = [
            a_transcription(2, contributor=a_contributor(3).id, text="গান"),
            a_transcription(1, contributor=a_contributor(2).id, text="গাই"),
            a_transcription(3, contributor=a_contributor(4).id, gold=True),
        ]
        tasks = [a_task(number, contributor=a_contributor(person).id) for number, person in ((1, 2), (2, 3), (3, 4))]
        keep(agreed, a_settled(), a_consensus(expected_wer=0.25, method="em"), *tasks, *typed)
        standing = Standing(right=90, wrong=10, clips=9)
        with agreed() as work:
            work.standings.put_all({a_contributor(3).id: standing}, "bn")
            work.standings.put_all({a_contributor(2).id: standing}, "hi")
            work.commit()
        (row,) = rows(agreed)
        known = CastVote(a_contributor(3).id, "গান", standing.vote_accuracy)
        assert row.votes == (CastVote(a_contributor(2).id, "গাই", None), known)
        assert (row.expected_wer, row.method) == (0.25, "em")

    def test_why_chunks_stay_is_told_of_each(self, agreed: UnitsOfWork) -> None:
        disabled = a_contributor(5, status=ContributorStatus.DISABLED)
        spoilt = a_speaker(5, contributor=disabled.id)
        keep(agreed, disabled, spoilt, a_consent(5, speaker=spoilt.id))
        keep(agreed, a_settled(1), a_settled(2, status=ChunkStatus.WITHDRAWN), a_settled(3, status=ChunkStatus.OPEN))
        keep(agreed, a_settled(4, speaker=a_speaker(2).id), a_settled(5, speaker=spoilt.id), a_settled(6, text="?"))
        keep(agreed, a_settled(7, confidence=0.1), a_settled(8, collection=a_collection(2).id))
        with agreed() as work:
            weighed = list(work.releases.weigh(a_selection(min_confidence=0.5)))
        assert Counter(one.left_out for one in weighed) == Counter([None, *_REASONS])
        assert {one.seconds for one in weighed} == {4.0}
        assert {one.chunk for one in weighed} == {a_settled(number).id for number in range(1, 8)}
        assert {one.speaker for one in weighed if one.left_out is None} == {a_speaker(1).id}

    def test_a_selection_narrows_what_goes_out(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled(1, quality={"snr_db": 30.0}), a_settled(2, quality={"snr_db": 10.0}), a_settled(3))
        keep(agreed, a_consensus(1, expected_wer=0.5), a_consensus(2, expected_wer=0.1))
        assert numbers(agreed, a_selection(quality={"snr_db": Range(20)})) == [1]
        assert numbers(agreed, a_selection(max_expected_wer=0.1)) == [2]
        assert numbers(agreed, a_selection(decisions=(Settler.REVIEWER,))) == []
        assert numbers(agreed, a_selection(seconds=Range(high=3))) == []

    def test_a_reported_clip_goes_out_if_it_is_asked_for_and_its_row_says_so(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled(1), a_settled(2))
        put(agreed, a_report(1), a_report(2, contributor=a_contributor(2).id))
        assert numbers(agreed) == [2]
        assert [row.reported for row in rows(agreed, a_selection(reported=True))] == [True, False]
        with agreed() as work:
            reasons = [one.left_out for one in work.releases.weigh(a_selection())]
            assert Counter(reasons) == Counter([None, LeftOut.REPORTED])
            work.clip_reports.answer(a_settled(1).id, an_instant(9))
            work.commit()
        assert numbers(agreed) == [1, 2]

    def test_a_synthetic_voice_goes_out_if_it_is_asked_for_and_its_rows_say_so(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled(1), a_settled(2, speaker=a_speaker(2).id), a_consent(2, speaker=a_speaker(2).id))
        with agreed() as work:
            work.speakers.save(a_speaker(2, synthetic=True))
            work.commit()
        assert numbers(agreed) == [1]
        assert [row.synthetic for row in rows(agreed, a_selection(synthetic=True))] == [False, True]
        with agreed() as work:
            reasons = [one.left_out for one in work.releases.weigh(a_selection())]
            assert Counter(reasons) == Counter([None, LeftOut.SYNTHETIC])

    def test_a_plan_asks_for_what_goes_out_in_short(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled(1), a_settled(2, confidence=0.1), a_settled(3, status=ChunkStatus.OPEN))
        with agreed() as work:
            work.clip_measures.keep({a_settled(1).id: MEASURED})
            work.commit()
        with agreed() as work:
            (outline,) = work.releases.outline(a_selection(min_confidence=0.5))
            (row,) = work.releases.rows(a_selection(min_confidence=0.5))
            assert list(work.releases.outline(a_selection(min_confidence=0.5), measured=True)) == [outline]
            (other,) = work.releases.outline(a_selection(), measured=False)
        assert outline == row.outline()
        assert other.sound == a_settled(2).audio
        assert outline.measured == row.measured == MEASURED
        assert outline.sound == a_settled(1).audio

    def test_a_shards_rows_are_those_of_its_members_that_may_go_out(self, agreed: UnitsOfWork) -> None:
        keep(agreed, *[a_settled(number) for number in range(1, 5)], a_settled(5, status=ChunkStatus.WITHDRAWN))
        keep(agreed, a_release(1), a_release(2))
        shards = {1: "train-00000", 2: "train-00000", 3: "test-00000", 5: "train-00000"}
        members = [attrs.evolve(a_member(number), shard=shard) for number, shard in shards.items()]
        with agreed() as work:
            work.releases.keep_members(a_release(1).id, [*members, a_member(4)])
            work.releases.keep_members(a_release(2).id, [attrs.evolve(a_member(4), shard="train-00000")])
            work.commit()
        with agreed() as work:
            whole = {row.chunk: row for row in work.releases.rows(a_selection())}
            found = list(work.releases.held_rows(a_release(1).id, "train-00000"))
            assert {row.chunk for row in found} == {a_settled(1).id, a_settled(2).id}
            assert all(row == whole[row.chunk] for row in found)
            assert list(work.releases.held_rows(a_release(1).id, "dev-00000")) == []
