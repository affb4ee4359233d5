"""Clips with far more votes than any that was fitted on: their votes count by their shares, not by their number."""

import numpy as np

from shrutik_core.consensus.vote.arrays import Flags, Floats
from shrutik_core.consensus.vote.network import Ballot

MOST_VOTES_TAUGHT = 50
"""Votes of a clip from which more of them teach nothing more of workers.

The places of that one clip would say what is thought of all workers of whom nothing else is known.
"""

MOST_VOTES_HEARD = 200
"""Votes of a clip from which more count by their shares alone in how sure it is, and the fitted vote has no say.

The few of thousands who err would speak ever louder against the rest.
"""


def crowded(ballot: Ballot) -> Flags:
    """Which slots are those of clips with more than MOST_VOTES_HEARD votes. [S]."""
    many: Flags = np.diff(ballot.network.first) > MOST_VOTES_HEARD
    return many


def heard(ballot: Ballot) -> Floats:
    """How much each cell of a slot counts for in how sure a clip is. [S]."""
    return _share(ballot, MOST_VOTES_HEARD)


def taught(ballot: Ballot) -> Floats:
    """How much of a place each cell of a slot counts for in what is learnt of workers. [S]."""
    return _share(ballot, MOST_VOTES_TAUGHT)


def _share(ballot: Ballot, most: int) -> Floats:
    share: Floats = np.minimum(1.0, most / np.diff(ballot.network.first))
    return share
