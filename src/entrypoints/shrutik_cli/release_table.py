"""A release in a few lines: what each split holds, and how its clips are read."""

from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.releases.manifest.line import ManifestLine

_WIDTHS = "{:<8} {:>8} {:>9} {:>9} {:>8}"
_HOUR = 3_600
_OPENS = ("shrutik_datasets.opening", "open_release")


@attrs.define
class _Split:
    """What a split holds."""

    clips: int = 0
    seconds: float = 0.0
    blank: int = 0
    speakers: set[str] = attrs.field(factory=set)


def release_table(lines: Iterable[ManifestLine]) -> Iterator[str]:
    """A line for each split, below a head.

    Args:
        lines: of the manifest.
    """
    splits: dict[str, _Split] = {}
    for line in lines:
        split = splits.setdefault(line.split, _Split())
        if line.blank:
            split.blank += 1
        else:
            split.clips += 1
            split.seconds += line.duration_s
            split.speakers.add(line.speaker)
    yield _WIDTHS.format("split", "clips", "hours", "speakers", "blank")
    for name, one in splits.items():
        yield _WIDTHS.format(name, one.clips, f"{one.seconds / _HOUR:.3f}", len(one.speakers), one.blank)


def snippet(where: str, split: str, *, in_bucket: bool = False) -> str:
    """The lines of Python that read it; those of a bucket know nothing of a secret."""
    module, opens = ("shrutik_bootstrap.copies", "open_copy") if in_bucket else _OPENS
    return (
        f"from {module} import {opens}\n\n"
        f"for clip in {opens}({where!r}, split={split!r}):\n"
        "    print(clip.text, clip.samples.shape, clip.rate)"
    )
