"""Bring a corpus: speakers with their consent, recordings, and what is said in them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from shrutik_bootstrap.corpora import header_seconds
from shrutik_bootstrap.platform import Platform
from shrutik_cli.bringing.folder import blocks, digest
from shrutik_cli.bringing.known import KnownCorpus
from shrutik_cli.bringing.outcomes import Outcomes
from shrutik_cli.bringing.report import ImportReport
from shrutik_cli.bringing.sounds import BroughtSound, SoundSource
from shrutik_cli.bringing.walk import UtterancesOfFile
from shrutik_cli.bringing.wish import ImportWish
from shrutik_core.corpora.spans import stated_seconds
from shrutik_core.corpora.utterance import BroughtUtterance
from shrutik_core.people.roles import Actor
from shrutik_core.shared.errors import ShrutikError, Unavailable
from shrutik_core.shared.ids import PromptId, RecordingId, SpeakerId
from shrutik_core.use_cases.recordings.upload_details import UploadDetails


@attrs.define
class Bringing:
    """One import at work.

    Attributes:
        platform: to which it is brought.
        actor: who looks after the speakers from then on.
        wish: what is wished.
        known: what was brought before, and what is brought now.
        prompts: prompts by text, if the texts are prompts.
        outcomes: watches what becomes of the recordings.
        report: is told everything.
    """

    platform: Platform
    actor: Actor
    wish: ImportWish
    known: KnownCorpus
    prompts: Mapping[str, PromptId]
    outcomes: Outcomes
    report: ImportReport
    _agreed: set[SpeakerId] = attrs.field(factory=set, init=False)
    _synthetic: set[SpeakerId] = attrs.field(factory=set, init=False)

    def __call__(self, files: Iterator[UtterancesOfFile]) -> None:
        """Bring all that is not there yet.

        Raises:
            Unavailable: if a store does not answer; the same call goes on where this one ended.
        """
        for file in files:
            try:
                self._file(file)
            except OSError as error:
                self.report.unusable(file.utterances, error)

    def _file(self, file: UtterancesOfFile) -> None:
        sha256, new = digest(file.path), []
        for one, speaker in file.utterances:
            before = self.known.find(speaker, sha256, one)
            if before is None:
                new.append((one, speaker))
            else:
                self._there(one, speaker, before, file.path)
        source = SoundSource(self.platform.audio_processor(), self.platform.audio_limits(), self._problem)
        for sound in source.sounds(file.path, new) if new else ():
            try:
                self._sound(sound, sha256)
            except Unavailable:
                raise
            except ShrutikError as error:
                self._problem(sound.utterance, error.detail)

    def _there(self, one: BroughtUtterance, speaker: str, recording: RecordingId, path: Path) -> None:
        self.report.found(one, speaker, stated_seconds(one, header_seconds(path, self.platform.audio_limits())))
        self.report.outcomes["there_before"] += 1
        self._state(one, self.known.speakers[speaker])
        self.outcomes.expect(one, recording)

    def _problem(self, one: BroughtUtterance, detail: str) -> None:
        self.report.problem(one.place, detail)

    def _sound(self, sound: BroughtSound, sha256: str) -> None:
        one, name = sound.utterance, sound.speaker
        if self.known.find(name, sha256, one) is not None:
            self.report.remark(one.place, "The corpus holds the same sound of the same speaker twice.")
            return
        speaker = self._speaker(name, one)
        prompt = self.prompts.get(one.text) if one.text else None
        details = UploadDetails(self.wish.collection, prompt, self._said(one, sha256), speaker)
        whole = (one.text is not None or one.start_s is not None) and sound.seconds <= self.wish.longest
        samples = sound.samples if whole else None
        with sound.path.open("rb") as stream:
            recording = self.platform.bring_recording()(self.actor, details, blocks(stream), samples)
        self.known.add(speaker, sha256, one, recording.id)
        self.report.found(one, name, sound.seconds)
        self.report.outcomes["brought"] += 1
        self.report.outcomes["prompts"] += prompt is not None
        self.outcomes.expect(one, recording.id)

    def _speaker(self, name: str, one: BroughtUtterance) -> SpeakerId:
        bring = self.platform.bring_speaker()
        known = self.known.speakers.get(name)
        if known is None:
            traits = {str(trait): value for trait, value in one.traits.items()}
            made = bring(self.actor, self.wish.collection, name, traits, self.wish.terms, synthetic=one.synthetic)
            known = self.known.speakers[name] = made.id
        elif known not in self._agreed:
            bring.again(self.actor, known, self.wish.terms)
        self._agreed.add(known)
        self._state(one, known)
        return known

    def _state(self, one: BroughtUtterance, speaker: SpeakerId) -> None:
        """Keep that the voice is synthetic, also if it was brought before anybody said so."""
        if one.synthetic and speaker not in self._synthetic:
            self.platform.bring_speaker().state_synthetic(self.actor, speaker)
            self._synthetic.add(speaker)

    def _said(self, one: BroughtUtterance, sha256: str) -> dict[str, object]:
        """What is kept of where a recording came from; by file and times it is known again."""
        said: dict[str, object] = {
            "corpus": self.wish.corpus,
            "utterance": one.id,
            "file": one.audio,
            "source_sha256": sha256,
            "start_s": one.start_s,
            "end_s": one.end_s,
            "split": one.split,
        }
        return {key: value for key, value in said.items() if value is not None}
