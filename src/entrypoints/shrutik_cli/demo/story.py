"""The story itself: record, cut, transcribe, agree, review, release; it goes on where an earlier run broke off."""

from collections.abc import Mapping, Sequence

import attrs

from shrutik_cli.demo.background import Background
from shrutik_cli.demo.cast import SPEAKER
from shrutik_cli.demo.judge import judge
from shrutik_cli.demo.material import LANGUAGES, Sample, samples
from shrutik_cli.demo.publish import newest, publish
from shrutik_cli.demo.record import latest, prompt_ids, recorded, send
from shrutik_cli.demo.show import Show
from shrutik_cli.demo.stage import Stage
from shrutik_cli.demo.tally import clips
from shrutik_cli.demo.transcribe import Ears, line_up, transcribe
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.releases.release import Release
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.ids import PromptId, RecordingId


@attrs.frozen
class Story:
    """The demo's people at work.

    Attributes:
        stage: who acts, and on what.
        background: the workers beside them.
        show: where progress is shown.
        seed: of everything that goes wrong.
    """

    stage: Stage
    background: Background
    show: Show
    seed: int

    def tell(self) -> tuple[Ears, Release]:
        """The whole story; what the crowd heard, and the release.

        Raises:
            Unavailable: ``sample_not_cut`` or ``release_failed`` where background work failed for good.
        """
        ears = self._votes()
        decided = self._review(ears)
        release = newest(self.stage)
        settled = [chunk for one in ears.samples for chunk in clips(self.stage, one) if chunk.settled_by is not None]
        if release is None or decided or release.clips != sum(c.status is ChunkStatus.SETTLED for c in settled):
            with self.show.bar("dataset", 1) as bar:
                release = publish(self.stage, self.background)
                bar.add()
        return ears, release

    def _votes(self) -> Ears:
        """Sample after sample, one of each language at a time: sent, cut, and transcribed until it is decided."""
        turns = _turns(samples())
        prompts = {language: prompt_ids(self.stage, language) for language in LANGUAGES}
        known: dict[RecordingId, Sample] = {}
        before = recorded(self.stage)
        with (
            self.show.bar("recordings cut", sum(map(len, turns))) as cut,
            self.show.bar("clips decided") as decided,
            self.show.bar("transcriptions") as typed,
        ):
            for number, turn in enumerate(turns):
                ids = self._record(turn, before, prompts)
                known.update(ids)
                cut.add(len(ids))
                found = sum(len(clips(self.stage, one)) for one in ids)
                decided.expect(found)
                for part in line_up(self.seed, number) if self._wanted(ids) else ():
                    for language in LANGUAGES:
                        slug, ears = self.stage.collection(language), Ears(known, self.seed)
                        typed.add(transcribe(self.stage, self.background, part, slug, ears))
                    self.background.settle()
                decided.add(found - self._wanted(ids))
        return Ears(known, self.seed)

    def _record(
        self,
        turn: Sequence[Sample],
        before: Mapping[str, Recording],
        prompts: Mapping[str, Mapping[str, PromptId]],
    ) -> dict[RecordingId, Sample]:
        ids = {}
        for sample in turn:
            prompt = prompts[sample.language].get(sample.text)
            recording = before.get(sample.name) or send(self.stage, sample, prompt)
            ids[recording.id] = sample
        self.background.settle()
        for one, sample in ids.items():
            recording = latest(self.stage, self.stage.actors[SPEAKER], one)
            if recording.status is not RecordingStatus.CHUNKED:
                why = "; ".join(reason.detail for reason in recording.reasons) or "`shrutik jobs list` says why."
                raise Unavailable("sample_not_cut", f"The sample {sample.name} is {recording.status}: {why}")
        return ids

    def _wanted(self, ids: Mapping[RecordingId, Sample]) -> int:
        """How many clips of these recordings still want votes."""
        return sum(chunk.status is ChunkStatus.OPEN for one in ids for chunk in clips(self.stage, one))

    def _review(self, ears: Ears) -> int:
        with self.show.bar("reviewed") as bar:
            decided = judge(self.stage, ears)
            bar.add(decided)
        return decided


def _turns(every: Sequence[Sample]) -> list[tuple[Sample, ...]]:
    """The samples by their number: one of each language goes together."""
    numbers = dict.fromkeys(sample.name.split("-")[1] for sample in every)
    return [tuple(sample for sample in every if sample.name.endswith(f"-{number}")) for number in numbers]
