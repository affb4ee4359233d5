"""A feed that many read while others withdraw, over PostgreSQL: every reader can check what they got."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import attrs
import pytest
from sqlalchemy import Engine

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.feed.check import check_feed
from shrutik_core.releases.feed.feed import read_feed
from shrutik_core.releases.feed.head import SignedHead
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.testing.builders import a_chunk, a_member, a_recording, a_release, a_withdrawal, an_instant
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.use_cases.withdrawal.read_series_feed import ReadSeriesFeed
from shrutik_memory.clock import MemoryClock
from shrutik_memory.release_keyring import MemoryReleaseKeyring
from shrutik_memory.release_signer import MemorySignatureChecker
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

SERIES = "bn-read"
WITHDRAWALS, READERS, READINGS = 4, 4, 12
CLIPS = 3


@pytest.fixture
def units(empty_engine: Engine) -> UnitsOfWork:
    """A release with the clips of one recording for each withdrawal that will come."""
    made = PostgresUnitsOfWork(empty_engine)
    set_stage(made)
    recordings = [a_recording(number) for number in range(2, WITHDRAWALS + 1)]
    numbers = [(one, one * 100 + index) for one in range(1, WITHDRAWALS + 1) for index in range(CLIPS)]
    chunks = [a_chunk(chunk, recording=a_recording(one).id, index=chunk) for one, chunk in numbers]
    ready = a_release(1).build().finish((), "ab" * 32, 3, 8.0, an_instant(1))
    keep(made, *recordings, *chunks, ready, *(a_withdrawal(number) for number in range(1, WITHDRAWALS + 1)))
    with made() as work:
        members = [attrs.evolve(a_member(chunk), clip=f"{chunk:032x}") for _, chunk in numbers]
        work.releases.keep_members(ready.id, members)
        work.commit()
    return made


def test_every_head_that_was_given_out_is_one_of_a_line_and_every_copy_of_the_feed_hangs_together(
    units: UnitsOfWork,
) -> None:
    clock, keyring, begin = MemoryClock(), MemoryReleaseKeyring(), Barrier(WITHDRAWALS + READERS)
    # Each reader is an API process of its own.
    processes = [ReadSeriesFeed(units, clock, keyring) for _ in range(READERS)]

    def withdraw(number: int) -> None:
        begin.wait()
        with units() as work:
            work.withdrawal_feed.alone()
            recordings = [a_recording(number).id]
            work.withdrawal_feed.tell(a_withdrawal(number).id, recordings, WithdrawalReason.RECORDING, clock.now())
            work.commit()

    def follow(process: ReadSeriesFeed) -> list[SignedHead]:
        begin.wait()
        heads, seen = [], None
        for _ in range(READINGS):
            signed = process.head(SERIES)
            rows = read_feed("".join(f"{line}\n" for line in process.rows(SERIES).lines))
            # The feed may have moved on since its head was read; never may it have lost a row.
            checked = {"series": SERIES, "key": keyring().signer.key, "holds": MemorySignatureChecker().holds}
            seen = check_feed(rows[: signed.head.tip.seq], signed, **checked, now=clock.now(), seen=seen)
            heads.append(signed)
        return heads

    with ThreadPoolExecutor(WITHDRAWALS + READERS) as pool:
        telling = [pool.submit(withdraw, number) for number in range(1, WITHDRAWALS + 1)]
        reading = [pool.submit(follow, process) for process in processes]
        told, followed = [one.result(60) for one in telling], [one.result(60) for one in reading]
    assert told == [None] * WITHDRAWALS
    last = processes[0].head(SERIES)
    assert last.head.tip.seq == WITHDRAWALS * CLIPS
    by_version: dict[int, set[str]] = {}
    for signed in [last, *(one for heads in followed for one in heads)]:
        by_version.setdefault(signed.head.version, set()).add(signed.head.text)
    assert {len(texts) for texts in by_version.values()} == {1}
    assert last.head.version <= WITHDRAWALS + 1
    assert max(by_version) == last.head.version
