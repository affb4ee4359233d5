"""Clean up: what has run out is ended, forgotten or deleted, now and then."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import attrs

from shrutik_core.audit.origins import ORIGINS_KEPT
from shrutik_core.notices.notice import NOTICES_KEPT
from shrutik_core.people.device import DEVICES_KEPT
from shrutik_core.people.login_attempts import FORGOTTEN_AFTER
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import RecordingId, parse_id
from shrutik_core.shared.receipts import RECEIPT_LIFETIME

_BATCH = 1000
DONE_JOBS_KEPT = timedelta(days=7)
LOG_INS_KEPT = timedelta(days=1)
"""For so long refresh tokens and one-time tokens are kept after they ran out, and sessions after theirs did."""
POST_KEPT = timedelta(days=30)
"""For so long a notice waits for a letter that could not be sent; then its letter says nothing of it any more."""
DELIVERIES_KEPT = timedelta(days=30)
"""For so long what programs were told can be told again."""
# Younger audio without a recording may belong to an upload that is still going on; older was looked at before.
ORPHANS_FROM, ORPHANS_TO = timedelta(days=3), timedelta(hours=6)
# The first 6 of a UUIDv7's 12 hexadecimal digits of time stand for about 4.7 hours.
_PREFIX_DIGITS, _PREFIX_SHIFT = 6, 24


@attrs.frozen
class CleanUp:
    """Marks leases that ran out; forgets receipts, done jobs, log-ins, origins, notices and deliveries of long ago."""

    units_of_work: UnitsOfWork
    clock: Clock

    def __call__(self) -> int:
        """How many rows were touched."""
        now = self.clock.now()
        return (
            self._all(lambda uow: uow.tasks.expire(now, _BATCH))
            + self._all(lambda uow: uow.receipts.forget(now - RECEIPT_LIFETIME, _BATCH))
            + self._all(lambda uow: uow.sessions.forget(now - LOG_INS_KEPT, _BATCH))
            + self._all(lambda uow: uow.one_time_tokens.forget(now - LOG_INS_KEPT, _BATCH))
            + self._all(lambda uow: uow.login_attempts.forget(now - FORGOTTEN_AFTER, _BATCH))
            + self._all(lambda uow: uow.jobs.forget_done(now - DONE_JOBS_KEPT, _BATCH))
            + self._all(lambda uow: uow.audit.forget_origins(now - ORIGINS_KEPT, _BATCH))
            + self._all(lambda uow: uow.notices.forget(now - NOTICES_KEPT, _BATCH))
            + self._all(lambda uow: uow.notice_post.forget(now - POST_KEPT, _BATCH))
            + self._all(lambda uow: uow.known_devices.forget(now - DEVICES_KEPT, _BATCH))
            + self._all(lambda uow: uow.deliveries.forget(now - DELIVERIES_KEPT, _BATCH))
        )

    def _all(self, step: Callable[[UnitOfWork], int]) -> int:
        total = 0
        while True:
            with self.units_of_work() as uow:
                touched = step(uow)
                uow.commit()
            total += touched
            if touched < _BATCH:
                return total


@attrs.frozen
class SweepOrphans:
    """Deletes audio without a recording: its upload never got an answer, or it was written while it was erased."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    clock: Clock

    def __call__(self) -> int:
        """How many blobs, and beginnings of some, were deleted.

        It looks only at ids born in the last three days, so its cost does not grow.
        """
        now = self.clock.now()
        deleted = self.blobs.sweep(now - ORPHANS_TO)
        for prefix in _prefixes(now - ORPHANS_FROM, now - ORPHANS_TO):
            for entry in self.blobs.list(f"recordings/{prefix}"):
                if entry.stored_at < now - ORPHANS_TO and not self._has_recording(entry.key):
                    self.blobs.delete(entry.key)
                    deleted += 1
        return deleted

    def _has_recording(self, key: str) -> bool:
        try:
            recording = RecordingId(parse_id(key.split("/")[1]))
        except Invalid:
            return True  # not a key that an upload makes: not ours to delete
        with self.units_of_work() as uow:
            found = uow.recordings.find(recording)
            return found is not None and not found.erased


def _prefixes(start: datetime, end: datetime) -> Iterator[str]:
    first, last = (int(moment.timestamp() * 1000) >> _PREFIX_SHIFT for moment in (start, end))
    return (f"{value:0{_PREFIX_DIGITS}x}" for value in range(first, last + 1))
