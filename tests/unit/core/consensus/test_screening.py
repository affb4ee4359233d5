"""Who types for no clip is left out; who merely errs, or stands alone, is heard."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate_corpus
from shrutik_core.consensus.crowd.screening import screen
from shrutik_core.consensus.vote.batch import Row

SENTENCES = [f"আমি {a} {b} {c} আজ" for a in ("গান", "কথা", "বই") for b in ("শুনি", "বলি") for c in ("কাল", "পরে", "আগে")]


def rows(texts_by_worker):
    """Clips from one list of texts for each worker."""
    return [
        [Row(texts[place], worker) for worker, texts in enumerate(texts_by_worker)]
        for place in range(len(texts_by_worker[0]))
    ]


def test_whoever_types_for_no_clip_is_left_out_and_still_counted():
    clips = rows([SENTENCES, SENTENCES, ["a b c d e f"] * len(SENTENCES), SENTENCES])
    heard = screen(clips, 4)
    assert heard.left_out.tolist() == [False, False, True, False]
    assert heard.record.clips.tolist() == [len(SENTENCES)] * 4
    assert heard.record.overall()[2] < 0.3


def test_nobody_is_left_out_where_nobody_else_typed():
    clips = [[Row("a b c", 0)], [Row("d e f", 0)], [Row("g h i", 0)]]
    heard = screen(clips, 1, np.array([True]))
    assert heard.aligned.batch.votes.item.tolist() == [0, 1, 2]


def test_punctuation_alone_is_nobody_else():
    clips = [[Row("a b c", 0), Row("...", 1)], [Row("d e f", 0), Row("d e f", 1)]]
    heard = screen(clips, 2, np.array([True, False]))
    assert heard.aligned.batch.worker.tolist() == [0, 1]


def test_two_clips_are_too_few_to_leave_anybody_out():
    clips = rows([SENTENCES[:2], SENTENCES[:2], ["x y z", "u v w"]])
    assert not screen(clips, 3).left_out.any()


@pytest.mark.property
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 0.25))
def test_honest_people_who_err_are_all_heard(seed, error):
    rng = np.random.default_rng(seed)
    typed = [
        [" ".join(w + "x" * (rng.random() < error) for w in sentence.split()) for sentence in SENTENCES]
        for _ in range(5)
    ]
    assert not screen(rows(typed), 5).left_out.any()


def test_texts_of_whoever_is_left_out_do_not_count_as_votes():
    rows_ = [(str(i), str(w), text) for i, text in enumerate(SENTENCES) for w in range(3)]
    rows_ += [(str(i), "spam", "q w e r t y") for i in range(len(SENTENCES))]
    found = aggregate_corpus(rows_)
    assert [found.items[str(i)].text for i in range(len(SENTENCES))] == SENTENCES
    assert {one.votes for one in found.items.values()} == {3}
    assert found.workers["spam"].accuracy < 0.3
    assert not next(vote for vote in found.items["0"].transcriptions if vote.worker == "spam").counted
