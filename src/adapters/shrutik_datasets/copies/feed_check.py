"""A series' withdrawal feed, held against what a copy still has."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.told import ToldRelease
from shrutik_core.releases.copies.withdrawn_file import NAME as WITHDRAWN
from shrutik_core.releases.copies.withdrawn_file import WithdrawnFile
from shrutik_core.releases.delta.place import placed
from shrutik_core.releases.feed.check import SeenFeed, check_feed
from shrutik_core.releases.feed.feed import withdrawn_now
from shrutik_core.releases.feed.head import SignedHead
from shrutik_core.releases.feed.row import FeedAction, FeedRow
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.releases.signing.release_signature import Holds
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_datasets.copies.copy_folder import CopyFolder


@attrs.frozen
class SignedFeed:
    """A feed as it was fetched.

    Attributes:
        address: where from.
        rows: as far as its head speaks of them.
        head: what proves them.
    """

    address: str
    rows: Sequence[FeedRow]
    head: SignedHead

    def of(self, version: int) -> dict[str, FeedRow]:
        """The clips of a version that are withdrawn now, each with the row that says so."""
        return {clip: row for clip, row in withdrawn_now(self.rows).items() if version in row.releases}


@attrs.frozen
class FeedCheck:
    """A feed, and what it is believed by.

    Attributes:
        feed: that was fetched.
        key: the newest that is trusted.
        holds: checks one Ed25519 signature.
        now: with a time zone.
    """

    feed: SignedFeed
    key: ReleaseKey
    holds: Holds
    now: datetime

    def seen(self, series: str, before: SeenFeed | None) -> SeenFeed:
        """Let the feed pass, and what is to be remembered of it.

        Args:
            series: that the copy is of.
            before: what was remembered of it last time.

        Raises:
            Invalid: what `check_feed` raises.
        """
        rows, head = self.feed.rows, self.feed.head
        return check_feed(rows, head, series=series, key=self.key, holds=self.holds, now=self.now, seen=before)

    def faults(
        self, folder: CopyFolder, told: ToldRelease, taken: WithdrawnFile | None, shards: Iterable[str]
    ) -> Iterator[CopyFault]:
        """What a copy has and should not have, or lacks and should have."""
        try:
            self.seen(told.series, taken.seen if taken else None)
        except Invalid as error:
            yield CopyFault(self.feed.address, error.detail)
            return
        gone = taken.clips if taken else {}
        asked = {row.clip for row in self.feed.rows if row.action is FeedAction.DELETE and told.version in row.releases}
        for clip in gone.keys() - asked:
            yield CopyFault(WITHDRAWN, "the feed asks nobody to withdraw it; take a copy that still has it", clip)
        wanted = self.feed.of(told.version)
        left = wanted.keys() - gone.keys()
        if left:
            yield from _still_here(folder, shards, {clip: wanted[clip] for clip in left})


def _still_here(folder: CopyFolder, shards: Iterable[str], wanted: dict[str, FeedRow]) -> Iterator[CopyFault]:
    for shard in shards:
        try:
            for text in folder.manifest_lines(shard):
                row = wanted.get(placed(text.decode()).clip)
                if row and not read_line(text).blank:
                    when = f"it was withdrawn on {row.at.date()} (row {row.seq}) and is still here"
                    yield CopyFault(folder.manifest(shard), f"{when}; apply the withdrawals", row.clip)
        except (Missing, Invalid, UnicodeDecodeError):  # named already
            continue
