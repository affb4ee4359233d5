"""A row of a release's withdrawal feed: a clip that holders of the release take out of their copy, or may put back."""

from datetime import datetime
from enum import StrEnum

import attrs


class WithdrawalReason(StrEnum):
    """Why a clip stands in a feed; never who took it back."""

    RECORDING = "recording"
    """Its speaker withdrew the recording."""
    PURPOSE = "purpose"
    """Its speaker no longer agrees to what the release is for."""
    ACCOUNT = "account"
    """Its speaker withdrew all that they had given."""
    UNDONE = "undone"
    """The speaker took the withdrawal back: the clip may be used again."""


@attrs.frozen
class WithdrawnClip:
    """One row; a later row of the same clip counts more than an earlier one.

    Attributes:
        number: its place in the release's feed, from 1 on without gaps.
        clip: its id as it stands in the release's manifest.
        reason: why.
        at: UTC.
    """

    number: int = attrs.field(validator=attrs.validators.ge(1))
    clip: str
    reason: WithdrawalReason
    at: datetime
