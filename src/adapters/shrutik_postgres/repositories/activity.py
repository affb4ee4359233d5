"""Sums over what people did, on PostgreSQL."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Double, Row, Table, case, cast, func, or_, select, text

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.overview import Overview
from shrutik_core.collections.progress import Progress
from shrutik_core.people.activity import ActiveDay, Activity
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.leaderboard import Contribution, Given
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_core.shared.pages import PageRequest
from shrutik_postgres.repositories.overview import overview
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.recordings import COUNTED_SQL, recordings
from shrutik_postgres.tables.tasks import transcriptions
from shrutik_postgres.transaction import Transaction

_COUNTED = text(f"recordings.{COUNTED_SQL}")
_RECORDED = func.coalesce(func.sum(recordings.c.duration), 0.0)
_SETTLED = chunks.c.status == ChunkStatus.SETTLED.value
_LIVING = chunks.c.status.in_([ChunkStatus.OPEN.value, ChunkStatus.IN_REVIEW.value, ChunkStatus.SETTLED.value])
_LASTS = (chunks.c.span_end - chunks.c.span_start) / cast(chunks.c.sample_rate, Double)

# Of each person the sums are found by their own rows, so that the cost is that of those who chose to be named.
_CONTRIBUTIONS = f"""
SELECT contributors.id, name, spoken.*, typed.* FROM contributors, LATERAL (
    SELECT coalesce(sum(duration), 0) AS recorded,
        coalesce(sum(duration) FILTER (WHERE created_at >= :since), 0) AS recorded_month
    FROM recordings WHERE recordings.speaker = contributors.speaker AND collection = :collection AND {COUNTED_SQL}
) AS spoken, LATERAL (
    SELECT count(*) AS transcribed, count(*) FILTER (WHERE transcriptions.created_at >= :since) AS transcribed_month
    FROM transcriptions JOIN chunks ON chunks.id = transcriptions.chunk
    WHERE transcriptions.contributor = contributors.id AND chunks.collection = :collection
) AS typed
WHERE on_leaderboard AND contributors.status = '{ContributorStatus.ACTIVE}' AND withdrawn_at IS NULL"""


class PostgresActivities:
    """`Activities` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of_person(
        self, contributor: ContributorId, voice: SpeakerId, since: datetime, ahead: timedelta = timedelta()
    ) -> Activity:
        """See `Activities.of_person`."""
        own, typed = recordings.c.speaker == voice, transcriptions.c.contributor == contributor
        sums = self._transaction.first(
            select(_RECORDED.label("seconds"), func.count().label("number")).where(own, _COUNTED)
        )
        agreed = select(func.count()).select_from(chunks.join(recordings, recordings.c.id == chunks.c.recording))
        seconds = self._by_day(recordings, _RECORDED, since, ahead, own, _COUNTED)
        texts = self._by_day(transcriptions, func.count(), since, ahead, typed)
        return Activity(
            recorded_seconds=float(sums.seconds) if sums else 0.0,
            recordings=sums.number if sums else 0,
            transcriptions=self._transaction.scalar(select(func.count()).where(typed)),
            settled=self._transaction.scalar(agreed.where(own, _COUNTED, _SETTLED)),
            days=tuple(
                ActiveDay(day, float(seconds.get(day, 0.0)), texts.get(day, 0)) for day in sorted({*seconds, *texts})
            ),
        )

    def of_collection(self, collection: CollectionId) -> Progress:
        """See `Activities.of_collection`."""
        spoken = select(_RECORDED.label("seconds"), func.count(recordings.c.speaker.distinct()).label("speakers"))
        heard = self._transaction.first(spoken.where(recordings.c.collection == collection, _COUNTED))
        clips = select(
            func.coalesce(func.sum(_LASTS), 0.0).label("transcribed"),
            func.coalesce(func.sum(case((_SETTLED, _LASTS))), 0.0).label("settled"),
        )
        begun = or_(chunks.c.votes > 0, _SETTLED)
        typed = self._transaction.first(clips.where(chunks.c.collection == collection, _LIVING, begun))
        if heard is None or typed is None:
            return Progress()
        return Progress(float(heard.seconds), float(typed.transcribed), float(typed.settled), heard.speakers)

    def overview(
        self, collection: CollectionId | None, since: datetime, now: datetime, ahead: timedelta = timedelta()
    ) -> Overview:
        """See `Activities.overview`."""
        return overview(self._transaction, collection, since, now, ahead)

    def contributions(self, collection: CollectionId, since: datetime) -> Sequence[Contribution]:
        """See `Activities.contributions`."""
        found = self._transaction.all(text(_CONTRIBUTIONS).bindparams(collection=collection, since=since))
        return [
            Contribution(
                row.id,
                row.name,
                Given(float(row.recorded_month), row.transcribed_month),
                Given(float(row.recorded), row.transcribed),
            )
            for row in found
        ]

    def _by_day(
        self,
        table: Table,
        sum_: ColumnElement[Any],
        since: datetime,
        ahead: timedelta,
        *own: Any,  # noqa: ANN401 - conditions of any kind
    ) -> dict[date, Any]:
        """A sum for each day on which there is something; an index of a person's rows begins at the first of them."""
        day = cast(func.timezone("UTC", table.c.created_at) + ahead, Date)
        recent = table.c.created_at >= since, table.c.id >= PageRequest(created_after=since).first_id()
        rows: Sequence[Row[Any]] = self._transaction.all(
            select(day.label("day"), sum_.label("total")).where(*own, *recent).group_by(day)
        )
        return {row.day: row.total for row in rows}
