"""Series: their feeds, the feeds' heads, and the keys that sign them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Self

import attrs

from shrutik_core.releases.feed.head import write_signed_head
from shrutik_core.releases.signing.key_list import write_key_list
from shrutik_core.use_cases.withdrawal.read_series_feed import ReadSeriesFeed
from shrutik_http.call import Call
from shrutik_http.media import Streamed
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Document
from shrutik_http.series.messages import SeriesFeedQuery
from shrutik_http.wiring import Wiring

LINES = "application/jsonl"
_TEXT = "text/plain; charset=utf-8"
# Some 300 kB.
_IN_A_BLOCK = 1_000


@attrs.frozen
class SeriesResource:
    """What answers when holders of a copy ask."""

    read_series_feed: ReadSeriesFeed

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.read_series_feed())

    def feed(self, call: Call[None, SeriesFeedQuery]) -> Streamed:
        """Send the rows of a feed."""
        name, after = call.path["name"], call.query.after
        part = self.read_series_feed.rows(name, after)
        tag = f'"{after}-{part.tip.seq}-{part.tip.hash}"'
        return Streamed(LINES, "withdrawals.jsonl", _blocks(part.lines), tag)

    def head(self, call: Call[None, NoQuery]) -> Document:
        """Send the signed head of a feed."""
        return Document(write_signed_head(self.read_series_feed.head(call.path["name"])).encode(), _TEXT)

    def keys(self, _call: Call[None, NoQuery]) -> Document:
        """Send the public key, and how it came to be the one that signs."""
        found = self.read_series_feed.keys()
        return Document(write_key_list(found.key, found.successions).encode(), _TEXT)


def _blocks(lines: Iterable[str]) -> Iterator[bytes]:
    remaining = iter(lines)
    while some := list(islice(remaining, _IN_A_BLOCK)):
        yield "".join(f"{line}\n" for line in some).encode()
