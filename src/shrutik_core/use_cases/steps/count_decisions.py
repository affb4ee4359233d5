"""Count what consensus decided, once it is kept."""

from collections.abc import Iterable

import attrs

from shrutik_core.consensus.result import Consensus
from shrutik_core.metrics.catalogue import AGREEMENT, DECIDED_SOUND, DECISIONS
from shrutik_core.ports.decisions import Taken
from shrutik_core.ports.metrics import Metrics

_FEWEST = 2
"""Votes that can agree."""


@attrs.frozen
class DecisionMade:
    """What is counted of one chunk that was decided.

    Attributes:
        language: of its collection.
        seconds: how long it lasts.
        result: what was decided.
    """

    language: str
    seconds: float
    result: Consensus


@attrs.frozen
class Decided(Taken):
    """What was taken to be decided, and what came of it.

    Attributes:
        made: of those that were not closed already.
    """

    made: tuple[DecisionMade, ...] = ()


def count_decisions(metrics: Metrics | None, made: Iterable[DecisionMade]) -> None:
    """Count them by what was decided and by language, and note how much votes agreed; None counts nothing."""
    if metrics is None:
        return
    for one in made:
        metrics.count(DECISIONS, one.result.decision.value, one.language)
        metrics.count(DECIDED_SOUND, by=one.seconds)
        if one.result.votes >= _FEWEST:
            metrics.note(AGREEMENT, one.result.agreement.mean, one.language)
