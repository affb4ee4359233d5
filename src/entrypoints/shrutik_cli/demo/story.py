"""The story itself: record, cut, transcribe, agree, review, release; it goes on where an earlier run broke off."""

from collections.abc import Mapping, Sequence

import attrs

from shrutik_cli.demo.accounts import ADMIN
from shrutik_cli.demo.background import Background
from shrutik_cli.demo.figures import clips
from shrutik_cli.demo.material import LANGUAGES, Sample, samples
from shrutik_cli.demo.progress import ProgressDisplay
from shrutik_cli.demo.publish import newest, publish
from shrutik_cli.demo.record import latest, prompt_ids, recorded, send
from shrutik_cli.demo.review import review_some
from shrutik_cli.demo.setup import DemoPlatform
from shrutik_cli.demo.transcribe import SpokenTexts, line_up, transcribe
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.releases.release import Release
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.ids import PromptId, RecordingId


@attrs.frozen
class Story:
    """The demo's people at work.

    Attributes:
        demo: who acts, and on what.
        background: the workers beside them.
        display: where progress is shown.
        seed: of everything that goes wrong.
    """

    demo: DemoPlatform
    background: Background
    display: ProgressDisplay
    seed: int

    def tell(self) -> tuple[SpokenTexts, Release]:
        """The whole story; what the crowd heard, and the release.

        Raises:
            Unavailable: ``sample_not_cut`` or ``release_failed`` if background work failed for good.
        """
        spoken = self._record_and_transcribe()
        decided = self._review(spoken)
        release = newest(self.demo)
        settled = [chunk for one in spoken.samples for chunk in clips(self.demo, one) if chunk.settled_by is not None]
        if release is None or decided or release.clips != sum(c.status is ChunkStatus.SETTLED for c in settled):
            with self.display.bar("dataset", 1) as bar:
                release = publish(self.demo, self.background)
                bar.add()
        return spoken, release

    def _record_and_transcribe(self) -> SpokenTexts:
        """Sample after sample, one of each language at a time: sent, cut, and transcribed until it is decided."""
        turns = _turns(samples())
        prompts = {language: prompt_ids(self.demo, language) for language in LANGUAGES}
        known: dict[RecordingId, Sample] = {}
        before = recorded(self.demo)
        with (
            self.display.bar("recordings cut", sum(map(len, turns))) as cut,
            self.display.bar("clips decided") as decided,
            self.display.bar("transcriptions") as typed,
        ):
            for number, turn in enumerate(turns):
                ids = self._record(turn, before, prompts)
                known.update(ids)
                cut.add(len(ids))
                found = sum(len(clips(self.demo, one)) for one in ids)
                decided.expect(found)
                for account in line_up(self.seed, number) if self._wanted(ids) else ():
                    for language in LANGUAGES:
                        slug, spoken = self.demo.collection(language), SpokenTexts(known, self.seed)
                        typed.add(transcribe(self.demo, self.background, account, slug, spoken))
                    self.background.settle()
                decided.add(found - self._wanted(ids))
        return SpokenTexts(known, self.seed)

    def _record(
        self,
        turn: Sequence[Sample],
        before: Mapping[str, Recording],
        prompts: Mapping[str, Mapping[str, PromptId]],
    ) -> dict[RecordingId, Sample]:
        ids = {}
        for sample in turn:
            prompt = prompts[sample.language].get(sample.text)
            recording = before.get(sample.name) or send(self.demo, sample, prompt)
            ids[recording.id] = sample
        self.background.settle()
        for one, sample in ids.items():
            recording = latest(self.demo, self.demo.actors[ADMIN], one)
            if recording.status is not RecordingStatus.CHUNKED:
                why = "; ".join(reason.detail for reason in recording.reasons) or "`shrutik jobs list` says why."
                raise Unavailable("sample_not_cut", f"The sample {sample.name} is {recording.status}: {why}")
        return ids

    def _wanted(self, ids: Mapping[RecordingId, Sample]) -> int:
        """How many clips of these recordings still want votes."""
        return sum(chunk.status is ChunkStatus.OPEN for one in ids for chunk in clips(self.demo, one))

    def _review(self, spoken: SpokenTexts) -> int:
        with self.display.bar("reviewed") as bar:
            decided = review_some(self.demo, spoken)
            bar.add(decided)
        return decided


def _turns(every: Sequence[Sample]) -> list[tuple[Sample, ...]]:
    """The samples by their number: one of each language goes together."""
    numbers = dict.fromkeys(sample.name.split("-")[1] for sample in every)
    return [tuple(sample for sample in every if sample.name.endswith(f"-{number}")) for number in numbers]
