"""The cuts that were decided for a recording, as they are kept before the first clip is written."""

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
