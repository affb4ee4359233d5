"""The repository of clip sets: all clips of a recording at once, to be looked at and to be replaced."""

from collections.abc import Sequence
from typing import Protocol

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.chunking.cuts import Cuts
from shrutik_core.chunking.rechunking import RecordingClips
from shrutik_core.shared.ids import RecordingId


class ClipSets(Protocol):
    """A recording's clips, all together."""

    def find(self, recording: RecordingId, *, lock: bool = False) -> RecordingClips:
        """All of them, and what people did with them; no clips if there is no such recording.

        With ``lock`` nobody is lent one of them, or hands in a text for one, until this unit of work ends; what others
        did until they were locked is counted.
        """
        ...

    def replace(self, cuts: Cuts, chunks: Sequence[Chunk]) -> None:
        """Put these cuts and chunks of a recording in the place of all that it has.

        With a chunk that goes, what hangs on it goes: its tasks, measurements and jobs that do not run. The caller
        holds the lock of `find`, and has seen that no text hangs on any of them.
        """
        ...
