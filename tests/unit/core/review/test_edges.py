"""Limits of a review, and the words that are stored."""

import attrs
import pytest

from shrutik_core.review.review import REVIEW_LIFE, ReviewDecision, ReviewStatus, Ruling
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing.builders import MORNING, a_contributor, a_review

REJECT = ReviewDecision.REJECT


def test_what_is_stored_is_called_so():
    assert [one.value for one in ReviewStatus] == ["queued", "decided", "closed"]
    assert [one.value for one in ReviewDecision] == ["accept", "edit", "reject"]
    ends = {ReviewStatus.DECIDED, ReviewStatus.CLOSED}
    assert REVIEW_LIFE.ways == {ReviewStatus.QUEUED: ends, **{end: set() for end in ends}}


def test_a_reason_has_at_most_2000_characters():
    assert Ruling(REJECT, reason="x" * 2_000).reason == "x" * 2_000
    assert (Ruling(REJECT).text, Ruling(REJECT).reason) == (None, "")
    with pytest.raises(Invalid) as caught:
        Ruling(REJECT, reason="x" * 2_001)
    assert caught.value.code == "review_reason"
    with pytest.raises(Invalid) as caught:
        Ruling(REJECT, reason="a\0b")
    assert [error.field for error in caught.value.errors] == ["reason"]


@pytest.mark.parametrize(
    ("decision", "text"), [(ReviewDecision.EDIT, None), (ReviewDecision.ACCEPT, "x"), (REJECT, "")]
)
def test_a_text_comes_with_an_edit_and_with_nothing_else(decision, text):
    with pytest.raises(Invalid) as caught:
        Ruling(decision, text)
    assert (caught.value.code, [error.field for error in caught.value.errors]) == ("review_text", ["text"])
    assert Ruling(ReviewDecision.EDIT, " গান ").text == "গান"


def test_a_review_is_decided_once_by_one_person_at_one_instant():
    queued, who = a_review(), a_contributor(2).id
    assert (queued.status, queued.reviewer, queued.ruling, queued.decided_at) == (ReviewStatus.QUEUED, None, None, None)
    decided = queued.decide(who, Ruling(REJECT), MORNING)
    assert decided == attrs.evolve(
        queued, status=ReviewStatus.DECIDED, reviewer=who, ruling=Ruling(REJECT), decided_at=MORNING
    )
    with pytest.raises(Conflict) as caught:
        decided.decide(who, Ruling(REJECT), MORNING)
    assert caught.value.code == "review_decided"
