"""Messages about how the work goes on."""

from datetime import date, datetime, timedelta
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.overview import Overview, OverviewDay
from shrutik_core.metrics.pulse import KEPT, PulseSlot
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.review.agreement import ReviewAgreement
from shrutik_core.transcription.assignment import Obstacle
from shrutik_core.transcription.queue import SENTENCES, Closure, QueueExplained
from shrutik_core.transcription.task import MOST_TASKS_AT_ONCE
from shrutik_http.messages import CollectionName, Message, Query, to_microseconds
from shrutik_http.profile.stats import StatsQuery

Count = Annotated[int, Field(ge=0)]
Seconds = Annotated[float, Field(ge=0)]


class QueueQuery(Query):
    """For whom a queue is explained, and which."""

    collection: CollectionName
    user_id: UUID


class ClosureMessage(Message):
    """What prevents lending a person anything."""

    closure: Closure
    detail: Annotated[str, Field(description="What it means, and what to do about it.")]


class ObstacleMessage(Message):
    """What keeps chunks from a person."""

    obstacle: Obstacle
    chunks: Annotated[int, Field(description="How many it keeps from the person; each chunk is counted once.", ge=1)]
    detail: Annotated[str, Field(description="What it means.")]


class QueueMessage(Message):
    """Why a person is lent what they are lent; `obstacles` and `offered` add up to all chunks of the collection."""

    offered: Annotated[Count, Field(description="Chunks, any of which the person may be lent.")]
    places: Annotated[
        int, Field(description="Tasks that the person may take in one call now.", ge=0, le=MOST_TASKS_AT_ONCE)
    ]
    chunks: Annotated[dict[ChunkStatus, Count], Field(description="Chunks of the collection, by status.")]
    closures: Annotated[
        list[ClosureMessage], Field(description="What prevents lending anything; empty if nothing does.")
    ]
    obstacles: Annotated[list[ObstacleMessage], Field(description="What keeps chunks from the person, by chunk.")]

    @classmethod
    def of(cls, explained: QueueExplained) -> Self:
        """What was found."""
        return cls(
            offered=explained.offered,
            places=explained.places,
            chunks=dict(explained.statuses),
            closures=[ClosureMessage(closure=one, detail=SENTENCES[one]) for one in explained.closures],
            obstacles=[
                ObstacleMessage(obstacle=one, chunks=number, detail=SENTENCES[one])
                for one, number in explained.obstacles.items()
            ],
        )


class OverviewQuery(StatsQuery):
    """Which collection is wanted, and by which clock days begin."""

    collection: CollectionName | None = None


class TranscriptionCountsMessage(Message):
    """Transcriptions, with those that are still to come."""

    votes: Annotated[Count, Field(description="Transcriptions that count in consensus.")]
    leased: Annotated[Count, Field(description="Tasks that people hold now.")]
    wanted: Annotated[
        Count, Field(description="How many more the open chunks need now, including those of held tasks.")
    ]


class OverviewDayMessage(Message):
    """What was done on one day."""

    date: date
    recorded_seconds: Annotated[Seconds, Field(description="Of recordings sent, as far as they were processed.")]
    transcribed_seconds: Annotated[Seconds, Field(description="Of chunks that were transcribed for the first time.")]
    settled_seconds: Annotated[
        Seconds, Field(description="Of settled chunks, by the day of their last vote or of a reviewer's decision.")
    ]
    people: Annotated[Count, Field(description="Who sent a recording or a transcription, or decided a review.")]

    @classmethod
    def of(cls, day: OverviewDay) -> Self:
        """The day."""
        return cls(
            date=day.date,
            recorded_seconds=to_microseconds(day.recorded),
            transcribed_seconds=to_microseconds(day.transcribed),
            settled_seconds=to_microseconds(day.settled),
            people=day.people,
        )


class OverviewMessage(Message):
    """How much there is, and what was done; the sums are some minutes old at most."""

    recordings: Annotated[dict[RecordingStatus, Count], Field(description="By status.")]
    chunks: Annotated[dict[ChunkStatus, Count], Field(description="By status.")]
    transcriptions: TranscriptionCountsMessage
    days: Annotated[list[OverviewDayMessage], Field(description="The last 30, oldest first; today is the last.")]

    @classmethod
    def of(cls, overview: Overview, today: date) -> Self:
        """What there is today."""
        counts = overview.transcriptions
        return cls(
            recordings={status: overview.recordings.get(status, 0) for status in RecordingStatus},
            chunks={status: overview.chunks.get(status, 0) for status in ChunkStatus},
            transcriptions=TranscriptionCountsMessage(votes=counts.votes, leased=counts.leased, wanted=counts.wanted),
            days=[OverviewDayMessage.of(day) for day in overview.last_days(today)],
        )


class PulseQuery(Query):
    """Of how many days the pulse is wanted."""

    days: Annotated[int, Field(description="Of 24 hours; the last ends now.", ge=1, le=KEPT.days)] = 1


class PulsePointMessage(Message):
    """What was seen in one stretch of time."""

    begins: datetime
    requests: Annotated[Count, Field(description="Requests to the API that were answered.")]
    failed: Annotated[Count, Field(description="How many of these were answered with 5xx.")]
    decided: Annotated[Count, Field(description="Chunks that consensus decided.")]
    waiting: Annotated[Count, Field(description="Jobs that waited, at most.")]
    oldest_seconds: Annotated[Seconds, Field(description="The longest that the oldest due job had waited.")]
    dead: Annotated[Count, Field(description="Jobs that were dead, at most.")]

    @classmethod
    def of(cls, slot: PulseSlot) -> Self:
        """The point."""
        return cls(
            begins=slot.begins,
            requests=slot.requests,
            failed=slot.failed,
            decided=slot.decided,
            waiting=slot.waiting,
            oldest_seconds=to_microseconds(slot.oldest),
            dead=slot.dead,
        )


class PulseMessage(Message):
    """How the installation did, in at most 120 points; what was seen is a minute old at most."""

    point_minutes: Annotated[int, Field(description="How long each point is.", ge=5)]
    points: Annotated[
        list[PulsePointMessage], Field(description="Oldest first, including those in which nothing happened.")
    ]

    @classmethod
    def of(cls, points: tuple[PulseSlot, ...], width: timedelta) -> Self:
        """What was seen."""
        return cls(point_minutes=width // timedelta(minutes=1), points=[PulsePointMessage.of(one) for one in points])


class AgreementQuery(Query):
    """Of which collection the agreement is wanted."""

    collection: CollectionName


Alpha = Annotated[float, Field(ge=-1, le=1)]


class AgreementMessage(Message):
    """How far second looks bear out what settled the chunks; the figures are some minutes old at most."""

    clips: Annotated[Count, Field(description="Decided second looks, on which all of this rests.")]
    same: Annotated[Count, Field(description="Second looks that came to the same words.")]
    alpha_texts: Annotated[
        Alpha | None,
        Field(
            description="Krippendorff's alpha for whole texts (nominal); a rejection is a value. Null without clips."
        ),
    ]
    alpha_words: Annotated[
        Alpha | None,
        Field(description="The same for aligned words, without clips that were rejected. Null without words."),
    ]

    @classmethod
    def of(cls, agreement: ReviewAgreement) -> Self:
        """The agreement, to four digits."""
        return cls(
            clips=agreement.clips,
            same=agreement.same,
            alpha_texts=_rounded(agreement.alpha_texts),
            alpha_words=_rounded(agreement.alpha_words),
        )


def _rounded(alpha: float | None) -> float | None:
    return None if alpha is None else round(alpha, 4)
