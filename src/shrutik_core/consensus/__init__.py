"""What was said, how sure we are, and whether one more vote is worth asking."""

from typing import TYPE_CHECKING

from shrutik_core.shared.lazy_names import lazy_names

if TYPE_CHECKING:
    from shrutik_core.consensus.corpus_result import CorpusConsensus, WorkerReliability
    from shrutik_core.consensus.many_clips import aggregate_corpus
    from shrutik_core.consensus.one_clip import aggregate
    from shrutik_core.consensus.result import (
        Agreement,
        Choice,
        Consensus,
        Method,
        Slot,
        Transcript,
        Verdict,
        Vote,
        Word,
    )
    from shrutik_core.consensus.separate_clips import ClipVotes, aggregate_many

__all__ = [
    "Agreement",
    "Choice",
    "ClipVotes",
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
    "aggregate_many",
]

__getattr__ = lazy_names(
    __name__,
    {
        "one_clip": ("aggregate",),
        "many_clips": ("aggregate_corpus",),
        "separate_clips": ("ClipVotes", "aggregate_many"),
        "corpus_result": ("CorpusConsensus", "WorkerReliability"),
        "result": ("Agreement", "Choice", "Consensus", "Method", "Slot", "Transcript", "Verdict", "Vote", "Word"),
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
