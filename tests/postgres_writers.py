"""Writers through our units of work, as clients with idempotency keys are: what they were told is kept outside."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event, Lock, Thread
from uuid import UUID

import attrs
from sqlalchemy import text

from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing.builders import a_key, a_receipt, a_speaker, an_instant
from shrutik_http.edge.repeating import Repeating
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

WRITERS = 4
# A client asks again, with its key, a little after each 503.
PAUSE_SECONDS = 0.1
_LONG_AGO = an_instant(-90_000)


@attrs.define
class Told:
    """What clients were told.

    Attributes:
        voices: that were acknowledged, by the number of the key.
        at: when each was, in seconds of one clock.
        refusals: answers 503.
        others: answers that nobody should get.
    """

    voices: dict[int, UUID] = attrs.field(factory=dict)
    at: list[float] = attrs.field(factory=list)
    refusals: int = 0
    others: list[Exception] = attrs.field(factory=list)
    _lock: Lock = attrs.field(factory=Lock)

    def acknowledge(self, number: int, voice: UUID) -> None:
        """A call was answered."""
        with self._lock:
            self.voices[number] = voice
            self.at.append(time.monotonic())

    @property
    def longest_gap(self) -> float:
        """Seconds between two answers that followed each other."""
        return max(later - earlier for earlier, later in zip(self.at, self.at[1:], strict=False))


@attrs.define
class Writers:
    """Clients that each add voices, one call after the other."""

    units: PostgresUnitsOfWork
    told: Told = attrs.field(factory=Told)
    numbers: Iterator[int] = attrs.field(factory=lambda: count(1))
    attempts: Iterator[int] = attrs.field(factory=lambda: count(1_000))
    over: Event = attrs.field(factory=Event)

    def write(self) -> None:
        """Call after call, until it is over."""
        while not self.over.is_set():
            number = next(self.numbers)
            try:
                self.told.acknowledge(number, self._answered(number))
            except Exception as error:  # noqa: BLE001 - told to the test
                self.told.others.append(error)
                return

    def _answered(self, number: int) -> UUID:
        while True:
            try:
                return Repeating(self.units.commits_begun).run(lambda: self._call(number), once=True)
            except Unavailable:
                self.told.refusals += 1
                time.sleep(PAUSE_SECONDS)

    def _call(self, number: int) -> UUID:
        voice = a_speaker(next(self.attempts))
        with self.units() as work:
            receipt = a_receipt(number, idempotency_key=a_key(number), subjects=(voice.id,))
            first = work.receipts.keep_first(receipt, _LONG_AGO)
            if first is not None:
                return first.subjects[0]
            work.speakers.add(voice)
            work.commit()
        return voice.id


@contextmanager
def writing(units: PostgresUnitsOfWork) -> Iterator[Told]:
    """What several clients are told while this lasts; all of them have ended afterwards."""
    writers = Writers(units)
    threads = [Thread(target=writers.write, daemon=True) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield writers.told
    finally:
        writers.over.set()
        for thread in threads:
            thread.join(60)


def kept(units: PostgresUnitsOfWork) -> tuple[set[UUID], set[UUID]]:
    """The voices that are there, and those that receipts name."""
    with units._engine.connect() as connection:
        voices = set(connection.scalars(text("SELECT id FROM speakers")))
        named = set(connection.scalars(text("SELECT unnest(subjects) FROM receipts")))
    return voices, named
