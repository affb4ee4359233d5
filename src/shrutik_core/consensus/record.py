"""What is kept of a chunk's consensus: the words, how sure, and what was decided."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.shared.ids import ChunkId


@attrs.frozen
class ConsensusRecord:
    """The latest consensus of one chunk.

    Attributes:
        chunk: whose.
        text: the agreed text; empty if no contributor heard speech.
        confidence: probability that the text is exactly right, 0 to 1.
        expected_wer: expected word errors per word, 0 or more.
        votes: transcriptions that it was made from.
        decision: ``accept``, ``more_votes`` or ``review``.
        reasons: why, for people.
        words: each with its text, probability and rivals, ready to be shown.
        method: how the weights came about, e.g. ``fitted`` or ``em``.
        computed_at: UTC.
    """

    chunk: ChunkId
    text: str
    confidence: float
    expected_wer: float
    votes: int
    decision: str
    reasons: tuple[str, ...]
    words: tuple[Mapping[str, object], ...]
    method: str
    computed_at: datetime
