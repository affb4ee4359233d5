"""What a corpus says: each clip's consensus, and how far each worker can be trusted."""

from collections.abc import Mapping

import attrs

from shrutik_core.consensus.result import Consensus, check_probability


@attrs.frozen
class WorkerReliability:
    """What a corpus says about one worker.

    Attributes:
        worker: who.
        items: clips they transcribed with at least one word.
        slots: contested places they had a say in.
        contested: estimated share of contested places they have right, shrunk to the mean, 0..1.
        accuracy: estimated share of all places they have right, shrunk to the mean, 0..1.
        weight: what one vote of theirs weighs in the unlabelled vote, above 0.
    """

    worker: str
    items: int
    slots: int
    contested: float = attrs.field(validator=check_probability)
    accuracy: float = attrs.field(validator=check_probability)
    weight: float


@attrs.frozen
class CorpusConsensus:
    """Every clip's consensus, and every worker's reliability as the same corpus taught it."""

    items: Mapping[str, Consensus]
    workers: Mapping[str, WorkerReliability]

    def rows(self) -> list[dict[str, str | float | int]]:
        """One row for each item, for a data frame: ``pandas.DataFrame(result.rows())``."""
        return [{"item": item, **result.row()} for item, result in self.items.items()]

    def worker_rows(self) -> list[dict[str, str | float | int]]:
        """One row for each worker, likewise."""
        return [attrs.asdict(worker) for worker in self.workers.values()]
