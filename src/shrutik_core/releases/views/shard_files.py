"""One file for each shard, ended when the next one begins."""

from collections.abc import Iterator

import attrs

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.view import Piece, ReleaseAbout
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "clip_out_of_order", "A manifest names a clip of a shard that was complete, or of none.")

_NONE = (-1, "")


@attrs.define
class ShardFiles:
    """Which file a clip's line stands in, by its shard; a shard of which no clip comes has an empty file.

    Attributes:
        about: tells the shards.
        pattern: of the files' names, of ``{split}``, ``{count}`` (of its shards), ``{number}`` (of the shard in it,
            from 0) and ``{shard}``.
    """

    about: ReleaseAbout
    pattern: str
    _shard: str = attrs.field(default="", init=False)
    _found: tuple[int, str] = attrs.field(default=_NONE, init=False)
    _left: Iterator[tuple[str, int, str]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._left = self._all()

    def _all(self) -> Iterator[tuple[str, int, str]]:
        for split, shards in self.about.shards.items():
            for number, shard in enumerate(shards):
                yield shard, number, self.name(split, number, shard)

    def name(self, split: str, number: int, shard: str) -> str:
        """The file of a shard."""
        return self.pattern.format(split=split, number=number, shard=shard, count=len(self.about.shards[split]))

    def of(self, clip: ManifestLine) -> tuple[int, str, list[Piece]]:
        """The number of the clip's shard in its split, the name of its file, and the pieces that end what came before.

        Raises:
            Invalid: ``clip_out_of_order``.
        """
        if clip.shard == self._shard:
            return (*self._found, [])
        ended = self._end()
        for shard, number, name in self._left:
            if shard == clip.shard:
                self._shard, self._found = shard, (number, name)
                return number, name, ended
            ended += [(name, ""), (name, None)]
        raise Invalid(
            "clip_out_of_order", f"Clip {clip.clip} is of shard {clip.shard}, which is not the next; sort the manifest."
        )

    def close(self) -> list[Piece]:
        """The pieces that end the last file, and make those of shards that did not come."""
        return [*self._end(), *((name, piece) for _, _, name in self._left for piece in ("", None))]

    def _end(self) -> list[Piece]:
        before, self._found, self._shard = self._found, _NONE, ""
        return [(before[1], None)] if before[1] else []
