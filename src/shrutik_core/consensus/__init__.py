"""What was said, how sure we are, and whether one more vote is worth asking."""

from shrutik_core.consensus.aggregate import aggregate
from shrutik_core.consensus.aggregate_corpus import aggregate_corpus
from shrutik_core.consensus.aggregate_many import ClipVotes, aggregate_many
from shrutik_core.consensus.corpus_result import CorpusConsensus, WorkerReliability
from shrutik_core.consensus.result import Agreement, Choice, Consensus, Method, Slot, Transcript, Verdict, Vote, Word

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


def __dir__() -> list[str]:
    return sorted(__all__)
