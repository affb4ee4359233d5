"""Reports that a person makes at once: the most that may wait is kept."""

import pytest

from shrutik_core.chunking.chunk import Settler
from shrutik_core.people.roles import Actor, Role
from shrutik_core.review.report import MOST_WAITING
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ClipReportId
from shrutik_core.testing.builders import a_chunk, a_contributor, an_id
from shrutik_core.testing.contracts.base import waits_for_commit
from shrutik_core.testing.contracts.clip_reports import a_report
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.releases.request_release import ReadReleases
from shrutik_core.use_cases.review.report_clips import ReportClips
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.clock import MemoryClock
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.ids import SystemIds

MINA = Actor(a_contributor(1).id, Role.ADMIN)


def test_the_last_room_is_given_once(units_of_work: PostgresUnitsOfWork) -> None:
    chunks = [a_chunk(number).settle("গান", 0.9, Settler.CONSENSUS) for number in range(1, MOST_WAITING + 2)]
    set_stage(units_of_work, people=1)
    keep(units_of_work, *chunks)
    with units_of_work() as work:
        for number, chunk in enumerate(chunks[: MOST_WAITING - 1], 1):
            work.clip_reports.put(a_report(number, chunk=chunk.id))
        work.commit()
    clock, ids = MemoryClock(), SystemIds()
    releases = ReadReleases(units_of_work, MemoryBlobStore(), clock, ids)
    report = ReportClips(units_of_work, clock, ids, ReadChunks(units_of_work), releases)
    with units_of_work() as work:
        work.contributors.find(MINA.id, lock=True)
        work.clip_reports.put(a_report(MOST_WAITING, id=ClipReportId(an_id(999, 46)), chunk=chunks[-2].id))
        with pytest.raises(Conflict) as error:
            waits_for_commit(work, lambda: report.of_chunk(MINA, chunks[-1].id, "It is cut."))
    assert error.value.code == "reports_waiting"
