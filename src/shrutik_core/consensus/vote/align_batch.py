"""A batch laid side by side: its networks, and whom to trust in them."""

from shrutik_core.consensus.vote.align import medoids, network
from shrutik_core.consensus.vote.aligned import AlignedBatch
from shrutik_core.consensus.vote.batch import Batch
from shrutik_core.consensus.vote.likeness import likeness
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.reliability import learn
from shrutik_core.consensus.vote.tags import spread_tags


def align_batch(batch: Batch) -> AlignedBatch:
    """Aligns a batch that has at least one vote, and learns whom to trust."""
    centre, agreement = medoids(batch.votes)
    keys = batch.lexicon.spelt
    aligned = network(batch.votes, [batch.votes.strings[vote] for vote in centre.tolist()])
    ballot = Ballot.of(spread_tags(aligned, batch.lexicon.tag), keys)
    alike = likeness(ballot, keys)
    trust = learn(ballot, batch.worker, batch.accuracy, alike)
    return AlignedBatch(ballot, trust, alike, batch, keys, agreement)
