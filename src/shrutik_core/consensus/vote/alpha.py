"""How much votes agree beyond chance: Krippendorff's alpha over the aligned words of each clip."""

import numpy as np

from shrutik_core.consensus.vote.arrays import Floats
from shrutik_core.consensus.vote.network import Ballot


def krippendorff(ballot: Ballot, keys: int) -> Floats:
    """Nominal alpha of each clip over the slots of its network (Krippendorff, 2004); nothing said is a value too.

    Args:
        ballot: the choices.
        keys: how many key numbers there are.

    Returns:
        1 for perfect agreement, 0 for chance; 1 if only one value occurs, nan for a single vote. [I]
    """
    item, clips = ballot.item, int(ballot.network.item[-1]) + 1
    voters = np.diff(ballot.network.first)[ballot.slot]
    differ = np.bincount(item, ballot.count * (voters - ballot.count) / np.maximum(voters - 1, 1), clips)
    values, inverse = np.unique(item * keys + ballot.word, return_inverse=True)
    times = np.bincount(inverse, ballot.count)
    of_value = values // keys
    total = np.bincount(of_value, times, clips)
    chance = np.bincount(of_value, times * (total[of_value] - times), clips) / np.maximum(total - 1, 1)
    alpha = np.where(chance > 0, 1 - differ / np.maximum(chance, 1e-12), 1.0)
    single = np.bincount(item, voters == 1, clips) > 0
    return np.where(single, np.nan, alpha)
