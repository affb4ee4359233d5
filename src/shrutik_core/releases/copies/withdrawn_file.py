"""``withdrawn.jsonl``: what was taken out of a copy of a release, so that the copy still leads to the signed root.

Its first line says which feed it follows; then comes a line for each clip, in the order of the manifest, with the
leaves of the release's tree that its sound and its line had, and one for each other file that was written anew, with
the leaf that it had. Every line is canonical JSON.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs
import regex

from shrutik_core.releases.canonical import canonical_json, read_canonical
from shrutik_core.releases.feed.check import SeenFeed, read_seen
from shrutik_core.releases.paths import check_path
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "withdrawn_malformed", "This is not what applying withdrawals writes.")

NAME = "withdrawn.jsonl"
STAGING = ".withdrawing"
"""Folder in a copy where files are made ready while withdrawals are applied to it."""
FORM = 1
"""Of the file; a reader refuses any other."""
_CLIP = regex.compile("[0-9a-f]{32}")
_SHARD = regex.compile(r"[a-z]{1,32}-[0-9]{5,9}")
_HASH = regex.compile("[0-9a-f]{64}")


@attrs.frozen
class TakenOut:
    """A clip that was made blank.

    Attributes:
        clip: pseudonym.
        shard: name.
        row: number of the row of the feed that asked for it, 1 and up.
        sound: leaf of its sound in the tree of its shard as released, 32 bytes.
        line: leaf of its line in the tree of its manifest as released, 32 bytes.

    Raises:
        Invalid: ``withdrawn_malformed``.
    """

    clip: str
    shard: str
    row: int
    sound: bytes
    line: bytes

    def __attrs_post_init__(self) -> None:
        leaves = len(self.sound) == len(self.line) == 32
        if not (_CLIP.fullmatch(self.clip) and _SHARD.fullmatch(self.shard) and self.row > 0 and leaves):
            raise _malformed(f"clip {self.clip[:40]!r}")

    @property
    def text(self) -> str:
        """Its line."""
        leaves = {"sound": self.sound.hex(), "line": self.line.hex()}
        return canonical_json({"clip": self.clip, "shard": self.shard, "row": self.row, **leaves})


@attrs.frozen
class WithdrawnFile:
    """All that was taken out of a copy.

    Attributes:
        release: title.
        seen: of the feed that it follows.
        clips: that are blank now, by pseudonym.
        files: leaves, as released, of files that were written anew, by path.
    """

    release: str
    seen: SeenFeed
    clips: Mapping[str, TakenOut] = attrs.field(factory=dict)
    files: Mapping[str, bytes] = attrs.field(factory=dict)

    def lines(self) -> Iterator[str]:
        """The file, line by line, without their ends; the same always gives the same."""
        yield canonical_json({"form": FORM, "release": self.release, "seen": read_canonical(self.seen.text)})
        for taken in sorted(self.clips.values(), key=lambda one: (one.shard, one.clip)):
            yield taken.text
        for path, leaf in sorted(self.files.items()):
            yield canonical_json({"file": path, "leaf": leaf.hex()})


def read_withdrawn(lines: Iterable[str]) -> WithdrawnFile:
    """What the lines of such a file say.

    Raises:
        Invalid: ``withdrawn_malformed``, ``statement_malformed`` and what `read_seen` raises.
    """
    told = map(read_canonical, lines)
    head = next(told, {})
    if head.keys() != {"form", "release", "seen"} or head["form"] != FORM or not isinstance(head["release"], str):
        raise _malformed("its first line")
    clips: dict[str, TakenOut] = {}
    files: dict[str, bytes] = {}
    for said in told:
        if said.keys() == {"clip", "shard", "row", "sound", "line"}:
            taken = _taken(said)
            clips[taken.clip] = taken
        elif said.keys() == {"file", "leaf"} and isinstance(said["file"], str):
            files[check_path(said["file"])] = _leaf(said["leaf"])
        else:
            raise _malformed(canonical_json(said)[:80])
    return WithdrawnFile(head["release"], read_seen(canonical_json(head["seen"])), clips, files)


def _taken(said: Mapping[str, object]) -> TakenOut:
    clip, shard, row = said["clip"], said["shard"], said["row"]
    if not isinstance(clip, str) or not isinstance(shard, str) or type(row) is not int:
        raise _malformed("a clip")
    return TakenOut(clip, shard, row, _leaf(said["sound"]), _leaf(said["line"]))


def _leaf(said: object) -> bytes:
    if not isinstance(said, str) or not _HASH.fullmatch(said):
        raise _malformed("a leaf")
    return bytes.fromhex(said)


def _malformed(what: str) -> Invalid:
    return Invalid("withdrawn_malformed", f"{NAME} is not as it was written ({what}); take the file from a copy.")
