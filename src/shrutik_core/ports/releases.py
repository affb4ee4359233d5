"""The repository of releases."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.releases.row import ClipOutline, ReleaseMember, ReleaseRow, Weighed
from shrutik_core.releases.selection import Selection
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, ReleaseId
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "release_missing", "There is no such release.")


class Releases(Protocol):
    """Releases; no two have the same name and version."""

    def add(self, release: Release) -> None:
        """Keep a new one.

        Raises:
            Conflict: ``release_exists`` if name and version are taken.
        """
        ...

    def save(self, release: Release) -> None:
        """Keep what changed.

        Raises:
            Missing: ``release_missing``.
        """
        ...

    def find(self, release: ReleaseId, *, lock: bool = False) -> Release | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def next_version(self, name: str) -> int:
        """One more than the name's highest version, or 1; others who ask wait for the end of this unit of work."""
        ...

    def series(self, name: str) -> tuple[Release, ...]:
        """All versions of a name, the first first; others who ask, here or by `next_version`, wait as they do there."""
        ...

    def page(self, request: PageRequest, status: ReleaseStatus | None = None) -> Page[Release]:
        """All, or those of one status, newest first."""
        ...

    def rows(self, selection: Selection) -> Iterator[ReleaseRow]:
        """What may go out, in order of recording and index, streamed with bounded memory.

        Settled chunks of the collections that the selection does not leave out, see `ReleaseCandidate`; whose speaker's
        latest consent for the collection lets them, see `may_publish`; and neither whose sender's nor whose speaker's
        account is disabled; with the traits that the speaker lets go out.
        """
        ...

    def outline(self, selection: Selection, *, measured: bool | None = None) -> Iterator[ClipOutline]:
        """What `rows` would give, in any order, as far as a plan asks; streamed with bounded memory.

        Args:
            selection: what goes out.
            measured: only those that were decoded, or only those that were not; None for all.
        """
        ...

    def held_rows(self, release: ReleaseId, shard: str) -> Iterator[ReleaseRow]:
        """The rows of the members that are remembered as lying in this shard, in any order.

        One that may not go out any more, whatever the selection says, is not among them.
        """
        ...

    def weigh(self, selection: Selection) -> Iterator[Weighed]:
        """Every chunk of the collections, in any order, with the reason for which `rows` would leave it out."""
        ...

    def keep_members(self, release: ReleaseId, members: Iterable[ReleaseMember]) -> None:
        """Remember which chunks are in a release, in place of what was remembered."""
        ...

    def add_members(self, release: ReleaseId, members: Sequence[ReleaseMember]) -> None:
        """Remember some more of them."""
        ...

    def agreed_members(self, release: ReleaseId) -> int:
        """How many of the chunks that are remembered are not withdrawn, while consent to both purposes stands.

        Whoever calls was let alone by `WithdrawalFeed.alone`, so that the answer holds until the unit of work ends.
        """
        ...

    def people(self, release: ReleaseId) -> Sequence[ContributorId]:
        """The accounts whose own voices are in it and may still go out, as `agreed_members` counts them.

        All members are read for it, however few the people are: so it is asked once, not page by page.

        Args:
            release: whose members are remembered.

        Returns:
            In the order of their ids.
        """
        ...

    def successor(self, release: Release) -> Release | None:
        """The newest release of the same name that is ready and of a later version."""
        ...

    def chunk_of(self, release: ReleaseId, clip: str) -> ChunkId | None:
        """The chunk that has this id in the release's manifest; None if none has, or if it was erased."""
        ...

    def with_recording(self, recording: RecordingId) -> tuple[ReleaseId, ...]:
        """The releases that hold a chunk of the recording."""
        ...
