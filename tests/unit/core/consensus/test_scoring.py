"""The network that scores winners rises with what may only raise it, and other clips teach without the clip itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.vote.align_batch import align_batch
from shrutik_core.consensus.vote.batch import Row, read
from shrutik_core.consensus.vote.features import vote_features
from shrutik_core.consensus.vote.ngrams import Ngrams
from shrutik_core.consensus.vote.previous_round import Elsewhere
from shrutik_core.consensus.vote.scoring import RisingNet
from shrutik_core.consensus.vote.settle import all_features
from shrutik_core.consensus.vote.weights import CALIBRATION, VOTES
from shrutik_core.consensus.vote.winners import FALLING, RISING, steady_names

NET = CALIBRATION["fitted"].slot


def test_the_shipped_network_may_only_rise_where_it_should():
    assert isinstance(NET, RisingNet)
    assert set(NET.free) == set(steady_names())
    assert {*RISING, *(f"not_{name}" for name in FALLING)} <= set(NET.rising)
    rising = len(NET.rising)
    assert (NET.direct[:rising] >= 0).all()
    assert (NET.hidden[:rising] >= 0).all()
    assert (NET.out >= 0).all()


def test_features_stand_in_the_order_in_which_the_shipped_weights_were_fitted():
    aligned = align_batch(read([[Row("a b c", 0), Row("a b d", 1), Row("a c", 2)]]))
    ngrams = Ngrams.of(aligned.batch.votes, len(aligned.keys))
    table = all_features(aligned, ngrams, vote_features(aligned, ngrams), aligned.trust.score)
    assert [net.features for net in VOTES] == [tuple(table)] * len(VOTES)


@pytest.mark.property
@given(st.integers(0, 2**32 - 1))
def test_more_of_a_rising_feature_never_lowers_the_score(seed):
    rng = np.random.default_rng(seed)
    names = (*NET.rising, *NET.free)
    table = {name: NET.mean[i] + NET.scale[i] * rng.normal(size=8) for i, name in enumerate(names)}
    more = table | {NET.rising[int(rng.integers(len(NET.rising)))]: None}
    raised = next(name for name, values in more.items() if values is None)
    more[raised] = table[raised] + rng.exponential(size=8)
    assert (NET.score(more) >= NET.score(table) - 1e-4).all()


@pytest.mark.property
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 9)), min_size=1, max_size=30))
def test_elsewhere_is_the_sum_over_the_other_clips_of_the_same_owner(found):
    owner, clip, values = (np.array(column) for column in zip(*found, strict=True))
    others = Elsewhere.of(owner, clip).sum(values.astype(float))
    wanted = [values[(owner == o) & (clip != c)].sum() for o, c in zip(owner, clip, strict=True)]
    assert others == pytest.approx(wanted)
