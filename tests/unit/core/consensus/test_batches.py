"""A corpus of many batches: what it teaches of people and of prompts is the same however it is cut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate_corpus
from shrutik_core.consensus.crowd.corpus import in_batches, learn_workers, settle_groups
from shrutik_core.consensus.crowd.learnt_workers import LearntWorkers
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.result import PROMPT
from shrutik_core.testing.crowds import Crowd, Mistyper

CLIPS, WORDS_EACH = 500, 7
EASY = Policy(accept_wer=0.2)


def made(seed=1):
    """Three votes for each clip, and a prompt that has two words wrong for a third of the clips."""
    rng = np.random.default_rng(seed)
    lexicon = ["".join(letters) for letters in rng.choice(list("abcdefghiklmnoprstuvw"), (800, 5))]
    truths = {f"i{n:03}": " ".join(rng.choice(lexicon, WORDS_EACH)) for n in range(CLIPS)}
    people = {f"p{n:02}": Mistyper("en", float(rate)) for n, rate in enumerate(rng.beta(2, 8, 40).clip(0, 0.7))}
    rows = list(Crowd(people).transcribe(truths, 3, rng))
    prompts = dict(truths)
    for item in rng.choice(sorted(truths), CLIPS // 3, replace=False).tolist():
        words = truths[item].split()
        for place in rng.choice(WORDS_EACH, 2, replace=False).tolist():
            words[place] = str(rng.choice(lexicon))
        prompts[item] = " ".join(words)
    return rows, prompts


ROWS, PROMPTS = made()


def settled(monkeypatch, batch):
    monkeypatch.setattr("shrutik_core.consensus.crowd.corpus.BATCH", batch)
    return aggregate_corpus(ROWS, prompts=PROMPTS, policy=EASY, method="em").items


def trust_in_the_prompt(items):
    return np.mean([vote.accuracy for one in items.values() for vote in one.transcriptions if vote.witness])


@pytest.mark.parametrize("batch", [130, 240])
def test_a_prompt_is_trusted_alike_however_the_corpus_is_cut(monkeypatch, batch):
    whole, parts = settled(monkeypatch, CLIPS), settled(monkeypatch, batch)
    assert trust_in_the_prompt(parts) == pytest.approx(trust_in_the_prompt(whole), abs=0.02)
    assert np.mean([parts[item].text == one.text for item, one in whole.items()]) > 0.95
    assert np.mean([parts[item].decision == one.decision for item, one in whole.items()]) > 0.95
    assert 0.2 < np.mean([one.decision == "accept" for one in whole.values()]) < 0.8


def test_a_rest_of_less_than_half_a_batch_changes_nothing(monkeypatch):
    whole, with_rest = settled(monkeypatch, CLIPS), settled(monkeypatch, 340)
    assert whole == with_rest


def test_parts_that_are_learnt_one_by_one_are_a_corpus(monkeypatch):
    monkeypatch.setattr("shrutik_core.consensus.crowd.corpus.BATCH", 100)
    groups = {}
    for row in ROWS:
        groups.setdefault(row[0], []).append(row)
    listed = sorted(groups.items())
    at_once, by_parts = learn_workers(listed, prompts=PROMPTS), LearntWorkers()
    for start in range(0, CLIPS, 100):
        assert learn_workers(listed[start : start + 100], prompts=PROMPTS, workers=by_parts) is by_parts
    assert by_parts.reliability() == at_once.reliability()
    assert by_parts.record.clips[by_parts.numbers[PROMPT]] > 0.9 * CLIPS


def test_a_prompt_that_is_never_right_is_heard_all_the_same():
    """Whoever types so little that is right is left out; a prompt was matched to the clip, and stays."""
    groups = [(f"i{n}", [(f"i{n}", worker, f"alpha{n} beta gamma") for worker in "ab"]) for n in range(8)]
    prompts = {item: "zeta eta gamma" for item, _ in groups}
    workers = learn_workers(groups, prompts=prompts)
    workers.record.right_all[workers.numbers[PROMPT]] = 0
    workers.record.asked_all[workers.numbers[PROMPT]] = 1000
    workers.record.clips[workers.numbers[PROMPT]] = 300
    found = dict(settle_groups(groups, workers, prompts=dict.fromkeys(prompts, "alpha1 beta zeta")))
    assert all(vote.counted for vote in found["i1"].transcriptions if vote.witness)


@given(st.integers(1, 9), st.integers(0, 60))
def test_batches_hold_everything_once_in_order_and_none_but_a_single_one_is_small(batch, count):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shrutik_core.consensus.crowd.corpus.BATCH", batch)
        found = list(in_batches(range(count)))
    assert [number for one in found for number in one] == list(range(count))
    assert all(batch / 2 <= len(one) < 1.5 * batch for one in found) or count < batch
    assert all(len(one) == batch for one in found[:-1])
    assert all(found)
