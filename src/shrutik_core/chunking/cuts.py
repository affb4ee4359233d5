"""The cuts that were decided for a recording, as they are kept before the first clip is written."""

import hashlib

import attrs

from shrutik_core.shared.ids import RecordingId
from shrutik_core.shared.spans import Span


@attrs.frozen
class Cut:
    """One planned chunk.

    Attributes:
        span: samples at the recording's own rate.
        silent: whether it is long silence, never offered.
    """

    span: Span
    silent: bool


@attrs.frozen
class Cuts:
    """All cuts of a recording; once kept they are never planned again.

    Attributes:
        recording: what is cut.
        digest: of the plan, hexadecimal; part of each chunk's name.
        cuts: in order; they tile the recording.
    """

    recording: RecordingId
    digest: str
    cuts: tuple[Cut, ...]


def whole(recording: RecordingId, samples: int) -> Cuts:
    """A recording that is one chunk, whatever a plan would make of it: whoever sent it has cut it already.

    Args:
        recording: what is not cut.
        samples: of each channel, 1 or more.

    Raises:
        Invalid: ``span_empty`` if there is no sample.
    """
    digest = hashlib.sha256(f"whole {samples}".encode()).hexdigest()
    return Cuts(recording, digest, (Cut(Span(0, samples), silent=False),))
