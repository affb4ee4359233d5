"""An error budget: how many answers of a release that is tried may fail, and from when on that is known."""

from enum import StrEnum

import attrs

SERVER_ERROR = 500
"""From this status on an answer failed."""


class BudgetState(StrEnum):
    """What a count of answers says."""

    WAIT = "wait"
    """Too few of them."""
    HOLDS = "holds"
    BROKEN = "broken"


@attrs.frozen
class Budget:
    """How much may go wrong.

    Attributes:
        allowed: share of answers that may fail, 0 to 1.
        least: answers without which a release is not taken to be good; 1 or more.
    """

    allowed: float
    least: int

    def verdict(self, answers: int, failed: int) -> BudgetState:
        """What is known by now.

        It is broken as soon as more failed than the least number of answers may have, however few there were: the rest
        of them could not make that good, and those who would have to wait for it are people.

        Args:
            answers: so far.
            failed: of these; none to all of them.
        """
        if failed > self.allowed * max(answers, self.least):
            return BudgetState.BROKEN
        return BudgetState.HOLDS if answers >= self.least else BudgetState.WAIT


@attrs.frozen
class AnswerCount:
    """Answers that were counted.

    Attributes:
        answers: all of them.
        failed: those with a status from 500 on.
    """

    answers: int = 0
    failed: int = 0

    def plus(self, status: int) -> "AnswerCount":
        """With one more."""
        return AnswerCount(self.answers + 1, self.failed + (status >= SERVER_ERROR))
