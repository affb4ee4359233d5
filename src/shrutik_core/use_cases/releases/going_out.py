"""Which clips go out in a version: those that are selected, and the frozen test whatever is selected."""

from collections.abc import Iterator

from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.row import ClipOutline
from shrutik_core.releases.selection import Selection
from shrutik_core.releases.splits.ledger import Ledger


def going_out(
    uow: UnitOfWork, selection: Selection, ledger: Ledger, names: Pseudonyms
) -> Iterator[tuple[str, ClipOutline]]:
    """Each clip with its pseudonym; in any order, each once.

    A frozen test is compared from version to version, so no condition of a later selection narrows it; only what may
    not go out any more is missing from it.
    """
    frozen = ledger.frozen.members if ledger.frozen else frozenset()
    held: set[str] = set()
    for outline in uow.releases.outline(selection):
        clip = names.clip(outline.chunk)
        if clip in frozen:
            held.add(clip)
        yield clip, outline
    if held == frozen:
        return
    for outline in uow.releases.outline(Selection(selection.collections, selection.formats)):
        clip = names.clip(outline.chunk)
        if clip in frozen and clip not in held:
            yield clip, outline
