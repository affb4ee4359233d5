"""What may go out in a release: one query over everything that says so."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    lateral,
    literal_column,
    null,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.selectable import LateralFromClause

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.people.consent import PUBLISHING
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.traits import traits_for_releases
from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.releases.row import CastVote, ReleaseRow, Weighed
from shrutik_core.releases.selection import LeftOut, Selection
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.shared.ids import CollectionId, ContributorId, ReleaseId
from shrutik_postgres.repositories.chunks import COLUMNS
from shrutik_postgres.repositories.clip_reports import is_reported
from shrutik_postgres.tables.chunks import chunks, consensuses
from shrutik_postgres.tables.consent_documents import consent_documents
from shrutik_postgres.tables.people import consents, contributors, speakers
from shrutik_postgres.tables.prompts import collections, prompts
from shrutik_postgres.tables.recordings import recordings
from shrutik_postgres.tables.releases import clip_measures, release_members

_SETTLED = text(f"chunks.status = '{ChunkStatus.SETTLED}'")
# Of all that depends on a locale or on a rule of ours, the core decides, row by row.
_VOTES = """
(SELECT json_agg(json_build_array(cast_.contributor, cast_.text, known.right_words, known.wrong_words, known.clips)
                 ORDER BY cast_.created_at, cast_.id)
 FROM transcriptions AS cast_
 LEFT JOIN standings AS known ON known.contributor = cast_.contributor AND known.language = collections.language
 WHERE cast_.chunk = chunks.id AND NOT cast_.gold)
"""


def _latest_consent() -> LateralFromClause:
    found = (
        select(consents.c.version, consents.c.purposes, consents.c.withdrawn_at, _replaced().label("replaced"))
        .where(consents.c.speaker == chunks.c.speaker, consents.c.collection == chunks.c.collection)
        .order_by(consents.c.given_at.desc(), consents.c.id.desc())
        .limit(1)
        .correlate(chunks)
    )
    return lateral(found, "consent")


def _replaced() -> ColumnElement[bool]:
    """Whether a later version of the document replaces what was agreed to; asked here, once for each consent."""
    agreed, later = consent_documents.alias("agreed"), consent_documents.alias("later")
    number = (
        select(agreed.c.number)
        .where(agreed.c.collection == consents.c.collection, agreed.c.version == consents.c.version)
        .correlate(consents)
        .scalar_subquery()
    )
    after = later.c.number > func.coalesce(number, 0)
    return exists().where(later.c.collection == consents.c.collection, later.c.replaces, after).correlate(consents)


def _agreed(latest: LateralFromClause) -> ColumnElement[bool]:
    purposes = cast([purpose.value for purpose in PUBLISHING], ARRAY(Text))
    return and_(latest.c.withdrawn_at.is_(None), latest.c.purposes.contains(purposes), ~latest.c.replaced)


def _of_active_accounts() -> ColumnElement[bool]:
    """Whether neither the account that sent the recording is disabled nor that of its speaker."""
    disabled = select(contributors.c.id).where(contributors.c.status == ContributorStatus.DISABLED.value)
    own = speakers.c.contributor
    return and_(recordings.c.contributor.not_in(disabled), or_(own.is_(None), own.not_in(disabled)))


def agreed_members(release: ReleaseId) -> Select[Any]:
    """How many of a release's chunks may still go out, as far as their speakers say."""
    latest = _latest_consent()
    return (
        select(func.count())
        .select_from(release_members)
        .join(chunks, chunks.c.id == release_members.c.chunk)
        .join(latest, true())
        .where(release_members.c.release == release, chunks.c.status != ChunkStatus.WITHDRAWN.value, _agreed(latest))
    )


def people_in(release: ReleaseId) -> Select[Any]:
    """Whose own voices those chunks have, each account once."""
    of_people = agreed_members(release).join(speakers, speakers.c.id == chunks.c.speaker)
    theirs = of_people.with_only_columns(speakers.c.contributor, maintain_column_froms=True)
    return theirs.where(speakers.c.contributor.is_not(None)).distinct().order_by(speakers.c.contributor)


def settled(wanted: Iterable[CollectionId]) -> Select[Any]:
    """The settled chunks of collections that may go out, with what a release says of them."""
    return _of(wanted, votes=True).order_by(chunks.c.recording, chunks.c.index)


def outlined(wanted: Iterable[CollectionId], measured: bool | None) -> Select[Any]:  # noqa: FBT001 - three answers
    """The same without votes, in any order; only those that were decoded, or were not, unless None."""
    found = _of(wanted, votes=False)
    if measured is None:
        return found
    return found.where(clip_measures.c.chunk.is_not(None) if measured else clip_measures.c.chunk.is_(None))


def _of(wanted: Iterable[CollectionId], *, votes: bool) -> Select[Any]:
    return _may_go_out(votes=votes).where(chunks.c.collection.in_(tuple(wanted)))


