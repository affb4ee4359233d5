"""Re-chunking: whether a recording that was cut may be cut anew, and what became of it; no typed text is ever lost."""

from enum import StrEnum

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus


class Rechunked(StrEnum):
    """What becomes of a recording that is to be cut anew."""

    CUT = "cut"
    SAME = "same"
    TYPED = "typed"
    LENT = "lent"
    WHOLE = "whole"
    CHANGED = "changed"
    FAILED = "failed"


SENTENCES = {
    Rechunked.CUT: "cut anew",
    Rechunked.SAME: "the cuts are the same, so the clips stay",
    Rechunked.TYPED: "somebody typed, reviewed or used one of its clips, so all of them stay",
    Rechunked.LENT: "a clip is lent, or was and its text may still come, so all of them stay",
    Rechunked.WHOLE: "it was brought as one clip, and stays one",
    Rechunked.CHANGED: "it changed meanwhile, or its collection's rules did: run this again",
    Rechunked.FAILED: "it could not be cut and stays as it is",
}
"""Each outcome in words."""

_UNTOUCHED = frozenset({ChunkStatus.OPEN, ChunkStatus.SILENT})


@attrs.frozen
class RecordingClips:
    """All clips of a recording, and what people did with them.

    Attributes:
        chunks: in order of index.
        typed: texts that people typed for them, those for gold items included; 0 or more.
        awaited: tasks whose text may still come, because they are lent or ran out; 0 or more.
        marked: reviews, gold items and places in releases that they have; 0 or more.
    """

    chunks: tuple[Chunk, ...]
    typed: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    awaited: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    marked: int = attrs.field(default=0, validator=attrs.validators.ge(0))

    @property
    def hindrance(self) -> Rechunked | None:
        """Why the clips have to stay: ``TYPED`` or ``LENT``; None if others may take their place.

        A skip is no hindrance: it says that nobody wants the clip as it is.
        """
        touched = any(chunk.status not in _UNTOUCHED or chunk.votes for chunk in self.chunks)
        if touched or self.typed or self.marked:
            return Rechunked.TYPED
        return Rechunked.LENT if self.awaited else None
