"""Report a clip: something is wrong with it, so it stays out of the next release until a reviewer has looked."""

from collections.abc import Callable

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.review.report import ClipReport, check_may_report
from shrutik_core.review.reported import review_of_report
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import ChunkId, ClipReportId, ReleaseId, ReviewId
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.releases.request_release import ReadReleases
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import voice_withdrawn

declare(Conflict, "chunk_not_settled", "Nobody has settled this clip.")
declare(Missing, "clip_missing", "The release has no such clip.")


@attrs.frozen
class ReportClips:
    """Keeps what people who heard or downloaded a clip say is wrong with it, and asks a reviewer to look.

    Attributes:
        units_of_work: where chunks are kept.
        clock: tells when something was reported.
        ids: names reports and reviews.
        chunks: says who may hear a chunk.
        releases: says who may read a release.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    chunks: ReadChunks
    releases: ReadReleases

    def of_chunk(self, actor: Actor, chunk_id: ChunkId, reason: str) -> ClipReport:
        """The report of a settled chunk that the actor may see; told again, the last reason counts.

        Raises:
            Conflict: ``chunk_not_settled``; ``report_answered`` or ``reports_waiting``; ``policies_unreadable``.
            Gone: ``voice_withdrawn``.
            Invalid: ``report_reason`` or ``text_invalid``.
            Missing: ``chunk_missing``.
            Refused: ``transcribe_first``.
        """
        self.chunks.show(actor, chunk_id)
        return self._report(actor, lambda _: chunk_id, reason)

    def of_release(self, actor: Actor, release_id: ReleaseId, clip: str, reason: str) -> ClipReport:
        """The report of a clip by the id that it has in a release's manifest; told again, the last reason counts.

        Raises:
            Conflict: ``chunk_not_settled`` if it was opened again since; ``report_answered`` or ``reports_waiting``.
            Gone: ``voice_withdrawn``.
            Invalid: ``report_reason`` or ``text_invalid``.
            Missing: ``release_missing`` or ``clip_missing``.
            Refused: ``not_permitted``.
        """
        self.releases.get(actor, release_id)
        return self._report(actor, lambda uow: uow.releases.chunk_of(release_id, clip), reason)

    def _report(self, actor: Actor, which: Callable[[UnitOfWork], ChunkId | None], reason: str) -> ClipReport:
        with self.units_of_work() as uow:
            # Of reports that are made at once, each counts those before.
            uow.contributors.find(actor.id, lock=True)
            chunk_id = which(uow)
            chunk = None if chunk_id is None else uow.chunks.find(chunk_id, lock=True)
            if chunk is None:
                raise Missing("clip_missing", "The release has no clip of this id; its manifest lists them.")
            _check_settled(chunk)
            now = self.clock.now()
            report = uow.clip_reports.find(chunk.id, actor.id)
            if report is None:
                check_may_report(uow.clip_reports.count_waiting(actor.id))
                report = ClipReport(ClipReportId(self.ids.new()), chunk.id, actor.id, reason, now)
                add_entry(uow, self.ids, now, actor, "chunk.reported", chunk.id)
            else:
                report = report.say(reason)
            uow.clip_reports.put(report)
            self._ask(uow, chunk)
            uow.commit()
        return report

    def _ask(self, uow: UnitOfWork, chunk: Chunk) -> None:
        """See to it that a reviewer is asked, who sees all: a report comes before a second look."""
        queued = uow.reviews.find_queued(chunk.id, lock=True)
        asked = review_of_report(ReviewId(self.ids.new()), chunk, queued, self.clock.now())
        if queued is None:
            uow.reviews.queue(asked)
        elif asked != queued:
            uow.reviews.save(asked)


def _check_settled(chunk: Chunk) -> None:
    if chunk.status is ChunkStatus.WITHDRAWN:
        raise voice_withdrawn()
    if chunk.status is not ChunkStatus.SETTLED:
        detail = f"This clip is {chunk.status}: people who transcribe or review it have it before them anyway."
        raise Conflict("chunk_not_settled", detail)
