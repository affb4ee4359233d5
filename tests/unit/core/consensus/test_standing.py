"""A contributor's standing is a sum over clips: any order, any correction, the same value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.crowd.spammers import is_spammer, share_below
from shrutik_core.consensus.crowd.standing import AVERAGE_VOTE, Evidence, Prior, Standing, judged
from shrutik_core.consensus.one_clip import aggregate
from shrutik_core.consensus.result import Verdict
from shrutik_core.consensus.vote.trust import OVERALL
from shrutik_core.shared.errors import Invalid

evidences = st.builds(Evidence, st.integers(0, 60), st.integers(0, 60), st.booleans())


def _standing(clips):
    standing = Standing()
    for evidence in clips:
        standing = standing.with_clip(evidence)
    return standing


@given(st.lists(evidences), st.randoms())
def test_recomputed_in_any_order_it_is_the_same(clips, shuffler):
    shuffled = list(clips)
    shuffler.shuffle(shuffled)
    assert _standing(clips) == _standing(shuffled)


@given(st.lists(evidences), evidences, evidences)
def test_a_clip_settled_again_replaces_its_evidence(clips, before, after):
    assert _standing([*clips, before]).replaced(before, after) == _standing([*clips, after])
    assert _standing([*clips, before]).without_clip(before) == _standing(clips)


@given(st.lists(evidences))
def test_the_posterior_is_a_belief(clips):
    belief = _standing(clips).posterior()
    assert 0 < belief.mean < 1
    assert 0 < belief.deviation <= 0.5


def test_a_newcomer_has_the_prior():
    belief = Standing().posterior(Prior(8, 2))
    assert belief.mean == pytest.approx(0.8)
    assert belief.deviation == pytest.approx((16 / (100 * 11)) ** 0.5)


@given(st.lists(evidences), st.integers(1, 50))
def test_right_words_raise_and_wrong_words_lower_the_mean(clips, count):
    standing = _standing(clips)
    mean = standing.posterior().mean
    assert standing.with_clip(Evidence(count, 0)).posterior().mean > mean
    assert standing.with_clip(Evidence(0, count)).posterior().mean < mean


def test_more_clips_make_it_surer():
    few, many = (_standing([Evidence(8, 2)] * n).posterior() for n in (2, 200))
    assert many.deviation < few.deviation / 4


def test_evidence_counts_words_of_the_settled_text():
    assert judged("আমি বাংলা গান গাই।", "আমি বাংলায় গান গাই") == Evidence(3, 1)
    assert judged("one two two", "one two") == Evidence(2, 1)
    assert judged("", "one two", gold=True) == Evidence(0, 2, gold=True)
    assert judged("", "") == Evidence(0, 0)


@given(st.text(), st.text())
def test_evidence_of_any_text_can_be_counted(typed, settled):
    evidence = judged(typed, settled)
    assert _standing([evidence]).without_clip(evidence) == Standing()


def test_spammers_are_found_soon_and_people_are_not():
    assert is_spammer(_standing([Evidence(1, 9)] * 10))
    assert not is_spammer(_standing([Evidence(7, 3)] * 1000))
    assert not is_spammer(Standing())
    assert not is_spammer(_standing([Evidence(0, 9)]))


@pytest.mark.parametrize("accuracy", [0.05, 0.5, 0.8, 0.95])
def test_the_tail_of_the_posterior_is_that_of_beta(accuracy):
    assert share_below(Standing().posterior(Prior(1, 1)), accuracy) == pytest.approx(accuracy, abs=1e-3)
    assert share_below(Standing().posterior(Prior(2, 1)), accuracy) == pytest.approx(accuracy**2, abs=1e-3)


def test_what_cannot_be_is_refused():
    with pytest.raises(Invalid, match="right must be 0 or more"):
        Evidence(-1, 0)
    with pytest.raises(Invalid, match="clips must be 0 or more"):
        Standing().without_clip(Evidence(0, 0))
    with pytest.raises(Invalid, match="right > 0"):
        Prior(0, 1)


@pytest.mark.property
@given(st.lists(st.sampled_from(["we met", "we meet", "we met her", "met"]), min_size=1, max_size=7))
def test_newcomers_count_as_workers_of_whom_nothing_is_said(texts):
    workers = [f"w{place}" for place in range(len(texts))]
    told = aggregate(texts, workers=workers, reliability=dict.fromkeys(workers, Standing().vote_accuracy))
    untold = aggregate(texts, workers=workers)
    assert (told.text, told.decision, told.more_votes) == (untold.text, untold.decision, untold.more_votes)
    assert told.confidence == pytest.approx(untold.confidence, abs=1e-12)
    assert told.expected_wer == pytest.approx(untold.expected_wer, abs=1e-12)


def test_three_newcomers_who_agree_settle_a_clip():
    workers = ["a", "b", "c"]
    newcomer = Standing().vote_accuracy
    result = aggregate(["what I heard"] * 3, workers=workers, reliability=dict.fromkeys(workers, newcomer))
    assert (round(result.confidence, 3), round(result.expected_wer, 3)) == (0.835, 0.019)
    assert result.decision is Verdict.ACCEPT


def test_the_average_vote_has_the_accuracy_that_a_given_one_is_compared_with():
    assert AVERAGE_VOTE.right / (AVERAGE_VOTE.right + AVERAGE_VOTE.wrong) == pytest.approx(OVERALL)
    assert AVERAGE_VOTE.right + AVERAGE_VOTE.wrong == pytest.approx(Prior().right + Prior().wrong)


@given(st.lists(evidences), st.integers(1, 50))
def test_right_words_raise_and_wrong_words_lower_a_vote(clips, count):
    standing = _standing(clips)
    assert standing.with_clip(Evidence(count, 0)).vote_accuracy > standing.vote_accuracy
    assert standing.with_clip(Evidence(0, count)).vote_accuracy < standing.vote_accuracy
