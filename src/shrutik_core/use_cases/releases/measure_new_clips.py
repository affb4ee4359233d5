"""Measure the clips of a selection that nobody has decoded yet, and keep what was found."""

from itertools import islice

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clip_measurer import ClipMeasurer
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.releases.row import ClipOutline
from shrutik_core.releases.selection import Selection
from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.releases.measure_clips import ClipFault, MeasureClips, measure_all

declare(Invalid, "clips_unreadable", "Clips of the release cannot be decoded.")

_AT_ONCE = 2_000
_NAMED = 3


@attrs.frozen
class MeasureNewClips:
    """Decodes each clip once, for this release and all later ones; broken off, it goes on with those that are left."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    measurer: ClipMeasurer
    pool: WorkPool

    def __call__(self, selection: Selection) -> None:
        """Measure them.

        Raises:
            Invalid: ``clips_unreadable`` if some do not decode; the others are measured nevertheless.
        """
        faults: dict[ChunkId, ClipFault] = {}
        while batch := self._unmeasured(selection, faults):
            self._measure(batch, faults)
        # What was withdrawn meanwhile may be gone.
        with self.units_of_work() as uow:
            out = {one.chunk for one in uow.releases.outline(selection, measured=False)} if faults else frozenset()
        at_fault = {chunk: fault for chunk, fault in sorted(faults.items()) if chunk in out}
        if at_fault:
            named = "; ".join(f"chunk {chunk}: {fault.detail}" for chunk, fault in list(at_fault.items())[:_NAMED])
            what_to_do = "Reject them in a review, or bring their files back."
            detail = f"{len(at_fault)} clips cannot go out: {named}. {what_to_do}"
            raise Invalid("clips_unreadable", detail)

    def _unmeasured(self, selection: Selection, faults: dict[ChunkId, ClipFault]) -> list[ClipOutline]:
        with self.units_of_work() as uow:
            new = (one for one in uow.releases.outline(selection, measured=False) if one.chunk not in faults)
            return list(islice(new, _AT_ONCE))

    def _measure(self, batch: list[ClipOutline], faults: dict[ChunkId, ClipFault]) -> None:
        found: dict[ChunkId, MeasuredClip] = {}
        measure = MeasureClips(self.blobs, self.measurer)
        for one, measured in zip(batch, measure_all(self.pool, measure, (one.sound for one in batch)), strict=True):
            if isinstance(measured.found, MeasuredClip):
                found[one.chunk] = measured.found
            else:
                faults[one.chunk] = measured.found
        with self.units_of_work() as uow:
            uow.clip_measures.keep(found)
            uow.commit()
