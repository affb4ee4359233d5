"""The splits of a dataset, and how its hours are shared out among them."""

from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "split_shares", "A dataset cannot be shared out among its splits in this way.")

HUNDRED = 100


class Split(StrEnum):
    """What a clip is meant for."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"
    ALL = "all"
    """For everything: the dataset has too few speakers to be parted."""


class SplitBy(StrEnum):
    """What is never in two splits."""

    SPEAKER = "speaker"
    PROMPT = "prompt"
    """No speaker, and no prompt's text either."""


HELD_BACK = (Split.TEST, Split.DEV)
"""What nobody trains on; of two that want a speaker alike the first has them."""
PARTS = (Split.TRAIN, Split.DEV, Split.TEST)
"""What a dataset is parted into."""


@attrs.frozen
class HourShares:
    """How many of a hundred hours each split is meant to have.

    Attributes:
        train: 2 to 100.
        dev: 0 to 49.
        test: 0 to 49.

    Raises:
        Invalid: ``split_shares`` if they are not in range, or are not a hundred together.
    """

    train: int = 80
    dev: int = 10
    test: int = 10

    def __attrs_post_init__(self) -> None:
        if not (0 <= self.dev < 50 and 0 <= self.test < 50 and self.train + self.dev + self.test == HUNDRED):
            raise Invalid(
                "split_shares",
                "Shares are whole per cents, a hundred together, such as 80, 10, 10; dev and test have 0 to 49 each.",
            )

    def of(self, split: Split) -> int:
        """Per cent of a split; all hours are of `Split.ALL`."""
        return {Split.TRAIN: self.train, Split.DEV: self.dev, Split.TEST: self.test, Split.ALL: HUNDRED}[split]
