"""Sums over collections, as readings: of the largest each by itself, of all others together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.metrics.catalogue import CHUNK_SECONDS, CHUNKS, PEOPLE, RECORDED, RECORDINGS
from shrutik_core.metrics.metric import OTHER, GaugeReading, Metric

MOST_COLLECTIONS = 100
"""That are told apart; readings of them all stay far below what a metric keeps."""


@attrs.frozen
class CollectionAmount:
    """How much there is of a collection in one state.

    Attributes:
        collection: its slug.
        language: of the collection.
        status: of the things; empty for people.
        number: how many.
        seconds: how long they last together.
    """

    collection: str
    language: str
    status: str
    number: int
    seconds: float = 0.0


@attrs.frozen
class CollectionAmounts:
    """How much there is of all collections.

    Attributes:
        recordings: by collection and status.
        chunks: likewise.
        people: who sent something lately, by collection.
    """

    recordings: tuple[CollectionAmount, ...] = ()
    chunks: tuple[CollectionAmount, ...] = ()
    people: tuple[CollectionAmount, ...] = ()

    def readings(self) -> tuple[GaugeReading, ...]:
        """One for each collection and status, and one for all collections beyond the `MOST_COLLECTIONS` largest."""
        size = Counter[str]()
        for one in (*self.recordings, *self.chunks):
            size[one.collection] += one.number
        # The order is by name where sizes are equal, so that two looks tell the same ones apart.
        apart = {name for name, _ in sorted(size.items(), key=lambda item: (-item[1], item[0]))[:MOST_COLLECTIONS]}
        return (
            *_summed(self.recordings, apart, RECORDINGS, RECORDED),
            *_summed(self.chunks, apart, CHUNKS, CHUNK_SECONDS),
            *_summed(self.people, apart, PEOPLE),
        )


def _summed(
    amounts: Iterable[CollectionAmount], apart: set[str], number: Metric, seconds: Metric | None = None
) -> Iterator[GaugeReading]:
    numbers, lengths = Counter[tuple[str, ...]](), defaultdict[tuple[str, ...], float](float)
    for one in amounts:
        whose = (one.collection, one.language) if one.collection in apart else (OTHER, OTHER)
        values: tuple[str, ...] = (*whose, one.status) if one.status else whose
        numbers[values] += one.number
        lengths[values] += one.seconds
    for values, total in numbers.items():
        yield GaugeReading(number, values, float(total))
        if seconds is not None:
            yield GaugeReading(seconds, values, lengths[values])
