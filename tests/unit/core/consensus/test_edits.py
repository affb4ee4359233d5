"""Edit scripts: they lead from one text to the other, and keep or cost what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq, Levenshtein

from shrutik_core.consensus.vote import edits
from shrutik_core.consensus.vote.edits import fewest_edits, keeping_edits

texts = st.text("abc", max_size=12)
scripts = st.sampled_from([fewest_edits, keeping_edits])


def applied(script, source, target):
    """The first text with the edits made, the last one first."""
    letters = list(source)
    for tag, at, place in sorted(script, key=lambda edit: (edit[1], edit[2]), reverse=True):
        if tag == "delete":
            del letters[at]
        elif tag == "insert":
            letters.insert(at, target[place])
        else:
            letters[at] = target[place]
    return "".join(letters)


@pytest.mark.property
@given(scripts, texts, texts)
def test_edits_lead_from_the_one_text_to_the_other(script, source, target):
    assert applied(script(source, target), source, target) == target


@pytest.mark.property
@given(texts, texts)
def test_the_most_is_kept_and_no_edit_is_made_for_nothing(source, target):
    found = list(keeping_edits(source, target))
    lost = sum(tag != "insert" for tag, _, _ in found)
    assert len(source) - lost == LCSseq.similarity(source, target)
    assert len(list(fewest_edits(source, target))) == Levenshtein.distance(source, target) <= len(found)


@given(st.sampled_from("abc"), st.integers(0, 4), texts, texts)
def test_of_letters_that_are_alike_the_first_ones_go(letter, more, before, behind):
    before, behind = before.rstrip(letter), behind.lstrip(letter)
    source, target = before + letter * (more + 2) + behind, before + letter + behind
    assert list(keeping_edits(source, target)) == [("delete", len(before) + n, len(before)) for n in range(more + 1)]


def test_a_long_text_takes_the_fewest_edits(monkeypatch):
    monkeypatch.setattr(edits, "MOST_CELLS", 25)
    assert [tag for tag, _, _ in keeping_edits("abbcd", "abcdd")] == ["delete", "insert"]
    monkeypatch.setattr(edits, "MOST_CELLS", 24)
    assert [tag for tag, _, _ in keeping_edits("abbcd", "abcdd")] == ["replace", "replace"]
