"""A shard: which clips lie in it, where, and how long it is, known before it is filled."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

import attrs
import regex

from shrutik_core.releases.shards.tar_header import BLOCK, LARGEST_MEMBER, end_bytes, member_bytes
from shrutik_core.shared.errors import Invalid, Missing, declare

declare(Invalid, "shard_clip", "A clip cannot lie in a shard like this.")
declare(Invalid, "shard", "These clips make no shard.")
declare(Missing, "shard_clip_missing", "The shard does not hold this clip.")

SOUND, RECORDING = "flac", "json"
"""What the names of a clip's two members end with."""
_CLIP = regex.compile(r"[0-9a-f]{32}")
_SPLIT = regex.compile(r"[a-z]{1,32}")


class MemberState(StrEnum):
    """What a member holds."""

    FILLED = "filled"
    """What it was released with."""
    BLANK = "blank"
    """Silence of the same size, for the version does not hold the clip."""


@attrs.frozen
class ShardClip:
    """A clip as far as a plan asks.

    Attributes:
        clip: pseudonym, 32 hexadecimal characters.
        split: where it belongs, such as ``train``.
        flac_bytes: size of its sound, 1 byte to 8 GiB less a byte.
        json_bytes: size of its `recording_json`, within the same limits.
        blank: whether an earlier version held it and this one does not: its sound is silence.

    Raises:
        Invalid: ``shard_clip``.
    """

    clip: str
    split: str
    flac_bytes: int
    json_bytes: int
    blank: bool = False

    def __attrs_post_init__(self) -> None:
        known = _CLIP.fullmatch(self.clip) and _SPLIT.fullmatch(self.split)
        if not (known and 1 <= self.flac_bytes <= LARGEST_MEMBER and 1 <= self.json_bytes <= LARGEST_MEMBER):
            raise Invalid("shard_clip", f"{self} cannot lie in a shard: it needs a pseudonym, a split and two sizes.")

    @property
    def archived_bytes(self) -> int:
        """Bytes that its two members take, with headers and padding."""
        return member_bytes(self.flac_bytes) + member_bytes(self.json_bytes)


@attrs.frozen
class ShardMember:
    """A file in a shard.

    Attributes:
        name: ``<clip>.flac`` or ``<clip>.json``.
        offset_bytes: of its first byte in the shard, behind its header.
        size_bytes: without header and padding.
        state: whether it holds what it was released with.
    """

    name: str
    offset_bytes: int
    size_bytes: int
    state: MemberState


@attrs.frozen
class Shard:
    """A planned archive: the clips of one split in the order of their pseudonyms, each with its sound and its JSON.

    Attributes:
        number: 0 and up, for each split.
        clips: at least one, of one split, sorted, each once.

    Raises:
        Invalid: ``shard``.
    """

    number: int
    clips: tuple[ShardClip, ...]

    def __attrs_post_init__(self) -> None:
        if self.number < 0 or not self.clips:
            raise Invalid("shard", "A shard has a number from 0 on and at least one clip.")
        if any(one.clip >= other.clip for one, other in pairwise(self.clips)):
            raise Invalid("shard", "The clips of a shard are sorted by their pseudonyms, and each is there once.")
        if any(clip.split != self.split for clip in self.clips):
            raise Invalid("shard", "The clips of a shard belong to one split.")

    @property
    def split(self) -> str:
        """To which all its clips belong."""
        return self.clips[0].split

    @property
    def name(self) -> str:
        """Unique in its release, such as ``train-00007``; the archive's name without its ending."""
        return f"{self.split}-{self.number:05d}"

    @property
    def size_bytes(self) -> int:
        """Of the whole archive."""
        size = sum(clip.archived_bytes for clip in self.clips)
        return size + end_bytes(size)

    def members(self) -> Iterator[ShardMember]:
        """Two for each clip, its sound and its JSON, in the archive's order."""
        at = 0
        for clip in self.clips:
            state = MemberState.BLANK if clip.blank else MemberState.FILLED
            yield ShardMember(f"{clip.clip}.{SOUND}", at + BLOCK, clip.flac_bytes, state)
            at += member_bytes(clip.flac_bytes)
            yield ShardMember(f"{clip.clip}.{RECORDING}", at + BLOCK, clip.json_bytes, MemberState.FILLED)
            at += member_bytes(clip.json_bytes)

    def sound_of(self, clip: str) -> ShardMember:
        """Where a clip's sound lies.

        Raises:
            Missing: ``shard_clip_missing``.
        """
        name = f"{clip}.{SOUND}"
        for member in self.members():
            if member.name == name:
                return member
        raise Missing("shard_clip_missing", f"{self.name} holds no clip {clip[:40]!r}: look for it in another shard.")
