"""Messages about withdrawals."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from shrutik_core.people.consent import Purpose
from shrutik_core.people.withdrawal import WithdrawalKind, WithdrawalStatus
from shrutik_core.releases.release import Release
from shrutik_core.releases.withdrawn_clip import WithdrawalReason, WithdrawnClip
from shrutik_core.use_cases.withdrawal.withdraw import WithdrawalReport
from shrutik_http.links import ROOT
from shrutik_http.messages import CollectionName, Message, PageMessage, Request, Text

_NULL: dict[str, Any] = {"type": "null"}
_TEXT: dict[str, Any] = {"type": "string"}
_NO_RECORDING = {"recording": _NULL}
_NO_PURPOSE = {"collection": _NULL, "purpose": _NULL}
_STAYS = {"account": {"const": False}}
_ONE_OF: dict[str, Any] = {
    "oneOf": [
        {"required": ["recording"], "properties": {"recording": _TEXT, **_NO_PURPOSE, **_STAYS}},
        {
            "required": ["collection", "purpose"],
            "properties": {"collection": _TEXT, "purpose": _TEXT, **_NO_RECORDING, **_STAYS},
        },
        {"required": ["account"], "properties": {"account": {"const": True}, **_NO_RECORDING, **_NO_PURPOSE}},
    ]
}


class WithdrawalRequest(Request):
    """What is taken back: a recording, or a collection and one purpose of it, or the account; one of them."""

    model_config = ConfigDict(json_schema_extra=_ONE_OF)

    recording: Annotated[UUID | None, Field(description="One recording of yours.")] = None
    collection: Annotated[CollectionName | None, Field(description="Its slug or id, with `purpose`.")] = None
    purpose: Annotated[Text | None, Field(json_schema_extra={"enum": [*(one.value for one in Purpose), None]})] = None
    account: Annotated[bool, Field(description="Your account, and all of your voice.")] = False


class ConcernedRelease(Message):
    """A release that holds the voice: its files are no longer served, and its feed tells of the clips."""

    id: UUID
    name: str
    version: int
    withdrawals: Annotated[str, Field(description="Address of its withdrawal feed.")]

    @classmethod
    def of(cls, release: Release) -> Self:
        """The release."""
        feed = f"{ROOT}/releases/{release.id}/withdrawals"
        return cls(id=release.id, name=release.name, version=release.version, withdrawals=feed)


class WithdrawalMessage(Message):
    """Something that was taken back."""

    id: UUID
    kind: WithdrawalKind
    status: WithdrawalStatus
    recording_id: UUID | None
    collection_id: UUID | None
    purpose: Purpose | None
    requested_at: datetime
    undo_until: Annotated[datetime, Field(description="Up to this instant nothing is deleted, and it can be undone.")]
    ended_at: Annotated[datetime | None, Field(description="When it was undone, or everything was deleted.")]
    releases: list[ConcernedRelease]

    @classmethod
    def of(cls, report: WithdrawalReport) -> Self:
        """The withdrawal with the releases that it concerns."""
        withdrawal = report.withdrawal
        return cls(
            id=withdrawal.id,
            kind=withdrawal.subject.kind,
            status=withdrawal.status,
            recording_id=withdrawal.subject.recording,
            collection_id=withdrawal.subject.collection,
            purpose=withdrawal.subject.purpose,
            requested_at=withdrawal.requested_at,
            undo_until=withdrawal.undo_until,
            ended_at=withdrawal.ended_at,
            releases=[ConcernedRelease.of(release) for release in report.releases],
        )


class WithdrawalPage(PageMessage[WithdrawalMessage]):
    """Some of the caller's withdrawals, and where the next page begins."""


class WithdrawnClipMessage(Message):
    """A clip to be taken out of copies of a release; a later row for the same clip overrides an earlier one."""

    number: Annotated[int, Field(ge=1, description="Its place in this release's feed, without gaps.")]
    clip: Annotated[str, Field(description="Its id, as it stands in the release's manifest.")]
    reason: Annotated[WithdrawalReason, Field(description="`undone`: the clip may be used again.")]
    at: datetime

    @classmethod
    def of(cls, row: WithdrawnClip) -> Self:
        """The row."""
        return cls(number=row.number, clip=row.clip, reason=row.reason, at=row.at)


class WithdrawnClipPage(PageMessage[WithdrawnClipMessage]):
    """Some rows of a release's withdrawal feed, oldest first, and where the next page begins."""
