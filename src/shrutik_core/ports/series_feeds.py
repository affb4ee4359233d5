"""The repository of series' feeds: one chain of rows for all versions of a release's name, and its signed head."""

from collections.abc import Sequence
from typing import Protocol

from shrutik_core.releases.feed.head import SignedHead
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.shared.errors import Missing, declare

declare(Missing, "series_missing", "There is no release of this name yet.")


class SeriesFeeds(Protocol):
    """Feeds by the series' name; `WithdrawalFeed` adds their rows, and nothing changes or removes one."""

    def exists(self, series: str) -> bool:
        """Whether a release of this name is ready, or was: before that, nobody can hold a copy."""
        ...

    def tip(self, series: str) -> FeedTip:
        """Where the feed ends."""
        ...

    def lines(self, series: str, after: int, most: int) -> Sequence[str]:
        """Rows as they stand in the feed, without line ends, in order.

        Args:
            series: the name of the releases.
            after: the row before the first, 0 and up.
            most: how many at most, 1 and up.
        """
        ...

    def head(self, series: str) -> SignedHead | None:
        """The last statement; None if there was none."""
        ...

    def alone(self, series: str) -> None:
        """Let nobody else keep a head of the series until this unit of work ends; others wait here."""
        ...

    def keep_head(self, signed: SignedHead) -> None:
        """Keep a statement in place of the last one; whoever calls was let `alone`."""
        ...
