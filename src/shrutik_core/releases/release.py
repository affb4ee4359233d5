"""A release: a numbered, unchanging dataset, and its life."""

from datetime import datetime
from enum import StrEnum

import attrs
import regex

from shrutik_core.releases.selection import Selection
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import ContributorId, ReleaseId
from shrutik_core.shared.lives import Life

declare(
    Invalid, "release_name_invalid", "This cannot be a release's name.", {"most": "Characters that a name may have."}
)

LONGEST_RELEASE_NAME = 64
RELEASE_NAME_RULE = r"[a-z0-9]((\.?[a-z0-9_-])*\.?[a-z0-9])?"
_MOST = {"most": LONGEST_RELEASE_NAME}
_NAME = regex.compile(RELEASE_NAME_RULE)


class ReleaseStatus(StrEnum):
    """Where a release is in its life."""

    REQUESTED = "requested"
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"
    SUPERSEDED = "superseded"


RELEASE_LIFE = Life(
    "release",
    {
        ReleaseStatus.REQUESTED: frozenset({ReleaseStatus.BUILDING}),
        ReleaseStatus.BUILDING: frozenset({ReleaseStatus.READY, ReleaseStatus.FAILED}),
        ReleaseStatus.FAILED: frozenset({ReleaseStatus.BUILDING}),
        ReleaseStatus.READY: frozenset({ReleaseStatus.SUPERSEDED}),
        ReleaseStatus.SUPERSEDED: frozenset(),
    },
)


def check_release_name(name: str) -> str:
    """The name, if it can stand in a file name.

    Raises:
        Invalid: ``release_name_invalid``.
    """
    if len(name) > LONGEST_RELEASE_NAME or not _NAME.fullmatch(name):
        detail = "A release's name has 1 to 64 characters out of a-z, 0-9, '.', '_' and '-'."
        raise Invalid("release_name_invalid", detail, errors=[FieldError("name", detail)], extra=_MOST)
    return name


@attrs.frozen
class ReleaseFile:
    """One file of a release.

    Attributes:
        name: unique in its release, e.g. ``manifest.jsonl``.
        key: in the blob store.
        size: bytes.
        sha256: 64 hexadecimal characters.
        media_type: e.g. ``text/csv``.
    """

    name: str
    key: str
    size: int
    sha256: str
    media_type: str


@attrs.frozen
class Release:
    """A numbered dataset; nothing in it changes once it is ready.

    Attributes:
        id: UUIDv7.
        name: with ``version`` unique, e.g. ``bn-read``.
        version: 1, 2, 3 ... for each name.
        selection: which chunks go out.
        requested_by: who asked.
        created_at: UTC.
        status: where it is in its life.
        progress: 0 to 1.
        clips: chunks in it.
        seconds: of audio in it.
        files: empty until it is ready.
        digest: SHA-256 over the checksums of all files; empty until it is ready.
        error: why it failed; empty if it did not.
        finished_at: UTC; None until ready or failed.
    """

    id: ReleaseId
    name: str = attrs.field(converter=check_release_name)
    version: int
    selection: Selection
    requested_by: ContributorId
    created_at: datetime
    status: ReleaseStatus = ReleaseStatus.REQUESTED
    progress: float = 0.0
    clips: int = 0
    seconds: float = 0.0
    files: tuple[ReleaseFile, ...] = ()
    digest: str = ""
    error: str = ""
    finished_at: datetime | None = None

    @property
    def title(self) -> str:
        """Name and version, as in a file name: ``bn-read-v3``."""
        return f"{self.name}-v{self.version}"

    def build(self) -> "Release":
        """The release as its building begins (again)."""
        if self.status is ReleaseStatus.BUILDING:
            return self
        return attrs.evolve(self, status=RELEASE_LIFE.step(self.status, ReleaseStatus.BUILDING), progress=0.0, error="")

    def finish(
        self, files: tuple[ReleaseFile, ...], digest: str, clips: int, seconds: float, now: datetime
    ) -> "Release":
        """The release as it is ready for good."""
        status = RELEASE_LIFE.step(self.status, ReleaseStatus.READY)
        return attrs.evolve(
            self,
            status=status,
            files=files,
            digest=digest,
            clips=clips,
            seconds=seconds,
            progress=1.0,
            finished_at=now,
        )

    def fail(self, error: str, now: datetime) -> "Release":
        """The release as its building ends in vain."""
        status = RELEASE_LIFE.step(self.status, ReleaseStatus.FAILED)
        return attrs.evolve(self, status=status, error=error, finished_at=now)


def release_key(release: ReleaseId, name: str) -> str:
    """Where a file of a release lies in the blob store."""
    return f"releases/{release}/{name}"
