"""What every repository of prompts must keep of prompts that are not texts, and of their pictures and sounds."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.prompt import Prompt, PromptKind
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection, a_prompt, a_prompt_medium, a_recording, a_speaker
from shrutik_core.testing.contracts.base import StoreContract, at_once
from shrutik_core.testing.scenes import keep

BN = a_collection(1).id
PICTURE, SOUND = a_prompt_medium(1), a_prompt_medium(2, media_type="audio/flac")


def a_picture(number: int, **changes: object) -> Prompt:
    """A prompt that shows medium 1."""
    shown = {"kind": PromptKind.PICTURE, "medium": PICTURE.id, "media_type": PICTURE.media_type}
    return a_prompt(number, **{"text": "What do you see?", **shown, **changes})


class PromptKindsContract(StoreContract):
    """Prompts of every kind, and what they show or play."""

    @pytest.fixture
    def shown(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with collections and two media."""
        keep(stage, PICTURE, SOUND)
        return stage

    def test_a_medium_comes_back_as_it_was_kept(self, shown: UnitsOfWork) -> None:
        other = a_prompt_medium(3)
        with shown() as work:
            assert work.prompts.media([PICTURE.id, other.id, SOUND.id]) == {PICTURE.id: PICTURE, SOUND.id: SOUND}
            assert work.prompts.media([]) == {}

    def test_a_medium_that_is_there_stays_as_it_is(self, shown: UnitsOfWork) -> None:
        keep(shown, a_prompt_medium(1, created_at=SOUND.created_at))
        with shown() as work:
            assert work.prompts.media([PICTURE.id]) == {PICTURE.id: PICTURE}

    def test_the_same_medium_sent_twice_at_once_is_kept_once(self, stage: UnitsOfWork) -> None:
        at_once(lambda: keep(stage, PICTURE), lambda: keep(stage, PICTURE))
        with stage() as work:
            assert work.prompts.media([PICTURE.id]) == {PICTURE.id: PICTURE}

    def test_a_prompt_of_each_kind_comes_back_as_it_was_kept(self, shown: UnitsOfWork) -> None:
        kinds = [
            a_picture(1, longest=30),
            a_prompt(2, kind=PromptKind.SOUND, medium=SOUND.id, media_type=SOUND.media_type),
            a_prompt(3, kind=PromptKind.QUESTION, longest=60),
            a_prompt(4),
        ]
        keep(shown, *kinds)
        with shown() as work:
            assert [work.prompts.find(prompt.id) for prompt in kinds] == kinds
            assert [*work.prompts.page(BN, PageRequest(9)).items] == kinds[::-1]
            assert work.prompts.next_for(BN, a_speaker(1).id) == kinds[0]
            work.recordings.add(a_recording(2, prompt=kinds[0].id))
            assert work.prompts.next_for(BN, a_speaker(1).id) == kinds[1]

    def test_what_is_asked_is_kept_once(self, shown: UnitsOfWork) -> None:
        text = "What do you see?"
        others = [
            a_prompt(2, text=text),
            a_prompt(3, text=text, kind=PromptKind.QUESTION),
            a_picture(4, medium=a_prompt_medium(3).id),
            a_picture(5, text="Who is it?"),
        ]
        again = [a_picture(6), a_prompt(7, text=text), a_prompt(8, text=text, kind=PromptKind.QUESTION, longest=9)]
        keep(shown, a_prompt_medium(3))
        with shown() as work:
            assert work.prompts.add_all([a_picture(1), *others, *again]) == tuple(
                one.id for one in (a_picture(1), *others)
            )
            work.commit()

    def test_new_ones_are_counted_and_not_kept(self, shown: UnitsOfWork) -> None:
        keep(shown, a_picture(1), a_prompt(2))
        asked = [
            a_picture(3),
            a_prompt(4, text=a_prompt(2).text),
            a_prompt(5, text=a_prompt(2).text, collection=a_collection(2).id),
            a_prompt(6, text="twice"),
            a_prompt(7, text="twice"),
        ]
        with shown() as work:
            assert work.prompts.count_new(asked) == 2
            assert work.prompts.count_new([]) == 0
            assert work.prompts.count_new(a_prompt(number) for number in range(10, 1_111)) == 1_101
            work.commit()
        with shown() as work:
            assert len(work.prompts.page(BN, PageRequest(9)).items) == 2
