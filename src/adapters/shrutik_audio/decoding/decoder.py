"""What a file says of its sound before anything was decoded, and the shape every decoder has."""

from collections.abc import Iterator
from typing import Protocol

import attrs

from shrutik_audio.samples import Block
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType


@attrs.frozen
class Declared:
    """A sound as its header has it.

    Attributes:
        container: told from the content.
        codec: short name of the coding.
        rate: samples per second.
        channels: of each frame.
        bits: of a sample; 0 if lossy.
        float_samples: whether samples are floating-point.
        lossy: whether the coding is lossy.
        frames: how many samples of each channel it says it holds; None if it does not say.
    """

    container: MediaType
    codec: str
    rate: int
    channels: int
    bits: int
    float_samples: bool
    lossy: bool
    frames: int | None

    def fits(self, before: "Declared") -> bool:
        """Whether its samples can follow those of another in one recording."""
        return (self.rate, self.channels) == (before.rate, before.channels)


class Decoder(Protocol):
    """One open recording."""

    @property
    def declared(self) -> Declared:
        """What its header says."""
        ...

    @property
    def damage(self) -> frozenset[Damage]:
        """What was found so far; whole once `blocks` has ended."""
        ...

    @property
    def fills(self) -> bool:
        """Whether the block given last is silence in place of what is missing."""
        ...

    def blocks(self) -> Iterator[Block]:
        """The samples in order, in blocks of about `BLOCK` values; once only."""
        ...

    def close(self) -> None:
        """Lets go of the decoder; the source stays open."""
        ...


class Broken(Exception):
    """This decoder cannot go on with the file; another might. Never leaves the package.

    Args:
        message: why, for the log.
        damage: what it tells of the file.
    """

    def __init__(self, message: str, damage: Damage = Damage.CORRUPT) -> None:
        super().__init__(message)
        self.damage = damage
