"""Which clips go out in a version: those that are selected, and the frozen test whatever is selected."""

from collections.abc import Iterator

from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.row import ClipOutline
from shrutik_core.releases.selection import Selection
from shrutik_core.use_cases.releases.predecessor import Predecessor


def going_out(
    uow: UnitOfWork, selection: Selection, before: Predecessor, names: Pseudonyms
) -> Iterator[tuple[str, ClipOutline]]:
    """Each clip with its pseudonym; in any order, each once.

    A frozen test is compared from version to version, so nothing that a later selection asks for narrows it, its
    collections neither; only what may not go out any more is missing from it.
    """
    frozen = before.frozen_clips
    held: set[str] = set()
    for outline in uow.releases.outline(selection):
        clip = names.clip(outline.chunk)
        if clip in frozen:
            held.add(clip)
        yield clip, outline
    if held == frozen:
        return
    whatever = Selection(before.tested or selection.collections, selection.formats, synthetic=True)
    for outline in uow.releases.outline(whatever):
        clip = names.clip(outline.chunk)
        if clip in frozen and clip not in held:
            yield clip, outline
