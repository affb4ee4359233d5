"""What becomes of recordings that were brought: they are cut, and their texts become votes."""

import time
from collections import deque

import attrs

from shrutik_bootstrap.platform import Platform
from shrutik_cli.bringing.report import ImportReport
from shrutik_core.corpora.utterance import BroughtUtterance
from shrutik_core.people.roles import Actor
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.ids import ContributorId, RecordingId
from shrutik_core.use_cases.bringing.bring_transcription import BroughtVote

_POLL = 0.2
_UNDER_WAY = frozenset({RecordingStatus.UPLOADED, RecordingStatus.PROCESSING})
_COUNTED = {
    BroughtVote.KEPT: "votes",
    BroughtVote.KEPT_BEFORE: "votes_before",
    BroughtVote.CLOSED: "votes_closed",
}


@attrs.define
class Outcomes:
    """Recordings that are under way, in the order in which they were brought.

    Attributes:
        platform: whose jobs cut them.
        actor: who brought them.
        worker: whose votes their texts are; None if they are nobody's.
        report: is told what became of them.
    """

    platform: Platform
    actor: Actor
    worker: ContributorId | None
    report: ImportReport
    _waiting: deque[tuple[BroughtUtterance, RecordingId]] = attrs.field(factory=deque, init=False)

    def expect(self, one: BroughtUtterance, recording: RecordingId) -> None:
        """Wait for a recording; those that are done meanwhile are told, without waiting."""
        self._waiting.append((one, recording))
        while self._waiting and self._done(*self._waiting[0]):
            self._waiting.popleft()

    def finish(self, *, wait: bool) -> None:
        """Wait for all of them, or count those that are not done."""
        while wait and self._waiting:
            if self._done(*self._waiting[0]):
                self._waiting.popleft()
            else:
                time.sleep(_POLL)
        left = [one for one in self._waiting if not self._done(*one)]
        self.report.outcomes["waiting"] += len(left)

    def _done(self, one: BroughtUtterance, id_: RecordingId) -> bool:
        recording = self.platform.read_recordings().get(self.actor, id_)
        if recording.status in _UNDER_WAY:
            return False
        if recording.status is RecordingStatus.CHUNKED:
            self._vote(one, id_)
        else:
            self.report.problem(one.place, _why(recording))
        return True

    def _vote(self, one: BroughtUtterance, recording: RecordingId) -> None:
        if self.worker is None or one.text is None:
            return
        became = self.platform.bring_transcription()(self.actor, self.worker, recording, one.text)
        if became is BroughtVote.NOT_ONE_CLIP:
            self.report.remark(
                one.place,
                "Its text is not a vote, because the recording became several clips; cut it into utterances first, or "
                "set --longest.",
            )
        else:
            self.report.outcomes[_COUNTED[became]] += 1


def _why(recording: Recording) -> str:
    why = " ".join(reason.detail for reason in recording.reasons)
    return f"The recording is {recording.status}{': ' if why else ''}{why or '.'}"
