"""What every repository of reviews must keep."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.review.review import SECOND_LOOK, EarlierDecision, Review, ReviewDecision, Ruling
from shrutik_core.review.waiting import WaitingReviews
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import CollectionId
from shrutik_core.testing.builders import a_chunk, a_collection, a_contributor, a_review, a_speaker, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.scenes import keep

REVIEWER = a_contributor(4).id
ACCEPT = Ruling(ReviewDecision.ACCEPT)
DECIDED = a_review(1).decide(REVIEWER, Ruling(ReviewDecision.EDIT, "গান গাই", "কান পেতে শুনুন"), an_instant(60))
LOOK = a_review(1, why=(SECOND_LOOK,), earlier=EarlierDecision("গান গাই", "গান চাই", REVIEWER))


class ReviewsContract(StoreContract):
    """The reviewers' queue."""

    @pytest.fixture
    def cut(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with chunks 1 to 6."""
        keep(stage, *[a_chunk(number) for number in range(1, 7)])
        return stage

    def test_a_queued_review_comes_back_as_it_was_kept(self, cut: UnitsOfWork) -> None:
        review = a_review(1, why=("number_differs", "skipped"))
        keep(cut, review)
        with cut() as work:
            assert work.reviews.find_queued(review.chunk) == review
            assert work.reviews.find_queued(review.chunk, lock=True) == review
            assert work.reviews.latest(review.chunk) == review
            assert work.reviews.find_queued(a_chunk(2).id) is None
            assert work.reviews.latest(a_chunk(2).id) is None

    def test_a_chunk_waits_once(self, cut: UnitsOfWork) -> None:
        keep(cut, a_review(1), a_review(2, chunk=a_chunk(1).id))
        with cut() as work:
            assert work.reviews.find_queued(a_chunk(1).id) == a_review(1)
            assert walk(lambda request: work.reviews.page(request, not_of=a_speaker(2).id)) == [a_review(1)]

    @pytest.mark.parametrize(
        "ruling", [ACCEPT, Ruling(ReviewDecision.REJECT, reason="noise"), Ruling(ReviewDecision.EDIT, "")]
    )
    def test_a_decision_is_kept(self, cut: UnitsOfWork, ruling: Ruling) -> None:
        decided = a_review(1).decide(REVIEWER, ruling, an_instant(60))
        keep(cut, a_review(1))
        with cut() as work:
            work.reviews.save(decided)
            work.commit()
        with cut() as work:
            assert work.reviews.find_queued(a_chunk(1).id) is None
            assert work.reviews.latest(a_chunk(1).id) == decided

    def test_a_decided_chunk_may_wait_again(self, cut: UnitsOfWork) -> None:
        again = a_review(9, chunk=a_chunk(1).id)
        keep(cut, a_review(1))
        with cut() as work:
            work.reviews.save(DECIDED)
            work.reviews.queue(again)
            work.commit()
        with cut() as work:
            assert work.reviews.find_queued(a_chunk(1).id) == again
            assert work.reviews.latest(a_chunk(1).id) == again

    def test_saving_what_is_not_there_is_missing(self, cut: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, cut() as work:
            work.reviews.save(DECIDED)
        assert error.value.code == "review_missing"

    def test_pages_hold_what_waits_oldest_first(self, cut: UnitsOfWork) -> None:
        waiting = [a_review(number) for number in range(1, 7)]
        keep(cut, *waiting[::-1])
        with cut() as work:
            work.reviews.save(DECIDED)
            assert walk(lambda request: work.reviews.page(request, not_of=a_speaker(2).id)) == waiting[1:]

    def test_nobody_reviews_their_own_voice(self, cut: UnitsOfWork) -> None:
        theirs = a_review(2, speaker=a_speaker(2).id)
        keep(cut, a_review(1), theirs, a_review(3))
        with cut() as work:
            assert walk(lambda request: work.reviews.page(request, not_of=a_speaker(1).id)) == [theirs]
            assert walk(lambda request: work.reviews.page(request, not_of=a_speaker(2).id)) == [
                a_review(1),
                a_review(3),
            ]

    def test_pages_may_hold_one_collections(self, cut: UnitsOfWork) -> None:
        far, here, there = a_review(2, collection=a_collection(2).id), a_collection(1).id, a_collection(2).id
        keep(cut, a_review(1), far, a_review(3))

        def of(*collections: CollectionId) -> list[Review]:
            with cut() as work:
                return walk(
                    lambda request: work.reviews.page(
                        request, not_of=a_speaker(2).id, collections=frozenset(collections)
                    )
                )

        assert of(there) == [far]
        assert of(here) == [a_review(1), a_review(3)]
        assert of(here, there) == of() == [a_review(1), far, a_review(3)]
        assert of(CollectionId(a_chunk(1).id)) == []

    def test_what_waits_is_summed_by_collection(self, cut: UnitsOfWork) -> None:
        first, second = a_collection(1), a_collection(2)
        decided = a_review(4, collection=second.id)
        keep(cut, a_review(1), a_review(2, collection=second.id), a_review(3), decided)
        with cut() as work:
            work.reviews.save(decided.decide(REVIEWER, ACCEPT, an_instant(60)))
            work.commit()
        with cut() as work:
            assert work.reviews.waiting() == (
                WaitingReviews(first.id, first.slug, 2, a_review(3).queued_at),
                WaitingReviews(second.id, second.slug, 1, a_review(2).queued_at),
            )

    def test_a_second_look_comes_back_as_it_was_kept(self, cut: UnitsOfWork) -> None:
        by_consensus = a_review(2, why=(SECOND_LOOK,), earlier=EarlierDecision("", None))
        keep(cut, LOOK, by_consensus, a_review(3))
        with cut() as work:
            assert work.reviews.find(LOOK.id) == work.reviews.find_queued(LOOK.chunk) == LOOK
            assert [work.reviews.second_look(a_chunk(number).id) for number in (1, 2, 3)] == [LOOK, by_consensus, None]
            assert work.reviews.find(a_review(9).id) is None

    def test_no_reviewer_is_shown_a_second_look_at_what_they_settled(self, cut: UnitsOfWork) -> None:
        by_consensus = a_review(2, earlier=EarlierDecision("a", "a"))
        keep(cut, LOOK, by_consensus, a_review(3))

        def seen(person: int) -> list[Review]:
            with cut() as work:
                reviewer = a_contributor(person).id
                return walk(lambda request: work.reviews.page(request, not_of=a_speaker(2).id, reviewer=reviewer))

        assert seen(3) == [LOOK, by_consensus, a_review(3)]
        assert seen(4) == [by_consensus, a_review(3)]

    def test_a_chunk_has_one_second_look(self, cut: UnitsOfWork) -> None:
        keep(cut, LOOK)
        with cut() as work:
            work.reviews.save(LOOK.decide(a_contributor(3).id, ACCEPT, an_instant(60)))
            work.commit()
        keep(cut, a_review(8, chunk=LOOK.chunk, earlier=EarlierDecision("b")))
        with cut() as work:
            assert work.reviews.find_queued(LOOK.chunk) is None
        keep(cut, a_review(9, chunk=LOOK.chunk))
        with cut() as work:
            assert work.reviews.find_queued(LOOK.chunk) == a_review(9, chunk=LOOK.chunk)

    def test_decided_second_looks_are_told_by_collection(self, cut: UnitsOfWork) -> None:
        decided = LOOK.decide(a_contributor(3).id, ACCEPT, an_instant(60))
        keep(cut, LOOK, a_review(2, earlier=EarlierDecision("a")), a_review(3))
        with cut() as work:
            work.reviews.save(decided)
            work.reviews.save(a_review(3).decide(REVIEWER, ACCEPT, an_instant(60)))
            work.commit()
        with cut() as work:
            assert list(work.reviews.second_looks(a_collection(1).id)) == [decided]
            assert list(work.reviews.second_looks(a_collection(2).id)) == []

    def test_of_two_queued_at_once_one_waits(self, cut: UnitsOfWork) -> None:
        at_once(lambda: keep(cut, a_review(1)), lambda: keep(cut, a_review(2, chunk=a_chunk(1).id)))
        with cut() as work:
            assert len(walk(lambda request: work.reviews.page(request, not_of=a_speaker(2).id))) == 1

    def test_a_locked_review_is_decided_once(self, cut: UnitsOfWork) -> None:
        keep(cut, a_review(1))

        def decide() -> bool:
            with cut() as work:
                review = work.reviews.find_queued(a_chunk(1).id, lock=True)
                if review is None:
                    return False
                work.reviews.save(review.decide(REVIEWER, ACCEPT, an_instant(60)))
                work.commit()
                return True

        assert sorted(at_once(*[decide] * 4)) == [False, False, False, True]
