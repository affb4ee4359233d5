"""Gold items from mark to standing: as a machine in any order, and its main turns one by one."""

import attrs
import pytest
from dependency_injector import providers
from hypothesis import settings

from gold_story import GoldStory
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.policies import read_policies
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.people.roles import Actor, Role
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Conflict, Invalid, Missing, Refused
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.gold import MOST_HEARERS, Gold
from shrutik_core.transcription.task import LEASE, SkipReason
from use_cases_scene import SLUG, PlatformScene, tone_wav

TestGoldStory = GoldStory.TestCase
TestGoldStory.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)

TEXT = "আমি গান গাই"
ONE_VOTE_SETTLES = {"fewest": 1, "accept_confidence": 0.0}
TWO_ARE_WANTED = {"fewest": 2, "most": 3, "accept_confidence": 0.0}


class Always:
    """Chance that gives every place to gold."""

    def draws(self, count):
        return (0.0,) * count


class Cast(PlatformScene):
    """A scene with named people and things in it."""


@pytest.fixture
def scene():
    """Two settled chunks, and open ones; whoever takes is lent gold where there is some."""
    made = Cast()
    made.installation.platform.random_source.override(providers.Object(Always()))
    made.collection(consensus=ONE_VOTE_SETTLES, lending={"gold_share": 0.2})
    made.mina = made.speaker("mina")
    made.reviewer = made.person("reviewer", Role.REVIEWER)
    made.upload(made.mina, tone_wav(3.0))
    made.installation.work()
    one = made.person("one")
    made.settled = [lent.chunk.id for lent in made.take(one) if made.say(one, lent, TEXT)]
    made.installation.work()
    made.upload(made.mina, tone_wav(12.0))
    made.installation.work()
    return made


def standing(scene, person):
    with scene.platform.units_of_work()() as uow:
        return uow.standings.of([person.id], "bn")[person.id]


def mark(scene, text=None):
    return scene.platform.keep_gold().mark(scene.reviewer, scene.settled[0], text)


def test_an_answer_to_gold_counts_for_the_person_and_for_nothing_else(scene):
    gold, two = mark(scene), scene.person("two")
    before = scene.chunk(gold.chunk)
    (lent,) = scene.take(two, 1)
    assert (lent.chunk.id, lent.task.gold) == (gold.chunk, True)
    scene.say(two, lent, "আমি গান")
    assert scene.installation.work() == 0
    assert scene.chunk(gold.chunk) == before
    assert standing(scene, two) == Standing(right=2, wrong=1, clips=1, gold_clips=1)
    with scene.platform.units_of_work()() as uow:
        assert uow.consensuses.find(gold.chunk).votes == 1


def test_another_known_text_judges_anew_and_no_mark_takes_it_back(scene):
    gold, two = mark(scene), scene.person("two")
    scene.say(two, scene.take(two, 1)[0], "আমি গান")
    assert mark(scene, "আমি গান").lent == 1
    assert standing(scene, two) == Standing(right=2, wrong=0, clips=1, gold_clips=1)
    scene.platform.keep_gold().unmark(scene.reviewer, gold.chunk)
    assert standing(scene, two) == Standing()
    assert mark(scene, "আমি গান").lent == 1
    assert standing(scene, two) == Standing(right=2, wrong=0, clips=1, gold_clips=1)


def test_what_is_answered_after_the_mark_is_gone_says_nothing(scene):
    gold, two = mark(scene), scene.person("two")
    (lent,) = scene.take(two, 1)
    scene.platform.keep_gold().unmark(scene.reviewer, gold.chunk)
    (kept,) = scene.say(two, lent, "আমি গান")
    assert kept.gold
    assert standing(scene, two) == Standing()


def test_as_many_are_lent_with_gold_as_without(scene):
    without = scene.take(scene.person("before"), 20)
    scene.installation.clock.advance(LEASE)
    mark(scene)
    lent = scene.take(scene.person("two"), 20)
    assert len(lent) == len(without) > 1
    assert [one.task.gold for one in lent].count(True) == 1
    assert len({one.chunk.id for one in lent}) == len(lent)


def test_where_nothing_is_to_be_done_no_gold_is_lent(scene):
    for number in range(3):
        person = scene.person(f"busy{number}")
        for lent in scene.take(person):
            scene.say(person, lent, TEXT)
        scene.installation.work()
    mark(scene)
    assert scene.take(scene.person("late")) == ()


def test_without_a_share_no_gold_is_lent(scene):
    mark(scene)
    policies = read_policies({"consensus": ONE_VOTE_SETTLES, "lending": {"gold_share": 0}})
    scene.platform.change_collection()(scene.admin, SLUG, policies)
    assert not any(one.task.gold for one in scene.take(scene.person("two")))


def test_neither_the_speaker_nor_who_marked_it_nor_who_heard_it_is_lent_it(scene):
    gold = mark(scene)
    for person in (scene.mina, scene.reviewer):
        assert gold.chunk not in {one.chunk.id for one in scene.take(person, 20)}


def test_a_worn_item_is_lent_no_more(scene):
    gold = mark(scene)
    with scene.platform.units_of_work()() as uow:
        uow.golds.put(attrs.evolve(gold, lent=MOST_HEARERS))
        uow.commit()
    assert not any(one.task.gold for one in scene.take(scene.person("two"), 20))


