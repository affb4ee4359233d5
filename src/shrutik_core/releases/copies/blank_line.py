"""What a manifest says of a blank clip: where it lies, how long its silence is, and nothing else."""

from msgspec.structs import replace

from shrutik_core.releases.manifest.blank import nothing_said
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.shards.blanking import blank_sound
from shrutik_core.releases.shards.sound_shape import SoundShape


def shape_of(line: ManifestLine) -> SoundShape:
    """The shape of a clip's sound, as its line says.

    Raises:
        Invalid: ``sound_shape``.
    """
    return SoundShape(line.sample_rate_hz, line.channels, line.bits_per_sample, line.num_samples)


def blank_of(line: ManifestLine) -> bytes:
    """The sound that takes the place of a clip's."""
    return blank_sound(line.size_bytes, shape_of(line))


def blank_line(line: ManifestLine, *, withdrawn: bool = True) -> ManifestLine:
    """The line of a clip once it is blank; that of one that was blank before, for the same reason, stays as it is.

    It is the line that a later version has of it, apart from the title.

    Args:
        line: of the clip.
        withdrawn: whether its speaker took it back; or else a version leaves it out.
    """
    return replace(line, **nothing_said(line.size_bytes, shape_of(line), withdrawn=withdrawn))