def held(release: ReleaseId, shard: str) -> Select[Any]:
    """The chunks of a release that lie in one of its shards, those that may go out."""
    members = release_members.c
    return (
        _may_go_out(votes=True)
        .join(release_members, members.chunk == chunks.c.id)
        .where(members.release == release, members.shard == shard)
    )


def _may_go_out(*, votes: bool) -> Select[Any]:
    latest = _latest_consent()
    told = _told(latest, literal_column(_VOTES).label("cast_votes") if votes else null().label("cast_votes"))
    return told.join(latest, true()).where(_SETTLED, _agreed(latest), _of_active_accounts())


def weighed(selection: Selection) -> Select[Any]:
    """All chunks of a selection's collections, with why each stays as far as that hangs on states and people."""
    latest = _latest_consent()
    reason = case(
        (chunks.c.status == ChunkStatus.WITHDRAWN.value, LeftOut.WITHDRAWN.value),
        (chunks.c.status != ChunkStatus.SETTLED.value, LeftOut.UNSETTLED.value),
        (func.coalesce(_agreed(latest), false()).is_(False), LeftOut.WITHOUT_CONSENT.value),
        (~_of_active_accounts(), LeftOut.ACCOUNT_DISABLED.value),
    )
    wanted = _told(latest, null().label("cast_votes")).outerjoin(latest, true())
    return wanted.add_columns(reason.label("reason")).where(chunks.c.collection.in_(selection.collections))


def _told(latest: LateralFromClause, votes: "ColumnElement[Any]") -> Select[Any]:
    """What a release says of a chunk; who calls joins the latest consent."""
    return (
        select(
            *COLUMNS,
            collections.c.slug,
            collections.c.language,
            collections.c.licence,
            prompts.c.text.label("prompt_text"),
            latest.c.version.label("consent_version"),
            recordings.c.created_at.label("recorded_at"),
            *(speakers.c.traits, speakers.c.traits_in_releases, speakers.c.synthetic),
            is_reported(chunks.c.id).label("reported"),
            consensuses.c.expected_wer,
            consensuses.c.method,
            clip_measures.c.pcm_sha256,
            clip_measures.c.channels,
            clip_measures.c.bits,
            clip_measures.c.samples,
            clip_measures.c.sample_rate.label("measured_rate"),
            votes,
        )
        .select_from(chunks)
        .join(collections, collections.c.id == chunks.c.collection)
        .join(recordings, recordings.c.id == chunks.c.recording)
        .join(speakers, speakers.c.id == chunks.c.speaker)
        .outerjoin(prompts, _script())
        .outerjoin(consensuses, consensuses.c.chunk == chunks.c.id)
        .outerjoin(clip_measures, clip_measures.c.chunk == chunks.c.id)
    )


def _script() -> ColumnElement[bool]:
    """What was to be said word for word; of a picture, a sound or a question the text is not what is heard."""
    return and_(prompts.c.id == recordings.c.prompt, prompts.c.kind == PromptKind.TEXT.value)


def release_row(row: Row[Any]) -> ReleaseRow:
    """The row as a release knows it."""
    return ReleaseRow(
        chunk=row.id,
        recording=row.recording,
        speaker=row.speaker,
        collection=row.slug,
        language=row.language,
        licence=row.licence,
        index=row._mapping["index"],  # noqa: SLF001 - public by its docs; row.index is a method of tuples
        start_sample=row.span_start,
        end_sample=row.span_end,
        sample_rate=row.sample_rate,
        text=row.text,
        confidence=row.confidence or 0.0,
        expected_wer=row.expected_wer,
        method=row.method,
        votes=tuple(_vote(*vote) for vote in row.cast_votes or ()),
        settled_by=Settler(row.settled_by),
        prompt=row.prompt_text or "",
        consent_version=row.consent_version,
        recorded_at=row.recorded_at,
        audio_key=row.audio_key,
        audio_bytes=row.audio_size,
        audio_sha256=row.audio_sha256,
        traits=traits_for_releases(row.traits, row.traits_in_releases),
        quality=row.quality,
        synthetic=row.synthetic,
        reported=row.reported,
        measured=_measured(row),
    )


def weighed_row(row: Row[Any], selection: Selection) -> Weighed:
    """The chunk, and why it stays."""
    seconds = (row.span_end - row.span_start) / row.sample_rate
    if row.reason is not None:
        return Weighed(row.id, row.speaker, seconds, LeftOut(row.reason))
    return Weighed(row.id, row.speaker, seconds, release_row(row).candidate().left_out_of(selection))


def _measured(row: Row[Any]) -> MeasuredClip | None:
    if row.pcm_sha256 is None:
        return None
    return MeasuredClip(SoundShape(row.measured_rate, row.channels, row.bits, row.samples), row.pcm_sha256)


def _vote(contributor: str, text_: str, right: int | None, wrong: int | None, clips: int | None) -> CastVote:
    known = right is not None and wrong is not None and clips is not None
    reliability = Standing(right or 0, wrong or 0, clips or 0).vote_accuracy if known else None
    return CastVote(ContributorId(UUID(contributor)), text_, reliability)
