"""What a corpus teaches about its workers, batch by batch."""

import attrs
import numpy as np

from shrutik_core.consensus.corpus_result import WorkerReliability
from shrutik_core.consensus.result import PROMPT
from shrutik_core.consensus.vote.trust import LEAST, LIFT, Record, logit


@attrs.define
class LearntWorkers:
    """What a corpus taught about its workers: a few numbers for each, whatever the number of clips.

    Attributes:
        numbers: place of each worker in the record; PROMPT among them.
        record: what was counted.
    """

    numbers: dict[str, int] = attrs.field(factory=lambda: {PROMPT: 0})
    record: Record = attrs.field(factory=lambda: Record.blank(1))

    def number(self, worker: str) -> int:
        """The worker's place, a new one if they were not met before."""
        return self.numbers.setdefault(worker, len(self.numbers))

    def add(self, record: Record) -> None:
        """Counts another batch in."""
        self.record = self._wide(self.record).plus(self._wide(record))

    def without(self, record: Record) -> Record:
        """What was counted outside a batch."""
        return self._wide(self.record).less(self._wide(record))

    def reliability(self) -> dict[str, WorkerReliability]:
        """Every worker's reliability, without the prompt's."""
        wide = self._wide(self.record)
        contested, overall = wide.contested(), wide.overall()
        weight = np.maximum(logit(contested) + LIFT, LEAST)
        return {
            worker: WorkerReliability(
                worker,
                int(wide.clips[place]),
                int(wide.asked[place]),
                float(contested[place]),
                float(overall[place]),
                float(weight[place]),
            )
            for worker, place in self.numbers.items()
            if worker != PROMPT
        }

    def _wide(self, record: Record) -> Record:
        return record.wide(len(self.numbers))
