"""A batch laid side by side: its networks, and whom to trust in them."""

import numpy as np

from shrutik_core.consensus.vote.align import medoids, network
from shrutik_core.consensus.vote.aligned import AlignedBatch
from shrutik_core.consensus.vote.arrays import Flags
from shrutik_core.consensus.vote.batch import Batch
from shrutik_core.consensus.vote.likeness import likeness
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.reliability import learn
from shrutik_core.consensus.vote.tags import spread_tags
from shrutik_core.shared.texts import is_unspaced


def in_clusters(batch: Batch) -> Flags:
    """Whether more words of each clip than not are grapheme clusters of a script without spaces. [I]."""
    votes = batch.votes
    unspaced = np.fromiter(map(is_unspaced, batch.lexicon.keys), bool, len(batch.lexicon.keys))
    if not unspaced.any():
        return np.zeros(len(batch.clip), bool)
    item = np.repeat(votes.item, np.diff(votes.token_first))
    share: Flags = np.bincount(item, unspaced[votes.tokens]) > 0.5 * np.bincount(item)
    return share


def align_batch(batch: Batch) -> AlignedBatch:
    """Aligns a batch that has at least one vote, and learns whom to trust."""
    centre, agreement = medoids(batch.votes)
    keys = batch.lexicon.spelt
    centres = [batch.votes.strings[vote] for vote in centre.tolist()]
    aligned = network(batch.votes, centres, in_clusters(batch))
    ballot = Ballot.of(spread_tags(aligned, batch.lexicon.tags), keys)
    alike = likeness(ballot, keys)
    trust = learn(ballot, batch.worker, batch.accuracy, alike)
    return AlignedBatch(ballot, trust, alike, batch, keys, agreement)
