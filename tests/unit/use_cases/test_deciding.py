"""Deciding a chunk: what is kept of its votes, and what hangs on the decision."""

from datetime import timedelta

import attrs
import pytest

from deciding_scene import TEXT, heard, in_review, staged, standing
from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.collections.policies import read_policies
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.review.review import Review, ReviewDecision, Ruling
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from use_cases_scene import SLUG

OTHER = "আমি গান গাইব"


def record(scene):
    (chunk,) = scene.chunks(scene.recording)
    return scene.platform.read_chunks().consensus(scene.admin, chunk.id)[1]


def test_two_who_agree_settle_a_chunk_and_are_believed_more():
    scene = staged({"fewest": 2, "accept_confidence": 0.0})
    chunk = heard(scene, TEXT, TEXT + "।")
    kept = record(scene)
    assert (chunk.status, chunk.text, chunk.settled_by, chunk.votes) == (
        ChunkStatus.SETTLED,
        kept.text,
        Settler.CONSENSUS,
        2,
    )
    assert chunk.confidence == kept.confidence > 0.5
    assert standing(scene, "hearer0-ই@example.org") == Standing(right=3, wrong=0, clips=1, gold_clips=0)


def test_what_is_kept_of_a_consensus_is_the_whole_of_it():
    scene = staged({"fewest": 2, "accept_confidence": 0.99, "accept_wer": None, "most": 5})
    chunk = heard(scene, TEXT, OTHER)
    kept = record(scene)
    network = scene.platform.read_chunks().network(scene.admin, chunk.id)
    assert (kept.chunk, kept.text, kept.confidence, kept.expected_wer, kept.votes, kept.method) == (
        chunk.id,
        network.text,
        network.confidence,
        network.expected_wer,
        2,
        network.method.value,
    )
    assert (kept.decision, kept.reasons) == ("more_votes", ("unsure",))
    assert kept.computed_at == scene.installation.clock.now()
    assert kept.words == tuple(
        {
            "text": word.text,
            "probability": round(word.probability, 4),
            "rivals": [{"text": one.text, "probability": round(one.probability, 4)} for one in word.rivals],
        }
        for word in network.words
    )
    assert [word["text"] for word in kept.words] == kept.text.split()
    assert {one["text"] for one in kept.words[2]["rivals"]} | {kept.words[2]["text"]} == {"গাই", "গাইব"}
    assert all(word["probability"] != round(word["probability"], 3) for word in kept.words[2]["rivals"])


def test_an_open_chunk_shows_what_it_would_say_and_asks_for_more():
    scene = staged({"fewest": 2, "accept_confidence": 0.999, "accept_wer": None, "most": 5})
    chunk = heard(scene, TEXT, OTHER)
    kept = record(scene)
    assert (chunk.status, chunk.text, chunk.confidence) == (ChunkStatus.OPEN, kept.text, kept.confidence)
    assert 2 < chunk.wanted <= 5
    assert chunk.settled_by is None


def test_the_prompt_is_one_more_vote_only_where_the_policy_says_so():
    for witness, voices in ((True, 2), (False, 1)):
        scene = staged({"fewest": 1, "accept_confidence": 0.0, "witness": witness}, prompt=TEXT)
        chunk = heard(scene, OTHER)
        network = scene.platform.read_chunks().network(scene.admin, chunk.id)
        assert [one.text for one in network.transcriptions] == [OTHER, TEXT][:voices]


def test_who_was_right_before_weighs_more():
    scene = staged({"fewest": 1, "accept_confidence": 0.0})
    heard(scene, TEXT)
    with scene.platform.units_of_work()() as uow:
        good = uow.contributors.find_by_email("hearer0-ই@example.org")
        uow.standings.put_all({good.id: Standing(right=2000, wrong=1, clips=100)}, "bn")
        uow.commit()
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": {"fewest": 2, "most": 7}}))
    scene.installation.work()
    chunk = heard(scene, OTHER)
    network = scene.platform.read_chunks().network(scene.admin, chunk.id)
    first, second = network.transcriptions
    assert first.worker == str(good.id)
    assert first.accuracy > second.accuracy
    assert network.text == TEXT


def test_votes_that_differ_in_a_number_go_to_review_with_the_reason():
    scene = staged({"fewest": 2, "accept_confidence": 0.0})
    chunk = heard(scene, "আমি ৩ গান গাই", "আমি ৪ গান গাই")
    (case,) = scene.platform.review_queue()(scene.admin, PageRequest()).items
    now = scene.installation.clock.now()
    review = Review(case.review.id, chunk.id, chunk.collection, chunk.speaker, ("number_differs",), now)
    assert (case.review, case.chunk, case.consensus) == (review, chunk, record(scene))
    assert sorted(one.text for one in case.transcriptions) == ["আমি ৩ গান গাই", "আমি ৪ গান গাই"]
    assert (chunk.status, chunk.text) == (ChunkStatus.IN_REVIEW, record(scene).text)


def test_a_chunk_that_is_gone_cannot_be_decided_and_one_that_is_closed_stays_as_it_is():
    scene, chunk, reviewer = in_review()
    decide = scene.platform.decide_chunk()
    with pytest.raises(Missing) as caught:
        decide(an_id(1))
    assert caught.value.code == "chunk_missing"
    scene.platform.decide_review()(reviewer, chunk.id, Ruling(ReviewDecision.REJECT))
    before, kept = scene.chunk(chunk.id), record(scene)
    scene.installation.clock.advance(timedelta(minutes=1))
    decide(chunk.id)
    assert (scene.chunk(chunk.id), record(scene)) == (before, kept)
    decide.give_up(chunk.id, "the worker was lost")
    assert scene.chunk(chunk.id) == before


@pytest.mark.parametrize(
    ("texts", "status"), [(("আমি যাব", "আমি যাব না"), "in_review"), (("i will not", "i will"), "settled")]
)
def test_a_negation_counts_in_the_language_of_the_collection_alone(texts, status):
    scene = staged({"fewest": 2, "accept_confidence": 0.0})
    assert heard(scene, *texts).status == status


@pytest.mark.parametrize("status", [ChunkStatus.SILENT, ChunkStatus.REJECTED, ChunkStatus.WITHDRAWN])
def test_nothing_is_decided_of_a_chunk_that_is_closed(status):
    scene = staged({"fewest": 2})
    (chunk,) = scene.chunks(scene.recording)
    closed = attrs.evolve(chunk, status=status)
    with scene.platform.units_of_work()() as uow:
        uow.chunks.save(closed)
        uow.commit()
    scene.platform.decide_chunk()(chunk.id)
    with scene.platform.units_of_work()() as uow:
        assert (uow.chunks.find(chunk.id), uow.consensuses.find(chunk.id)) == (closed, None)


def test_skips_count_beside_votes_that_agree():
    scene = staged({"fewest": 3, "most_skips": 1, "accept_confidence": 0.0})
    person = scene.person("skipper")
    (lent,) = scene.take(person)
    scene.platform.keep_tasks().skip(person, lent.task.id, "inaudible")
    assert heard(scene, TEXT, TEXT + "।", " " + TEXT).status is ChunkStatus.IN_REVIEW
