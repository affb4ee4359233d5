"""What every repository of skips must keep, and what is offered to whom because of them."""

import attrs
import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.prompts.skip import FAULTS, PromptSkip, PromptSkipReason
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection, a_contributor, a_prompt, a_recording, a_speaker, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.prompt_builders import a_prompt_skip
from shrutik_core.testing.scenes import keep

BN = a_collection(1).id
ONE, TWO, THREE = (a_prompt(number) for number in (1, 2, 3))
MINA, RAHIM = a_speaker(1).id, a_speaker(2).id
CANNOT_READ = PromptSkipReason.CANNOT_READ


def put(units: UnitsOfWork, *skips: PromptSkip) -> None:
    """Keep the skips."""
    with units() as work:
        for skip in skips:
            work.prompt_skips.put(skip)
        work.commit()


def save(units: UnitsOfWork, prompt: Prompt) -> None:
    """Keep whether the prompt is offered."""
    with units() as work:
        work.prompts.save(prompt)
        work.commit()


class PromptSkipsContract(StoreContract):
    """Skips of prompts."""

    @pytest.fixture
    def offered(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with prompts 1 to 3 of collection 1."""
        keep(stage, ONE, TWO, THREE)
        return stage

    @pytest.mark.parametrize("reason", PromptSkipReason)
    def test_a_skip_comes_back_as_it_was_kept(self, offered: UnitsOfWork, reason: PromptSkipReason) -> None:
        skip = a_prompt_skip(1, reason=reason)
        put(offered, skip)
        with offered() as work:
            assert work.prompt_skips.find(ONE.id, MINA) == skip
            assert work.prompt_skips.find(ONE.id, RAHIM) is None
            assert work.prompt_skips.find(TWO.id, MINA) is None
            assert work.prompt_skips.count_faults(ONE.id) == (reason in FAULTS)

    def test_the_last_reason_counts(self, offered: UnitsOfWork) -> None:
        last = a_prompt_skip(1, reason=CANNOT_READ)
        put(offered, a_prompt_skip(1), last)
        with offered() as work:
            assert work.prompt_skips.find(ONE.id, MINA) == last
            assert work.prompt_skips.count_faults(ONE.id) == 0
            assert walk(lambda request: work.prompt_skips.page(MINA, request)) == [last]

    def test_a_speakers_are_listed_newest_first(self, offered: UnitsOfWork) -> None:
        theirs = [a_prompt_skip(5 + number, prompt=a_prompt(number).id, speaker=MINA) for number in (1, 2, 3)]
        put(offered, *theirs, a_prompt_skip(2))
        with offered() as work:
            assert walk(lambda request: work.prompt_skips.page(MINA, request)) == theirs[::-1]

    def test_faults_are_counted_after_an_instant(self, offered: UnitsOfWork) -> None:
        put(offered, a_prompt_skip(1), a_prompt_skip(2), a_prompt_skip(3, reason=CANNOT_READ))
        put(offered, a_prompt_skip(4, prompt=TWO.id))
        with offered() as work:
            since = [None, *map(an_instant, (0, 1, 2))]
            assert [work.prompt_skips.count_faults(ONE.id, one) for one in since] == [2, 2, 1, 0]

    def test_reasons_are_counted_since_a_prompt_was_offered_again(self, offered: UnitsOfWork) -> None:
        put(offered, a_prompt_skip(1), a_prompt_skip(2), a_prompt_skip(3, reason=CANNOT_READ))
        put(offered, a_prompt_skip(7, prompt=TWO.id, speaker=MINA))
        with offered() as work:
            told = work.prompt_skips.counts([ONE.id, TWO.id, THREE.id])
            assert told == {
                ONE.id: {PromptSkipReason.HAS_ERRORS: 2, CANNOT_READ: 1},
                TWO.id: {PromptSkipReason.HAS_ERRORS: 1},
            }
            assert work.prompt_skips.counts([]) == {}
        save(offered, ONE.set_aside(an_instant(2)).offer_again(an_instant(2)))
        with offered() as work:
            assert work.prompt_skips.counts([ONE.id]) == {ONE.id: {CANNOT_READ: 1}}

    def test_what_a_speaker_skipped_is_not_offered_to_them_again(self, offered: UnitsOfWork) -> None:
        put(offered, a_prompt_skip(1, reason=PromptSkipReason.PERSONAL))
        with offered() as work:
            assert work.prompts.next_for(BN, MINA) == TWO
            assert work.prompts.next_for(BN, RAHIM) == ONE
            assert walk(lambda request: work.prompts.offered(BN, MINA, request)) == [THREE, TWO]
            assert walk(lambda request: work.prompts.offered(BN, RAHIM, request)) == [THREE, TWO, ONE]
        put(offered, *(a_prompt_skip(6 + one, prompt=a_prompt(one).id, speaker=MINA) for one in (2, 3)))
        with offered() as work:
            assert work.prompts.next_for(BN, MINA) is None
            assert work.prompts.offered(BN, MINA, PageRequest(total=True)).total == 0

    def test_what_a_speaker_recorded_is_not_offered_to_them_again(self, offered: UnitsOfWork) -> None:
        keep(offered, a_recording(2, prompt=TWO.id), a_recording(3, prompt=ONE.id, status=RecordingStatus.REFUSED))
        with offered() as work:
            assert walk(lambda request: work.prompts.offered(BN, MINA, request)) == [THREE, ONE]
            assert walk(lambda request: work.prompts.offered(BN, RAHIM, request)) == [THREE, TWO, ONE]

    def test_what_is_set_aside_is_offered_to_nobody_until_it_is_offered_again(self, offered: UnitsOfWork) -> None:
        aside = ONE.set_aside(an_instant(5))
        keep(offered, a_prompt(9, collection=a_collection(2).id))
        save(offered, aside)
        with offered() as work:
            assert work.prompts.find(ONE.id) == aside
            assert work.prompts.next_for(BN, RAHIM) == TWO
            assert walk(lambda request: work.prompts.offered(BN, RAHIM, request)) == [THREE, TWO]
            assert walk(lambda request: work.prompts.set_aside(BN, request)) == [aside]
            assert walk(lambda request: work.prompts.page(BN, request)) == [THREE, TWO, aside]
        again = aside.offer_again(an_instant(6))
        save(offered, again)
        with offered() as work:
            assert work.prompts.next_for(BN, RAHIM) == again
            assert walk(lambda request: work.prompts.set_aside(BN, request)) == []

    def test_nothing_else_of_a_prompt_is_changed(self, offered: UnitsOfWork) -> None:
        save(offered, attrs.evolve(ONE, text="other words", source="elsewhere"))
        with offered() as work:
            assert work.prompts.find(ONE.id) == ONE
        with pytest.raises(Missing) as error:
            save(offered, a_prompt(7))
        assert error.value.code == "prompt_missing"

    def test_a_locked_prompt_waits_its_turn(self, offered: UnitsOfWork) -> None:
        def skip(number: int) -> int:
            with offered() as work:
                assert work.prompts.find(ONE.id, lock=True) is not None
                work.prompt_skips.put(a_prompt_skip(number))
                counted = work.prompt_skips.count_faults(ONE.id)
                work.commit()
            return counted

        assert sorted(at_once(*[lambda number=number: skip(number) for number in (1, 2, 3, 4)])) == [1, 2, 3, 4]

    def test_skips_go_with_the_voice(self, offered: UnitsOfWork) -> None:
        others = a_prompt_skip(2)
        put(offered, a_prompt_skip(1), others)
        with offered() as work:
            work.erasing.person(a_contributor(1).id)
            assert work.prompt_skips.find(ONE.id, MINA) is None
            assert work.prompt_skips.find(ONE.id, RAHIM) == others
