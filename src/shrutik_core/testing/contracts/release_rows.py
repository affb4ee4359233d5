"""What every repository must keep when it says which chunks may go out."""

from typing import Any

import pytest

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.collection import ConsentText
from shrutik_core.people.consent import PUBLISHING, Purpose
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.releases.row import ReleaseRow
from shrutik_core.releases.selection import Selection
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consent,
    a_prompt,
    a_recording,
    a_selection,
    a_speaker,
    an_instant,
)
from shrutik_core.testing.consent_builders import a_consent_document
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.scenes import keep


def a_settled(number: int = 1, **changes: Any) -> Chunk:
    """Chunk of the number, settled by consensus with confidence 0.9, two votes."""
    settled = {"text": "গান", "confidence": 0.9, "votes": 2, "settled_by": Settler.CONSENSUS}
    return a_chunk(number, **({"status": ChunkStatus.SETTLED} | settled | changes))


def a_row(chunk: Chunk) -> ReleaseRow:
    """The row of `test_a_row_says_all_that_is_known`."""
    return ReleaseRow(
        chunk=chunk.id,
        recording=chunk.recording,
        speaker=chunk.speaker,
        collection="bn-read-1",
        language="bn",
        licence="CC0-1.0",
        index=2,
        start_sample=128_000,
        end_sample=192_000,
        sample_rate=16_000,
        text="আমি গান গাই।",
        confidence=0.9,
        expected_wer=None,
        method=None,
        votes=(),
        settled_by=Settler.CONSENSUS,
        prompt=a_prompt(1).text,
        consent_version="2026-11",
        recorded_at=an_instant(9),
        audio_key=chunk.audio.key,
        audio_bytes=chunk.audio.size,
        audio_sha256=chunk.audio.sha256,
        traits={"age": "twenties", "gender": "female"},
        quality={"snr_db": 20.5},
    )


def rows(units: UnitsOfWork, selection: Selection | None = None) -> list[ReleaseRow]:
    """What may go out."""
    with units() as work:
        return list(work.releases.rows(selection or a_selection()))


def numbers(units: UnitsOfWork, selection: Selection | None = None) -> list[int]:
    """The numbers of the chunks of recording 1 that may go out."""
    return [row.index + 1 for row in rows(units, selection)]


