"""A crowd of one busy worker and hundreds who came once, two languages at once, an item with thousands of votes."""

import numpy as np
import pytest

from shrutik_core.consensus import Transcript, aggregate_corpus
from shrutik_core.consensus.result import Verdict
from shrutik_core.consensus.vote.crowded import MOST_VOTES_HEARD
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.skewed_crowd import HEAVY, SkewedCrowd, crowded_item

CONSONANTS = "bdfgklmnprstvz"
ENGLISH = [f"{a}{vowel}{b}op" for a in CONSONANTS for vowel in ("a", "e", "i", "u", "ai") for b in CONSONANTS]
BENGALI = [
    f"{a}{sign}{b}\u09bf"
    for a in "কখগঘচছজঝটঠডঢ"
    for sign in ("\u09be", "\u09c7", "\u09cb", "\u09c1")
    for b in "তথদধনপফবভমরল"
]
ITEMS, ONCE = 900, 300


def settled(lexicons, **crowd):
    rng = np.random.default_rng(3)
    made = SkewedCrowd(lexicons, ITEMS, ONCE, **crowd)
    truths = made.truths(rng)
    rows = list(made.rows(truths, rng))
    return truths, rows, aggregate_corpus(rows)


def right(truths, result, wanted=lambda number: True):
    return np.mean([result.items[item].text == said for n, (item, said) in enumerate(truths.items()) if wanted(n)])


def test_a_third_by_one_worker_and_hundreds_who_came_once_are_settled_right():
    truths, rows, result = settled([ENGLISH])
    assert sum(row.worker == HEAVY for row in rows) == ITEMS / 3
    typed_right = np.mean([row.text == truths[row.item] for row in rows])
    assert typed_right < 0.65
    assert right(truths, result) > 0.9
    assert right(truths, result, lambda n: n % 3 == 0) == pytest.approx(right(truths, result), abs=0.03)


def test_nobody_is_trusted_more_or_less_for_how_much_they_did():
    _, _, result = settled([ENGLISH])
    accuracy = {worker: known.accuracy for worker, known in result.workers.items()}
    regulars = np.mean([value for worker, value in accuracy.items() if worker.startswith("r")])
    newcomers = np.mean([value for worker, value in accuracy.items() if worker.startswith("once")])
    assert accuracy[HEAVY] == pytest.approx(regulars, abs=0.03)
    assert newcomers == pytest.approx(regulars, abs=0.05)


def test_a_busy_worker_who_types_anything_spoils_little():
    truths, _, result = settled([ENGLISH], heavy_error_rate=0.95, votes=4)
    assert right(truths, result) > 0.9
    assert result.workers[HEAVY].accuracy < 0.4


def test_two_languages_in_one_corpus_are_settled_as_each_alone():
    truths, rows, together = settled([ENGLISH, BENGALI])
    for language in (0, 1):
        items = {item for n, item in enumerate(truths) if n % 2 == language}
        alone = aggregate_corpus([row for row in rows if row.item in items])
        mine = right(truths, together, lambda n, language=language: n % 2 == language)
        assert mine > 0.9
        assert mine == pytest.approx(np.mean([alone.items[item].text == truths[item] for item in items]), abs=0.02)


@pytest.mark.parametrize("votes", [750, 3000])
def test_an_item_with_thousands_of_votes_is_right(votes):
    rng = np.random.default_rng(5)
    said = " ".join(rng.choice(ENGLISH, 8))
    rows = crowded_item(said, ENGLISH, votes, rng)
    truths, others, alone = settled([ENGLISH])
    result = aggregate_corpus([*rows, *others])
    crowded = result.items["crowded"]
    assert (crowded.text, crowded.votes, crowded.decision) == (said, votes, Verdict.ACCEPT)
    assert crowded.confidence > 0.85
    assert crowded.expected_wer < 0.03
    assert np.mean([one.text == result.items[item].text for item, one in alone.items.items()]) > 0.97
    assert right(truths, result) == pytest.approx(right(truths, alone), abs=0.015)


@pytest.mark.parametrize("corpus", [1, 200])
def test_more_votes_of_the_same_kind_make_nobody_less_sure(corpus):
    rng = np.random.default_rng(5)
    said = " ".join(rng.choice(ENGLISH, 8))
    made = SkewedCrowd([ENGLISH], corpus, 0)
    others = list(made.rows(made.truths(rng), rng))
    sure = []
    for votes in (MOST_VOTES_HEARD + 1, 4 * MOST_VOTES_HEARD, 15 * MOST_VOTES_HEARD):
        rows = crowded_item(said, ENGLISH, votes, np.random.default_rng(7))
        sure.append(aggregate_corpus([*rows, *others]).items["crowded"].confidence)
    assert sure == sorted(sure)
    assert sure[-1] > 0.9


def test_the_fitted_vote_has_its_say_up_to_the_most_votes():
    made = SkewedCrowd([ENGLISH], 150, 0)
    others = list(made.rows(made.truths(np.random.default_rng(1)), np.random.default_rng(2)))
    differ = []
    for votes in (MOST_VOTES_HEARD, MOST_VOTES_HEARD + 1):
        rows = [*crowded_item("one two three", ENGLISH, votes, np.random.default_rng(7)), *others]
        fitted, plain = (aggregate_corpus(rows, method=method).items["crowded"] for method in ("fitted", "em"))
        differ.append(fitted.confidence != plain.confidence)
    assert differ == [True, False]


def test_two_prompts_of_names_that_are_one_are_refused():
    rows = [Transcript("a", worker, "we went home") for worker in "xyz"]
    assert aggregate_corpus(rows, prompts={"a": "we went home", "a ": "we went home"}).items["a"].votes == 3
    with pytest.raises(Invalid) as caught:
        aggregate_corpus(rows, prompts={"a": "we went home", "a ": "they left"})
    assert caught.value.code == "prompt_conflict"
