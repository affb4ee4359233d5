"""Reviews."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.review.review import ReviewDecision, ReviewStatus, Ruling
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_contributor, a_review

REVIEWER = a_contributor(4).id


@given(st.sampled_from(ReviewDecision), st.none() | strategies.typed_texts(), st.integers(0, 2_100))
def test_an_edit_has_a_text_and_nothing_else_has(decision, text, length):
    good = (decision is ReviewDecision.EDIT) == (text is not None)
    if good and length <= 2_000:
        ruling = Ruling(decision, text, "x" * length)
        assert ruling.text == (None if text is None else text.strip())
    else:
        with pytest.raises(Invalid) as error:
            Ruling(decision, text, "x" * length)
        assert error.value.code == ("review_reason" if good else "review_text")


@given(strategies.instants(), strategies.instants())
def test_a_review_is_decided_once(now, later):
    ruling = Ruling(ReviewDecision.ACCEPT)
    decided = a_review().decide(REVIEWER, ruling, now)
    assert (decided.status, decided.reviewer, decided.ruling, decided.decided_at) == (
        ReviewStatus.DECIDED,
        REVIEWER,
        ruling,
        now,
    )
    with pytest.raises(Conflict) as error:
        decided.decide(REVIEWER, ruling, later)
    assert error.value.code == "review_decided"


def test_an_edit_may_say_that_nobody_speaks():
    assert Ruling(ReviewDecision.EDIT, "  ").text == ""
