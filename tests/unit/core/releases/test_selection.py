"""What goes out: every condition narrows, none of them widens, and each that fails has its reason."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import Settler
from shrutik_core.releases.candidate import ReleaseCandidate
from shrutik_core.releases.selection import Dates, LeftOut, Range, Selection
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_selection

DAY = date(2026, 3, 1)
ONE = ReleaseCandidate(
    text="গান",
    language="bn",
    decision=Settler.CONSENSUS,
    confidence=0.9,
    expected_wer=0.1,
    seconds=4.0,
    quality={"snr_db": 20.0, "hum_hz": 0},
    recorded_on=DAY,
    traits={"gender": "female"},
)
NARROW = {
    LeftOut.LANGUAGE: {"languages": ("hi",)},
    LeftOut.DECISION: {"decisions": (Settler.REVIEWER,)},
    LeftOut.CONFIDENCE: {"min_confidence": 0.91},
    LeftOut.EXPECTED_WER: {"max_expected_wer": 0.09},
    LeftOut.DURATION: {"seconds": Range(low=4.1)},
    LeftOut.QUALITY: {"quality": {"snr_db": Range(high=19.9)}},
    LeftOut.DATE: {"recorded": Dates(first=DAY + timedelta(days=1))},
    LeftOut.TRAITS: {"traits": {"gender": ("male",)}},
}
WIDE = {
    "languages": ("hi", "bn"),
    "decisions": tuple(Settler),
    "min_confidence": 0.9,
    "max_expected_wer": 0.1,
    "seconds": Range(4, 4),
    "quality": {"snr_db": Range(20, 20), "hum_hz": Range(0, 0)},
    "recorded": Dates(DAY, DAY),
    "traits": {"gender": ("male", "female")},
}


def test_bounds_are_among_what_goes_out():
    assert ONE.left_out_of(a_selection(**WIDE)) is None


@given(st.sets(st.sampled_from(sorted(NARROW))))
def test_the_first_condition_that_fails_is_told(failing):
    wishes = {name: value for reason in failing for name, value in NARROW[reason].items()}
    told = ONE.left_out_of(a_selection(**{**WIDE, **wishes}))
    assert told == next((reason for reason in LeftOut if reason in failing), None)


@pytest.mark.parametrize(("text", "reason"), [("", LeftOut.WORDLESS), ("?!", LeftOut.WORDLESS), ("7", None)])
def test_a_text_without_words_stays(text, reason):
    assert attrs.evolve(ONE, text=text).left_out_of(a_selection()) is reason


CONDITIONS = st.sets(st.sampled_from(sorted(NARROW)))


@given(CONDITIONS, st.booleans())
def test_a_synthetic_voice_stays_unless_it_is_asked_for_and_a_persons_never_for_that(failing, asked):
    """Asking for synthetic voices changes nothing for people, nor for why else a synthetic voice stays."""
    wishes = {name: value for reason in failing for name, value in NARROW[reason].items()}
    wish, plain = a_selection(**wishes, synthetic=asked), a_selection(**wishes)
    made = attrs.evolve(ONE, synthetic=True)
    assert ONE.left_out_of(wish) == ONE.left_out_of(plain) != LeftOut.SYNTHETIC
    assert made.left_out_of(wish) == (ONE.left_out_of(plain) if asked else LeftOut.SYNTHETIC)


def test_a_reviewers_word_goes_out_however_sure_it_is():
    reviewed = attrs.evolve(ONE, decision=Settler.REVIEWER, confidence=0.0, expected_wer=None)
    assert reviewed.left_out_of(a_selection(min_confidence=1.0, max_expected_wer=0.0)) is None
    assert attrs.evolve(ONE, expected_wer=None).left_out_of(a_selection(max_expected_wer=9.0)) is LeftOut.EXPECTED_WER


@pytest.mark.parametrize("known", [{}, {"snr_db": None}, {"snr_db": "loud"}])
def test_what_was_not_measured_is_in_no_range(known):
    assert attrs.evolve(ONE, quality=known).left_out_of(a_selection(quality={"snr_db": Range(-99)})) is LeftOut.QUALITY


BOUNDS = st.none() | st.floats(-1e6, 1e6)


@given(BOUNDS, BOUNDS, st.floats(-1e6, 1e6))
def test_a_range_holds_what_lies_between_its_bounds(low, high, number):
    if low is not None and high is not None and low > high:
        with pytest.raises(Invalid):
            Range(low, high)
    else:
        inside = (low is None or low <= number) and (high is None or number <= high)
        assert Range(low, high).holds(number) is inside


@pytest.mark.parametrize(
    "wish",
    [
        {"collections": ()},
        {"formats": ()},
        {"min_confidence": -0.001},
        {"min_confidence": 1.001},
        {"min_confidence": float("nan")},
        {"max_expected_wer": -0.001},
        {"max_expected_wer": float("inf")},
        {"languages": ("not a tag",)},
        {"quality": {"loudness": Range(0)}},
        {"traits": {"shoe_size": ("43",)}},
        {"traits": {"gender": ()}},
    ],
)
def test_what_cannot_be_selected_is_refused(wish):
    with pytest.raises(Invalid):
        a_selection(**wish)


@pytest.mark.parametrize("bounds", [(float("nan"), None), (None, float("inf"))])
def test_a_range_has_numbers_as_bounds(bounds):
    with pytest.raises(Invalid):
        Range(*bounds)


def test_dates_do_not_run_backwards():
    assert Dates(DAY, DAY).hold(DAY)
    assert not Dates(DAY).hold(DAY - timedelta(days=1))
    with pytest.raises(Invalid):
        Dates(DAY, DAY - timedelta(days=1))


def test_the_same_wish_is_the_same_selection():
    first = a_selection(quality={"snr_db": Range(1), "hum_db": Range(2)}, traits={"region": ("a",), "age": ("teens",)})
    second = a_selection(quality={"hum_db": Range(2), "snr_db": Range(1)}, traits={"age": ("teens",), "region": ("a",)})
    assert list(first.quality) == list(second.quality)
    assert list(first.traits) == list(second.traits)
    assert first == second
    assert isinstance(first, Selection)
