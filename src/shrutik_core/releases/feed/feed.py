"""Adding to a series' feed, and what follows from it: which clips are withdrawn now."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from shrutik_core.releases.feed.row import FeedAction, FeedRow, FeedTip, is_clip, read_row
from shrutik_core.releases.withdrawn_clip import WithdrawalReason


def next_row(
    tip: FeedTip, at: datetime, series: str, clip: str, releases: Iterable[int], reason: WithdrawalReason
) -> FeedRow:
    """The row that follows a feed's end.

    Args:
        tip: where the feed ends.
        at: now, with a time zone.
        series: the name of the releases.
        clip: its pseudonym in the series.
        releases: the versions that hold it, in any order.
        reason: why.

    Raises:
        Invalid: ``feed_malformed`` or ``release_name_invalid``.
    """
    return FeedRow(tip.seq + 1, tip.hash, at, series, clip, tuple(sorted(set(releases))), reason)


def next_rows(
    tip: FeedTip, at: datetime, series: str, told: Mapping[str, Iterable[int]], reason: WithdrawalReason
) -> Iterator[FeedRow]:
    """The rows that follow a feed's end, one for each clip, in order of the clips' names.

    Args:
        tip: where the feed ends.
        at: now, with a time zone.
        series: the name of the releases.
        told: the versions that hold each clip; what is no pseudonym of a series is passed over, for releases that were
            built before clips had any are not signed, and have but feeds of their own.
        reason: why.

    Raises:
        Invalid: ``feed_malformed`` or ``release_name_invalid``.
    """
    for clip in sorted(filter(is_clip, told)):
        row = next_row(tip, at, series, clip, told[clip], reason)
        yield row
        tip = row.tip


def write_feed(rows: Iterable[FeedRow]) -> str:
    """The feed as JSON Lines."""
    return "".join(f"{row.line}\n" for row in rows)


def read_feed(text: str) -> tuple[FeedRow, ...]:
    """The rows of a feed; whether they hang together is for `check_feed` to say.

    Raises:
        Invalid: ``feed_malformed``, ``statement_malformed`` or ``release_name_invalid``.
    """
    return tuple(read_row(line) for line in text.removesuffix("\n").split("\n")) if text else ()


def withdrawn_now(rows: Iterable[FeedRow]) -> dict[str, FeedRow]:
    """The clips that are to be taken out of copies, each with the row that says so.

    Args:
        rows: of a feed that was checked, in order; a later row of a clip counts more than an earlier one.
    """
    found: dict[str, FeedRow] = {}
    for row in rows:
        if row.action is FeedAction.DELETE:
            found[row.clip] = row
        else:
            found.pop(row.clip, None)
    return found
