"""How the reviewers' queue is shown."""

from shrutik_core.review.review import Review
from shrutik_core.use_cases.review.review_chunks import Case
from shrutik_http.links import Links
from shrutik_http.schemas.reviews import CaseView, ReviewView, VoiceView
from shrutik_http.views.recordings import chunk_view, consensus_view


def case_view(case: Case, links: Links) -> CaseView:
    """A case; who typed what is not said."""
    voices = [
        VoiceView(id=one.id, text=one.text, late=one.late, created_at=one.created_at) for one in case.transcriptions
    ]
    return CaseView(
        id=case.review.id,
        chunk_id=case.chunk.id,
        collection_id=case.review.collection,
        reasons=list(case.review.why),
        queued_at=case.review.queued_at,
        chunk=chunk_view(case.chunk, links),
        consensus=consensus_view(case.chunk, case.consensus),
        transcriptions=voices,
    )


def review_view(review: Review) -> ReviewView:
    """A decided review."""
    ruling = review.ruling
    return ReviewView(
        id=review.id,
        chunk_id=review.chunk,
        status=review.status,
        decision=ruling.decision if ruling else None,
        text=ruling.text if ruling else None,
        reason=ruling.reason if ruling else "",
        decided_at=review.decided_at,
    )
