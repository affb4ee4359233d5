"""What every repository of collections and prompts must keep."""

import attrs
import pytest

from shrutik_core.chunking.rules import Rules, WhenShort
from shrutik_core.collections.collection import ConsentText
from shrutik_core.collections.policies import Policies
from shrutik_core.collections.words import CollectionWords
from shrutik_core.consensus.policy import Policy
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.recordings.copies import CopyRules, Treatment
from shrutik_core.recordings.quality_rules import QualityRules
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Conflict, Invalid, Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection, a_prompt, a_recording, a_speaker
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.lending import Lending

BN = a_collection(1).id


class CollectionsContract(StoreContract):
    """Collections."""

    def test_a_collection_comes_back_as_it_was_kept(self, units: UnitsOfWork) -> None:
        policies = Policies(
            chunking=Rules(target=6.0, when_short=WhenShort.REFUSE),
            quality=QualityRules(snr_warn=12.5, loudness_refuse=None, bandwidth_refuse=3_000.0),
            consensus=Policy(most=5, accept_wer=None, guards=False, least_gain=0.25),
            lending=Lending(gold_share=0.1),
            copies=CopyRules(own=Treatment.WARN),
        )
        collection = a_collection(language="sat-Olck", policies=policies, consent=ConsentText("2", "সম্মতি"))
        keep(units, collection)
        with units() as work:
            assert work.collections.find(collection.id) == collection
            assert work.collections.find_by_slug(collection.slug) == collection

    def test_a_locked_collection_waits_its_turn(self, units: UnitsOfWork) -> None:
        keep(units, a_collection(1))

        def add(letter: str) -> None:
            with units() as work:
                found = work.collections.find(BN, lock=True)
                assert found is not None
                work.collections.save(attrs.evolve(found, name=found.name + letter))
                work.commit()

        at_once(*[lambda letter=letter: add(letter) for letter in "abcd"])
        with units() as work:
            after = work.collections.find(BN)
            assert after is not None
            assert sorted(after.name[-4:]) == ["a", "b", "c", "d"]

    def test_what_is_not_there_is_none(self, units: UnitsOfWork) -> None:
        with units() as work:
            assert work.collections.find(BN) is None
            assert work.collections.find_by_slug("bn-read-1") is None

    def test_a_slug_is_taken_once(self, units: UnitsOfWork) -> None:
        keep(units, a_collection(1))
        with pytest.raises(Conflict) as error:
            keep(units, a_collection(2, slug=a_collection(1).slug))
        assert error.value.code == "slug_taken"

    def test_a_changed_slug_must_be_free_too(self, units: UnitsOfWork) -> None:
        keep(units, a_collection(1), a_collection(2))
        with pytest.raises(Conflict) as error, units() as work:
            work.collections.save(a_collection(2, slug=a_collection(1).slug))
        assert error.value.code == "slug_taken"

    def test_saving_changes_every_field(self, units: UnitsOfWork) -> None:
        keep(units, a_collection(1))
        changed = a_collection(
            1, slug="new", language="en", name="New", licence="CC-BY-4.0", consent=ConsentText("2", "New.")
        )
        with units() as work:
            work.collections.save(changed)
            work.commit()
        with units() as work:
            assert work.collections.find(BN) == changed

    def test_what_collections_tell_comes_back_as_it_was_kept(self, units: UnitsOfWork) -> None:
        keep(units, a_collection(1), a_collection(2), a_collection(3))
        told = CollectionWords({"bn": "কণ্ঠ", "en": "Voices"}, {"sat-Olck": "ᱚᱞ ᱢᱮ"}, 12.5)
        for words in (CollectionWords({"en": "Before"}), told):
            with units() as work:
                work.collections.keep_words(BN, words)
                work.collections.keep_words(a_collection(2).id, CollectionWords())
                work.commit()
        with units() as work:
            found = work.collections.words([a_collection(number).id for number in (1, 2, 3)])
            assert found == {BN: told, a_collection(2).id: CollectionWords()}
            assert work.collections.words([]) == {}

    def test_saving_what_is_not_there_is_missing(self, units: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, units() as work:
            work.collections.save(a_collection())
        assert error.value.code == "collection_missing"

    def test_pages_are_newest_first_and_by_language(self, units: UnitsOfWork) -> None:
        kept = [a_collection(number, language="en" if number == 3 else "bn") for number in range(1, 6)]
        keep(units, *kept)
        with units() as work:
            assert walk(work.collections.page) == kept[::-1]
            assert walk(lambda request: work.collections.page(request, "en")) == [kept[2]]
            assert walk(lambda request: work.collections.page(request, "bn")) == [kept[i] for i in (4, 3, 1, 0)]


class PromptsContract(StoreContract):
    """Prompts."""

    @pytest.fixture
    def prompts(self, stage: UnitsOfWork) -> list[Prompt]:
        """Prompts 1 to 3 of collection 1, kept."""
        kept = [a_prompt(number) for number in (1, 2, 3)]
        with stage() as work:
            assert work.prompts.add_all(kept) == tuple(sorted(prompt.id for prompt in kept))
            work.commit()
        return kept

    def test_a_prompt_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        prompt = a_prompt(text="ক্ষ ড় ঢ় য়  দুই  ফাঁক", source="Wikipedia, CC BY-SA 4.0")
        keep(stage, prompt)
        with stage() as work:
            assert work.prompts.find(prompt.id) == prompt
            assert work.prompts.find(a_prompt(2).id) is None

    def test_a_text_is_kept_once_in_its_collection(self, stage: UnitsOfWork, prompts: list[Prompt]) -> None:
        again = a_prompt(7, text=prompts[0].text)
        elsewhere = a_prompt(8, text=prompts[0].text, collection=a_collection(2).id)
        twice = [a_prompt(9, text="new"), a_prompt(10, text="new")]
        with stage() as work:
            assert len(work.prompts.add_all([again, elsewhere, *twice])) == 2
            work.commit()
        with stage() as work:
            assert work.prompts.find(again.id) is None
            assert work.prompts.find(elsewhere.id) == elsewhere
            assert [work.prompts.find(prompt.id) for prompt in twice] == [twice[0], None]

    def test_many_are_kept_from_a_stream(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            assert len(work.prompts.add_all(a_prompt(number) for number in range(1, 1_201))) == 1_200
            assert work.prompts.add_all(iter(())) == ()
            assert len(walk(lambda request: work.prompts.page(BN, request), limit=100)) == 1_200

    def test_pages_hold_one_collections_newest_first(self, stage: UnitsOfWork, prompts: list[Prompt]) -> None:
        keep(stage, a_prompt(9, collection=a_collection(2).id))
        with stage() as work:
            assert walk(lambda request: work.prompts.page(BN, request)) == prompts[::-1]

    def test_rows_added_between_pages_change_nothing_that_follows(
        self, stage: UnitsOfWork, prompts: list[Prompt]
    ) -> None:
        with stage() as work:
            first = work.prompts.page(BN, PageRequest(2))
        keep(stage, a_prompt(8), a_prompt(9))
        with stage() as work:
            second = work.prompts.page(BN, PageRequest(2, first.next_cursor))
        assert first.items == (prompts[2], prompts[1])
        assert second.items == (prompts[0],)
        assert second.next_cursor is None

    def test_a_page_that_is_just_full_has_none_after_it(self, stage: UnitsOfWork, prompts: list[Prompt]) -> None:
        with stage() as work:
            page = work.prompts.page(BN, PageRequest(len(prompts)))
        assert (len(page.items), page.next_cursor) == (3, None)

    def test_a_strange_cursor_is_invalid(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Invalid) as error, stage() as work:
            work.prompts.page(BN, PageRequest(2, "no cursor of ours"))
        assert error.value.code == "cursor_invalid"

    def test_the_oldest_comes_first_where_none_was_recorded(self, stage: UnitsOfWork, prompts: list[Prompt]) -> None:
        keep(stage, a_prompt(0, collection=a_collection(2).id))
        with stage() as work:
            assert work.prompts.next_for(BN, a_speaker(1).id) == prompts[0]

    def test_the_least_recorded_comes_first(self, stage: UnitsOfWork, prompts: list[Prompt]) -> None:
        for number, prompt, speaker in ((2, 0, 2), (3, 0, 3), (4, 1, 3), (5, 2, 4), (6, 2, 2)):
            keep(stage, a_recording(number, prompt=prompts[prompt].id, speaker=a_speaker(speaker).id))
        with stage() as work:
            assert work.prompts.next_for(BN, a_speaker(1).id) == prompts[1]

    def test_what_the_speaker_recorded_does_not_come_again(self, stage: UnitsOfWork, prompts: list[Prompt]) -> None:
        with stage() as work:
            for number, prompt in enumerate(prompts, 2):
                assert work.prompts.next_for(BN, a_speaker(1).id) == prompt
                work.recordings.add(a_recording(number, prompt=prompt.id))
            assert work.prompts.next_for(BN, a_speaker(1).id) is None
            assert work.prompts.next_for(BN, a_speaker(2).id) == prompts[0]

    @pytest.mark.parametrize("status", list(RecordingStatus))
    def test_recordings_in_vain_do_not_count(
        self, stage: UnitsOfWork, prompts: list[Prompt], status: RecordingStatus
    ) -> None:
        keep(stage, a_recording(2, prompt=prompts[0].id, status=status))
        vain = status in {RecordingStatus.REFUSED, RecordingStatus.FAILED, RecordingStatus.WITHDRAWN}
        with stage() as work:
            assert work.prompts.next_for(BN, a_speaker(1).id) == prompts[0 if vain else 1]
            assert work.prompts.next_for(BN, a_speaker(2).id) == prompts[0 if vain else 1]

    def test_a_collection_without_prompts_has_none(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            assert work.prompts.next_for(BN, a_speaker(1).id) is None

    def test_the_same_text_sent_twice_at_once_is_kept_once(self, stage: UnitsOfWork) -> None:
        def send(number: int) -> int:
            with stage() as work:
                kept = len(work.prompts.add_all([a_prompt(number, text="the same")]))
                work.commit()
            return kept

        assert sorted(at_once(lambda: send(1), lambda: send(2))) == [0, 1]
