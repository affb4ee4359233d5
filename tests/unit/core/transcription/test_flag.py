"""Flags: whom they name, how much evidence they hold, and what is too fast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import FlagId
from shrutik_core.testing.builders import a_chunk, a_contributor, a_transcription, an_id, an_instant
from shrutik_core.transcription.flag import MOST_EVIDENCE, Flag, FlagEvidence, FlagKind, first, is_too_fast

ONE, TWO = a_contributor(1).id, a_contributor(2).id
texts = st.lists(st.integers(1, 60), min_size=1, max_size=40)


def said(*numbers):
    return [FlagEvidence(a_transcription(number).id, a_chunk(number).id) for number in numbers]


def flag(*numbers, kind=FlagKind.TOO_FAST, other=None):
    return Flag(FlagId(an_id(1, 91)), kind, ONE, an_instant(0), first(said(*numbers)), other)


@given(texts)
def test_a_flag_has_each_text_once_and_the_oldest_first(numbers):
    kept = first(said(*numbers))
    assert kept == tuple(said(*sorted(set(numbers))[:MOST_EVIDENCE]))


@given(texts, texts)
def test_evidence_is_added_and_never_taken_away(numbers, more):
    before = flag(*numbers)
    after = before.with_evidence(said(*more))
    assert set(before.evidence) <= set(after.evidence) <= set(before.evidence) | set(said(*more))
    assert list(after.evidence) == sorted(after.evidence, key=lambda one: one.transcription)
    assert after.with_evidence(said(*more)).evidence == after.evidence or len(after.evidence) == MOST_EVIDENCE


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Flag(FlagId(an_id(1)), FlagKind.TOO_FAST, ONE, an_instant(0), ()),
        lambda: Flag(
            FlagId(an_id(1)), FlagKind.TOO_FAST, ONE, an_instant(0), tuple(said(*range(1, MOST_EVIDENCE + 2)))
        ),
        lambda: flag(1, other=TWO),
        lambda: flag(1, kind=FlagKind.COPIED),
        lambda: flag(1, kind=FlagKind.COPIED, other=ONE),
    ],
)
def test_what_cannot_be_a_flag_is_refused(wrong):
    with pytest.raises(Invalid) as error:
        wrong()
    assert error.value.code == "flag_invalid"


def test_a_flag_for_copying_names_two():
    assert flag(1, kind=FlagKind.COPIED, other=TWO).about == (FlagKind.COPIED, ONE, TWO)


@pytest.mark.parametrize(
    ("took", "text", "fast"),
    [(3.999, "আমি", True), (4.0, "আমি", False), (0.0, "", False), (None, "আমি", False), (9.0, "আমি", False)],
)
def test_a_text_that_comes_before_its_clip_has_played_is_too_fast(took, text, fast):
    assert is_too_fast(took, 4.0, text) == fast
