"""Assignment: who is offered what, and why not."""

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_chunk, a_speaker
from shrutik_core.transcription.assignment import Candidate, KnownVoices, Obstacle, obstacle, urgency

CANDIDATES = st.builds(Candidate, strategies.chunks(), st.integers(0, 4), st.booleans())
VOICES = st.sampled_from([a_speaker(1).id, a_speaker(2).id])


@given(CANDIDATES, VOICES)
def test_what_is_offered_is_open_of_another_voice_new_to_them_and_short_of_voices(candidate, own):
    chunk = candidate.chunk
    offered = (
        chunk.status is ChunkStatus.OPEN
        and chunk.speaker != own
        and not candidate.had_before
        and chunk.votes + candidate.leases < chunk.wanted
    )
    assert (obstacle(candidate, KnownVoices(own)) is None) == offered


@given(CANDIDATES, st.sampled_from(["own", "kin", "entrusted"]))
def test_no_person_is_ever_offered_a_voice_that_they_know(candidate, how):
    voice, stranger = candidate.chunk.speaker, a_speaker(99).id
    known = {
        "own": KnownVoices(voice),
        "kin": KnownVoices(stranger, [voice]),
        "entrusted": KnownVoices(stranger, (), [voice]),
    }
    assert obstacle(candidate, known[how]) is not None


@given(CANDIDATES, VOICES)
def test_another_lease_never_makes_a_chunk_free(candidate, own):
    more = Candidate(candidate.chunk, candidate.leases + 1, candidate.had_before)
    if obstacle(candidate, KnownVoices(own)) is not None:
        assert obstacle(more, KnownVoices(own)) is not None


def test_each_obstacle_has_its_name():
    own, other = a_speaker(1).id, a_speaker(2).id
    assert obstacle(Candidate(a_chunk(status=ChunkStatus.IN_REVIEW), 0, False), KnownVoices(other)) is Obstacle.NOT_OPEN
    assert obstacle(Candidate(a_chunk(), 0, False), KnownVoices(own)) is Obstacle.OWN_VOICE
    assert obstacle(Candidate(a_chunk(), 0, False), KnownVoices(other, [own])) is Obstacle.KIN_VOICE
    assert obstacle(Candidate(a_chunk(), 0, False), KnownVoices(other, (), [own])) is Obstacle.ENTRUSTED_VOICE
    assert obstacle(Candidate(a_chunk(), 0, True), KnownVoices(other)) is Obstacle.HAD_BEFORE
    assert obstacle(Candidate(a_chunk(wanted=2, votes=1), 1, False), KnownVoices(other)) is Obstacle.ENOUGH_VOTES


@given(st.lists(st.builds(a_chunk, st.integers(1, 50), votes=st.integers(0, 5)), unique_by=lambda chunk: chunk.id))
def test_what_others_began_comes_first(chunks):
    ordered = sorted(chunks, key=urgency)
    assert [chunk.votes for chunk in ordered] == sorted((chunk.votes for chunk in chunks), reverse=True)
