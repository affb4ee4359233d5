"""Reads a split of a release into what is trained on: features and the words that were agreed on."""

from pathlib import Path

import attrs
import torch

from examples.train_recogniser.sounds import LogMel
from shrutik_core.shared.errors import Invalid
from shrutik_datasets.opening import open_release

SPLITS = ("train", "dev", "test")


@attrs.frozen
class SpokenClip:
    """One clip.

    Attributes:
        text: normalised: words with spaces between them.
        features: shape ``(frames, bands)``.
    """

    text: str
    features: torch.Tensor = attrs.field(eq=False, repr=False)


@attrs.frozen
class SpokenRelease:
    """A release in memory: 16 kB for each second of sound.

    Attributes:
        title: its name and version.
        root: of its Merkle tree, by which it can be told from any other.
        splits: clips by split; each has at least one.
    """

    title: str
    root: str
    splits: dict[str, list[SpokenClip]]


def read_release(where: str | Path) -> SpokenRelease:
    """The splits of a release, from its folder or an address; blank clips are passed over.

    Raises:
        Invalid: ``split_unknown`` if it has no such splits, ``split_empty`` if nothing is left of one.
    """
    told = open_release(where).told
    return SpokenRelease(told.title, told.root, {split: _clips(where, split) for split in SPLITS})


def _clips(where: str | Path, split: str) -> list[SpokenClip]:
    hear = LogMel()
    read = ((clip.line.text_normalised, clip) for clip in open_release(where, split=split))
    found = [SpokenClip(text, hear(clip.samples, clip.rate)) for text, clip in read if text]
    if not found:
        raise Invalid("split_empty", f"The split {split} of this release has no clip with words; build a larger one.")
    return found