class ReleaseRowsContract(StoreContract):
    """`Releases.rows`."""

    @pytest.fixture
    def agreed(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store in which speaker 1 agreed to everything in collection 1."""
        keep(stage, a_consent(1))
        return stage

    def test_a_row_says_all_that_is_known(self, stage: UnitsOfWork) -> None:
        speaker = a_speaker(9, traits={"age": "twenties", "gender": "female"})
        recording = a_recording(9, prompt=a_prompt(1).id, speaker=speaker.id)
        chunk = a_settled(
            3, recording=recording.id, speaker=speaker.id, text="আমি গান গাই।", votes=3, quality={"snr_db": 20.5}
        )
        keep(stage, speaker, a_prompt(1), recording, chunk, a_consent(1, speaker=speaker.id, version="2026-11"))
        assert rows(stage) == [a_row(chunk)]

    def test_free_speech_has_an_empty_prompt(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled())
        assert [row.prompt for row in rows(agreed)] == [""]

    def test_speech_that_was_not_read_has_an_empty_prompt(self, agreed: UnitsOfWork) -> None:
        question = a_prompt(1, kind=PromptKind.QUESTION)
        keep(agreed, question, a_recording(9, prompt=question.id), a_settled(recording=a_recording(9).id))
        assert [row.prompt for row in rows(agreed)] == [""]

    def test_rows_are_in_order_of_recording_and_index(self, agreed: UnitsOfWork) -> None:
        second = [a_settled(number, recording=a_recording(2).id, index=index) for number, index in ((1, 1), (9, 0))]
        first = [a_settled(number, index=index) for number, index in ((8, 10), (2, 9), (5, 1), (7, 0))]
        keep(agreed, a_recording(2), *second, *first)
        found = [(row.recording, row.index) for row in rows(agreed)]
        one, two = a_recording(1).id, a_recording(2).id
        assert found == [(one, 0), (one, 1), (one, 9), (one, 10), (two, 0), (two, 1)]

    @pytest.mark.parametrize("status", [status for status in ChunkStatus if status is not ChunkStatus.SETTLED])
    def test_only_what_is_settled_goes_out(self, agreed: UnitsOfWork, status: ChunkStatus) -> None:
        keep(agreed, a_settled(1, status=status), a_settled(2))
        assert numbers(agreed) == [2]

    def test_only_the_collections_asked_for_go_out(self, agreed: UnitsOfWork) -> None:
        far = a_collection(2).id
        keep(agreed, a_consent(2, collection=far), a_settled(1), a_settled(2, collection=far))
        assert numbers(agreed) == [1]
        assert numbers(agreed, a_selection(collections=(far,))) == [2]
        assert numbers(agreed, a_selection(collections=(far, a_collection(1).id, far))) == [1, 2]

    @pytest.mark.parametrize(
        ("text", "goes"),
        [
            ("", False),
            ("।", False),
            ("?! — …", False),
            ("\u09be\u09cd", False),
            ("🎵", False),
            ("ক", True),
            ("৭", True),
            ("…7!", True),
            ("½", True),
            ("Ⅷ", True),
            ("ꯃ", True),
            ("𑄌", True),
        ],
    )
    def test_only_texts_with_a_letter_or_a_number_go_out(self, agreed: UnitsOfWork, text: str, goes: bool) -> None:  # noqa: FBT001 - a table's column
        keep(agreed, a_settled(1, text=text), a_settled(2))
        assert numbers(agreed) == ([1, 2] if goes else [2])

    def test_a_consensus_below_the_confidence_stays(self, agreed: UnitsOfWork) -> None:
        keep(
            agreed,
            *[a_settled(number, confidence=confidence) for number, confidence in ((1, 0.5), (2, 0.75), (3, 1.0))],
        )
        assert numbers(agreed, a_selection(min_confidence=0.75)) == [2, 3]
        assert numbers(agreed, a_selection(min_confidence=0.0)) == [1, 2, 3]
        assert numbers(agreed, a_selection(min_confidence=1.0)) == [3]

    def test_a_reviewers_word_always_goes_out(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled(1, confidence=0.1, settled_by=Settler.REVIEWER), a_settled(2, confidence=0.1))
        assert numbers(agreed, a_selection(min_confidence=0.9)) == [1]
        assert rows(agreed)[0].settled_by == "reviewer"

    def test_without_consent_nothing_goes_out(self, stage: UnitsOfWork) -> None:
        keep(stage, a_settled())
        assert rows(stage) == []

    def test_a_consent_to_another_collection_or_of_another_voice_does_not_help(self, stage: UnitsOfWork) -> None:
        keep(stage, a_settled(), a_consent(1, collection=a_collection(2).id), a_consent(2, speaker=a_speaker(2).id))
        assert rows(stage) == []

    @pytest.mark.parametrize("purpose", list(Purpose))
    def test_a_consent_to_half_does_not_help(self, stage: UnitsOfWork, purpose: Purpose) -> None:
        keep(stage, a_settled(), a_consent(purposes=[purpose]))
        assert rows(stage) == []

    def test_a_withdrawn_consent_takes_everything_back(self, agreed: UnitsOfWork) -> None:
        other = a_settled(2, speaker=a_speaker(2).id)
        keep(agreed, a_settled(1), other, a_consent(2, speaker=a_speaker(2).id))
        with agreed() as work:
            work.consents.save(a_consent(1).withdraw(an_instant(60)))
            work.commit()
        assert numbers(agreed) == [2]

    def test_a_consent_after_a_withdrawn_one_stands(self, stage: UnitsOfWork) -> None:
        keep(stage, a_settled(), a_consent(1).withdraw(an_instant(60)), a_consent(70, version="2"))
        assert [row.consent_version for row in rows(stage)] == ["2"]

    def test_an_earlier_consent_does_not_outlive_its_replacement(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled(), a_consent(2).withdraw(an_instant(60)))
        assert rows(agreed) == []
        keep(agreed, a_consent(3), a_consent(4, purposes=[Purpose.RECORD]))
        assert rows(agreed) == []

    def test_a_consent_to_an_older_wording_stands_and_is_named(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled())
        with agreed() as work:
            newer = a_collection(1, consent=ConsentText("2", "A new wording."))
            work.collections.save(newer)
            work.commit()
        assert [row.consent_version for row in rows(agreed)] == ["1"]

    def test_contact_is_not_needed_to_publish(self, stage: UnitsOfWork) -> None:
        keep(stage, a_settled(), a_consent(1, purposes=PUBLISHING))
        assert numbers(stage) == [1]

    @pytest.mark.parametrize("replaces", [True, False])
    def test_a_version_that_replaces_holds_back_what_was_agreed_to_before(
        self, agreed: UnitsOfWork, *, replaces: bool
    ) -> None:
        other = a_speaker(2).id
        keep(agreed, a_settled(1), a_settled(2, speaker=other), a_consent_document(1))
        keep(agreed, a_consent_document(2, replaces=replaces), a_consent_document(3))
        keep(agreed, a_consent_document(4, collection=a_collection(2).id, replaces=True))
        keep(agreed, a_consent(2, speaker=other, version="2"))
        assert numbers(agreed) == ([2] if replaces else [1, 2])
        keep(agreed, a_consent(3, version="3"))
        assert numbers(agreed) == [1, 2]

    def test_a_consent_to_a_text_of_which_no_document_is_kept_is_older_than_all(self, agreed: UnitsOfWork) -> None:
        keep(agreed, a_settled(), a_consent_document(2))
        assert numbers(agreed) == [1]
        keep(agreed, a_consent_document(3, replaces=True))
        assert numbers(agreed) == []

    @pytest.mark.parametrize(
        ("allowed", "told"),
        [
            (None, {"age": "teens", "region": "Sylhet"}),
            ([], {}),
            (["region", "accent"], {"region": "Sylhet"}),
        ],
    )
    def test_only_traits_that_the_speaker_lets_out_go_out(
        self, agreed: UnitsOfWork, allowed: list[str] | None, told: dict[str, str]
    ) -> None:
        keep(agreed, a_settled())
        speaker = a_speaker(1, traits={"age": "teens", "region": "Sylhet"}, traits_in_releases=allowed)
        with agreed() as work:
            work.speakers.save(speaker)
            work.commit()
        assert [row.traits for row in rows(agreed)] == [told]

    def test_many_rows_are_streamed(self, agreed: UnitsOfWork) -> None:
        count = 1_500
        keep(agreed, *[a_settled(number) for number in range(1, count + 1)])
        assert numbers(agreed) == list(range(1, count + 1))
