"""Messages about releases."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shrutik_core.releases.release import ReleaseFormat, ReleaseStatus
from shrutik_http.schemas.base import CollectionName, Message, Text, View


class ReleaseMessage(Message):
    """A release as a researcher wishes it."""

    name: Annotated[Text, Field(examples=["bn-read"])]
    collections: Annotated[list[CollectionName], Field(json_schema_extra={"minItems": 1}, max_length=1_000)]
    formats: Annotated[
        list[Text],
        Field(json_schema_extra={"minItems": 1, "items": {"enum": [one.value for one in ReleaseFormat]}}),
    ]
    min_confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.0


class ReleaseReceipt(View):
    """A release has been asked for; its building is due."""

    id: UUID
    name: str
    version: int
    status: ReleaseStatus
    created_at: datetime


class ReleaseFileView(View):
    """One file of a release."""

    name: str
    bytes: int
    sha256: str
    media_type: str
    url: Annotated[str, Field(description="Signed and short-lived.")]


class ReleaseView(View):
    """A numbered dataset; nothing in it changes once it is ready."""

    id: UUID
    name: str
    version: int
    status: ReleaseStatus
    progress: float
    clips: int
    seconds: float
    files: list[ReleaseFileView]
    digest: Annotated[str, Field(description="SHA-256 over the checksums of all files; empty until it is ready.")]
    error: str
    collection_ids: list[UUID]
    formats: list[ReleaseFormat]
    min_confidence: float
    created_at: datetime
    finished_at: datetime | None