def test_only_what_is_settled_is_marked_and_only_by_reviewers(scene):
    keep, first = scene.platform.keep_gold(), scene.settled[0]
    still_open = next(one.chunk.id for one in scene.take(scene.person("two"), 20) if not one.task.gold)
    cases = [
        (lambda: keep.mark(scene.reviewer, still_open), Conflict, "not_settled"),
        (lambda: keep.mark(scene.reviewer, first, " । "), Invalid, "text_invalid"),
        (lambda: keep.mark(scene.person("three"), first), Refused, "not_permitted"),
        (lambda: keep.unmark(scene.person("four"), first), Refused, "not_permitted"),
        (lambda: keep.get(scene.person("five"), first), Refused, "not_permitted"),
        (lambda: keep.get(scene.reviewer, first), Missing, "gold_missing"),
        (lambda: keep.unmark(scene.reviewer, first), Missing, "gold_missing"),
        (lambda: keep.mark(scene.reviewer, scene.admin.id), Missing, "chunk_missing"),
        (lambda: keep.mark(Actor(scene.mina.id, Role.REVIEWER), first), Refused, "own_voice"),
    ]
    for act, kind, code in cases:
        with pytest.raises(kind) as error:
            act()
        assert error.value.code == code


def test_a_reviewers_later_word_is_the_known_text(scene):
    gold, two = mark(scene), scene.person("two")
    scene.say(two, scene.take(two, 1)[0], "আমি গান")
    policies = read_policies({"consensus": {**TWO_ARE_WANTED, "fewest": 3}, "lending": {"gold_share": 0.2}})
    scene.platform.change_collection()(scene.admin, SLUG, policies)
    scene.installation.work()
    for name, text in (("three", "আমি গান গাই না"), ("four", TEXT)):
        person = scene.person(name)
        for lent in scene.take(person):
            scene.say(person, lent, text)
    scene.installation.work()
    cases = {case.chunk.id for case in scene.platform.review_queue()(scene.admin, PageRequest(100)).items}
    assert gold.chunk in cases
    scene.platform.decide_review()(scene.admin, gold.chunk, Ruling(ReviewDecision.EDIT, "আমি গান"))
    assert scene.platform.keep_gold().get(scene.reviewer, gold.chunk).text == "আমি গান"
    assert standing(scene, two) == Standing(right=2, wrong=0, clips=1, gold_clips=1)


def notes(scene, chunk):
    with scene.platform.units_of_work()() as uow:
        return [(entry.at, entry.actor, entry.action) for entry in uow.audit.page(PageRequest(), chunk).items]


def test_a_mark_is_kept_as_it_was_made_and_noted_and_so_is_its_end(scene):
    now, chunk = scene.installation.clock.now(), scene.chunk(scene.settled[0])
    gold = mark(scene)
    assert gold == Gold(chunk.id, chunk.collection, chunk.text, scene.reviewer.id, now, 0)
    assert mark(scene) == gold == scene.platform.keep_gold().get(scene.reviewer, chunk.id)
    assert notes(scene, chunk.id) == [(now, scene.reviewer.id, "chunk.gold_marked")]
    assert scene.platform.keep_gold().unmark(scene.reviewer, chunk.id) == gold
    assert notes(scene, chunk.id) == [
        (now, scene.reviewer.id, "chunk.gold_unmarked"),
        (now, scene.reviewer.id, "chunk.gold_marked"),
    ]


def test_a_speaker_does_not_see_that_their_own_voice_is_gold(scene):
    mark(scene)
    with pytest.raises(Refused) as error:
        scene.platform.keep_gold().get(Actor(scene.mina.id, Role.REVIEWER), scene.settled[0])
    assert error.value.code == "own_voice"


def test_a_gold_item_that_is_given_up_leaves_its_chunk_as_it_is(scene):
    gold, two = mark(scene), scene.person("two")
    before, (lent,) = scene.chunk(gold.chunk), scene.take(two, 1)
    scene.platform.keep_tasks().skip(two, lent.task.id, SkipReason.INAUDIBLE)
    assert scene.installation.work() == 0
    assert scene.chunk(gold.chunk) == before
    assert before.skips == 0


@pytest.mark.parametrize("status", [ChunkStatus.REJECTED, ChunkStatus.WITHDRAWN])
def test_a_gold_item_whose_chunk_is_gone_takes_no_text(scene, status):
    gold, two = mark(scene), scene.person("two")
    (lent,) = scene.take(two, 1)
    with scene.platform.units_of_work()() as uow:
        uow.chunks.save(attrs.evolve(uow.chunks.find(gold.chunk), status=status))
        uow.commit()
    with pytest.raises(Conflict) as error:
        scene.say(two, lent, TEXT)
    assert (error.value.code, error.value.extra["text"]) == ("chunk_settled", TEXT)


@pytest.mark.parametrize(
    ("decision", "text"),
    [(ReviewDecision.REJECT, None), (ReviewDecision.EDIT, "আমি গান"), (ReviewDecision.ACCEPT, None)],
)
def test_a_gold_item_follows_a_reviewers_later_word_and_goes_with_a_rejection(scene, decision, text):
    gold = mark(scene)
    policies = read_policies({"consensus": {"fewest": 3, "most": 3}, "lending": {"gold_share": 0.2}})
    scene.platform.change_collection()(scene.admin, SLUG, policies)
    scene.installation.work()
    scene.hear([("three", "আমি ৩ গান গাই"), ("four", "আমি ৪ গান গাই")])
    proposed = scene.chunk(gold.chunk).text
    scene.platform.decide_review()(scene.admin, gold.chunk, Ruling(decision, text))
    with scene.platform.units_of_work()() as uow:
        kept = uow.golds.find(gold.chunk)
    known = {ReviewDecision.REJECT: None, ReviewDecision.EDIT: text, ReviewDecision.ACCEPT: proposed}[decision]
    assert kept == (attrs.evolve(gold, text=known, lent=kept.lent) if known else None)
