"""The transcribers' account: they take tasks, mishear and mistype, and send what they typed."""

import hashlib
from collections.abc import Iterable, Mapping

import attrs
import numpy as np

from shrutik_cli.demo.accounts import TRANSCRIBERS, DemoAccount
from shrutik_cli.demo.background import Background
from shrutik_cli.demo.material import Sample
from shrutik_cli.demo.setup import DemoPlatform
from shrutik_cli.paging import every
from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.ids import RecordingId
from shrutik_core.testing.crowds import Mistyper
from shrutik_core.transcription.task import MOST_TASKS_AT_ONCE, TaskStatus
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer
from shrutik_core.use_cases.transcription.take_tasks import LentChunk


def random_source(seed: int, *names: object) -> np.random.Generator:
    """Random numbers that depend on the seed and these names alone, so that no order of events changes them."""
    digest = hashlib.sha256(":".join(map(str, (seed, *names))).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


@attrs.frozen
class SpokenTexts:
    """What the crowd of the demo hears.

    Attributes:
        samples: what is said in the recordings that the demo sent.
        seed: of everything that goes wrong.
    """

    samples: Mapping[RecordingId, Sample]
    seed: int

    def said(self, chunk: Chunk) -> str:
        """The known text of a clip."""
        return self.samples[chunk.recording].spoken(chunk.start, chunk.end)

    def typed(self, account: DemoAccount, chunk: Chunk) -> str:
        """What a person types for it; the same whenever they are asked."""
        sample = self.samples[chunk.recording]
        rng = random_source(self.seed, account.email, sample.name, chunk.index)
        return Mistyper(sample.language, TRANSCRIBERS[account]).type(self.said(chunk), rng)


def line_up(seed: int, turn: int) -> tuple[DemoAccount, ...]:
    """Who is asked in which order; another order each turn."""
    people = list(TRANSCRIBERS)
    return tuple(people[place] for place in random_source(seed, "turn", turn).permutation(len(people)))


def transcribe(
    demo: DemoPlatform, background: Background, account: DemoAccount, collection: str, spoken: SpokenTexts
) -> int:
    """All that a person can do in a collection now; how many texts they sent.

    Clips that others recorded there are left alone: no one here can hear them.
    """
    actor, sent = demo.actors[account], 0
    keeper, lender = demo.platform.keep_tasks(), demo.platform.take_tasks()
    held = list(every(lambda request: keeper.list(actor, request, TaskStatus.LEASED)))
    sent += _send(demo, background, account, spoken, (lent for lent in held if lent.collection.slug == collection))
    while lent := lender(actor, collection, MOST_TASKS_AT_ONCE):
        sent += _send(demo, background, account, spoken, lent)
    return sent


def _send(
    demo: DemoPlatform, background: Background, account: DemoAccount, spoken: SpokenTexts, lent: Iterable[LentChunk]
) -> int:
    """What a person types for what they were lent, sent in the order of the samples and not of the ids.

    What is decided on one clip says how far its people are trusted on the next. So a text that may settle its clip
    is sent alone and its decision awaited: else each telling of the story would end a little differently.
    """
    heard = [one for one in lent if one.chunk.recording in spoken.samples]
    heard.sort(key=lambda one: (spoken.samples[one.chunk.recording].name, one.chunk.index))
    submit, actor = demo.platform.submit_transcriptions(), demo.actors[account]
    for one in heard:
        submit(actor, [Answer(one.task.id, spoken.typed(account, one.chunk))])
        if one.chunk.votes:
            background.settle()
    return len(heard)
