"""An overview of a collection's work, or of all collections': how much there is, and what was done day by day."""

from collections.abc import Mapping
from datetime import date

import attrs

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.activity import days_until
from shrutik_core.recordings.recording import RecordingStatus


@attrs.frozen
class TranscriptionCounts:
    """Transcriptions, with those that are still to come.

    Attributes:
        votes: that count in consensus.
        leased: tasks that people hold now.
        wanted: how many more the open chunks want now, those of tasks that people hold among them.
    """

    votes: int = 0
    leased: int = 0
    wanted: int = 0


@attrs.frozen
class OverviewDay:
    """What was done on one day.

    Attributes:
        date: by the clock of whoever asks.
        recorded: seconds of recordings that were sent, as far as they were processed; none that were refused, failed
            or withdrawn.
        transcribed: seconds of chunks that were transcribed for the first time.
        settled: seconds of settled chunks, on the day of the last vote if consensus settled them, or of the decision if
            a reviewer did.
        people: contributors who sent a recording or a transcription, or decided a review.
    """

    date: date
    recorded: float = 0.0
    transcribed: float = 0.0
    settled: float = 0.0
    people: int = 0


@attrs.frozen
class Overview:
    """How much there is, and what was done.

    Attributes:
        recordings: how many are where in their life; a status without any may be left out.
        chunks: the same of chunks.
        transcriptions: how many there are, and are to come.
        days: on which something was done, oldest first.
    """

    recordings: Mapping[RecordingStatus, int] = attrs.field(factory=dict)
    chunks: Mapping[ChunkStatus, int] = attrs.field(factory=dict)
    transcriptions: TranscriptionCounts = attrs.field(factory=TranscriptionCounts)
    days: tuple[OverviewDay, ...] = ()

    def last_days(self, today: date) -> tuple[OverviewDay, ...]:
        """The last 30 days with today at the end, also those on which nothing was done."""
        known = {one.date: one for one in self.days}
        return tuple(known.get(day, OverviewDay(day)) for day in days_until(today))
