"""Messages about reports of clips."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.review.report import LONGEST_REPORT, ClipReport
from shrutik_http.messages import InSchema, Message, Request, Text


class ReportRequest(Request):
    """What is wrong with a clip."""

    reason: Annotated[
        Text, InSchema(minLength=1, maxLength=LONGEST_REPORT), Field(examples=["The last word is cut off."])
    ]


class ReleasedClipReportRequest(ReportRequest):
    """What is wrong with a clip of a release."""

    clip: Annotated[Text, Field(max_length=64, description="Its id in the release's manifest.")]


class ClipReportMessage(Message):
    """A report of a clip; it stays out of new releases until a reviewer has looked."""

    id: UUID
    reason: Annotated[str, Field(description="The last that was given.")]
    reported_at: datetime

    @classmethod
    def of(cls, report: ClipReport) -> Self:
        """The report."""
        return cls(id=report.id, reason=report.reason, reported_at=report.reported_at)
