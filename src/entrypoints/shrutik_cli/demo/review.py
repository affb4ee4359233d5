"""The reviewer's account: accept, edit or reject what the crowd could not agree on; some is left for another day."""

from shrutik_cli.demo.accounts import REVIEWER
from shrutik_cli.demo.material import Sample
from shrutik_cli.demo.setup import DemoPlatform
from shrutik_cli.demo.transcribe import SpokenTexts, random_source
from shrutik_cli.paging import every
from shrutik_core.chunking.chunk import Chunk
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.texts import comparison_key

_DECIDED = 0.6
_CUT = 0.08


def review_some(demo: DemoPlatform, spoken: SpokenTexts) -> int:
    """Decide a share of the queue; how many clips that were. Which ones depends on the seed alone."""
    reviewer, queue, decide = demo.actors[REVIEWER], demo.platform.review_queue(), demo.platform.decide_review()
    cases = [case for case in every(lambda request: queue(reviewer, request)) if case.chunk.recording in spoken.samples]
    decided = 0
    for case in cases:
        sample = spoken.samples[case.chunk.recording]
        if random_source(spoken.seed, "review", sample.name, case.chunk.index).random() < _DECIDED:
            decide(reviewer, case.chunk.id, _ruling(case.chunk, sample, spoken))
            decided += 1
    return decided


def _ruling(chunk: Chunk, sample: Sample, spoken: SpokenTexts) -> Ruling:
    if _cuts_a_word(sample, chunk.start) or _cuts_a_word(sample, chunk.end):
        return Ruling(ReviewDecision.REJECT, reason="A word is cut at the edge of this clip.")
    said = spoken.said(chunk)
    if not said:
        return Ruling(ReviewDecision.REJECT, reason="There is no speech in this clip.")
    if comparison_key(chunk.text or "") == comparison_key(said):
        return Ruling(ReviewDecision.ACCEPT)
    return Ruling(ReviewDecision.EDIT, said)


def _cuts_a_word(sample: Sample, edge: float) -> bool:
    return any(word.start + _CUT < edge < word.end - _CUT for word in sample.words)
