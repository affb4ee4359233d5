"""What was said, how sure we are, and whether one more vote is worth asking."""

from shrutik_core.consensus.aggregate import aggregate
from shrutik_core.consensus.corpus import aggregate_corpus
from shrutik_core.consensus.result import (
    Agreement,
    Choice,
    Consensus,
    CorpusConsensus,
    Method,
    Slot,
    Transcript,
    Verdict,
    Vote,
    Word,
    WorkerReliability,
)

__all__ = [
    "Agreement",
    "Choice",
    "Consensus",
    "CorpusConsensus",
    "Method",
    "Slot",
    "Transcript",
    "Verdict",
    "Vote",
    "Word",
    "WorkerReliability",
    "aggregate",
    "aggregate_corpus",
]
