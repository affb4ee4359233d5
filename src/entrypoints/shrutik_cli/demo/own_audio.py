"""The user's own files: looked at before anything begins."""

from collections.abc import Sequence
from pathlib import Path

from shrutik_core.recordings.media import NOT_ACCEPTED, SNIFF_BYTES, sniff
from shrutik_core.shared.errors import Invalid, Missing


def check_audio(files: Sequence[Path]) -> tuple[Path, ...]:
    """The files, if each is there and looks like audio.

    Raises:
        Invalid: ``unsupported_media``.
        Missing: ``audio_missing``.
    """
    for path in files:
        try:
            with path.open("rb") as file:
                head = file.read(SNIFF_BYTES)
        except OSError as error:
            raise Missing("audio_missing", f"{path} cannot be read: {error.strerror or error}.") from error
        if sniff(head) is None:
            raise Invalid("unsupported_media", f"{path}: {NOT_ACCEPTED}")
    return tuple(files)
