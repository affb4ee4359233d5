"""A machine that marks gold, lends, answers, reviews and recomputes in any order, over whatever store it is given."""

from collections import Counter

from dependency_injector import providers
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.policies import read_policies
from shrutik_core.consensus.crowd.standing import Standing, judged
from shrutik_core.people.roles import Role
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.task import SkipReason
from use_cases_scene import SLUG, PlatformScene, tone_wav

TEXTS = ("আমি ভাত খাই", "আমি ভাত খাই না", "আমি বাত খাই", "")
PEOPLE = 4
LENDING = {"gold_share": 0.2}
POLICIES = ({"fewest": 1, "accept_confidence": 0.0}, {"fewest": 2, "most": 4}, {"fewest": 3, "most": 4})


class Eager:
    """Chance that gives every second place to gold."""

    def __init__(self):
        self.turn = 0

    def draws(self, count):
        self.turn += 1
        return tuple((self.turn + place) % 2 * 0.9 for place in range(count))


class GoldStory(RuleBasedStateMachine):
    def installation(self):
        return memory_installation()

    def __init__(self):
        super().__init__()
        installation = self.installation()
        installation.platform.random_source.override(providers.Object(Eager()))
        self.scene = PlatformScene(installation)
        self.scene.collection(consensus=POLICIES[0], lending=LENDING)
        self.people = [self.scene.speaker(f"person{number}") for number in range(PEOPLE)]
        self.reviewer = self.scene.person("reviewer", Role.REVIEWER)
        self.recordings, self.leases, self.had = [], [], Counter()

    @initialize()
    def somebody_records(self):
        self.record(0)

    @rule(who=st.integers(0, PEOPLE - 1))
    @precondition(lambda self: len(self.recordings) < 4)
    def record(self, who):
        self.recordings.append((who, self.scene.upload(self.people[who], tone_wav(2.0 + len(self.recordings)))))
        self.scene.installation.work()

    @rule(who=st.integers(0, PEOPLE - 1), count=st.integers(1, 5))
    def take(self, who, count):
        own = {recording.id for speaker, recording in self.recordings if speaker == who}
        lent = self.scene.take(self.people[who], count)
        assert len(lent) <= count
        assert not lent or any(not one.task.gold for one in lent) or len(lent) == 1
        for one in lent:
            assert one.chunk.recording not in own
            assert one.chunk.status is (ChunkStatus.SETTLED if one.task.gold else ChunkStatus.OPEN)
            self.had[who, one.chunk.id] += 1
            self.leases.append((who, one))

    @rule(place=st.integers(0, 30), text=st.sampled_from(TEXTS))
    @precondition(lambda self: self.leases)
    def submit(self, place, text):
        who, lent = self.leases.pop(place % len(self.leases))
        if lent.task.gold:
            # What ordinary voices made due is done first, so that all that changes comes from the answer.
            self.scene.installation.work()
        before = self.scene.chunk(lent.chunk.id)
        try:
            self.scene.say(self.people[who], lent, text)
        except Conflict as error:
            assert error.code in {"chunk_settled", "already_transcribed", "task_skipped"}
            assert not lent.task.gold or before.status is ChunkStatus.REJECTED or error.code == "task_skipped"
        else:
            if lent.task.gold:
                self.scene.installation.work()
                assert self.scene.chunk(lent.chunk.id) == before
                shown = self.scene.platform.read_chunks().get(self.people[who], lent.chunk.id)
                assert (shown.votes, shown.skips) == (1, 0)
                assert shown.settled_by != "reviewer"
                assert shown.text == text

    @rule(place=st.integers(0, 30))
    @precondition(lambda self: self.leases)
    def skip(self, place):
        who, lent = self.leases[place % len(self.leases)]
        before = self.scene.chunk(lent.chunk.id)
        try:
            self.scene.platform.keep_tasks().skip(self.people[who], lent.task.id, SkipReason.INAUDIBLE)
        except Conflict as error:
            assert error.code.startswith("task_")
        if lent.task.gold:
            assert self.scene.chunk(lent.chunk.id) == before

    @rule()
    def work(self):
        self.scene.installation.work()

    @rule(place=st.integers(0, 30), text=st.sampled_from([None, "আমি ভাত খাই", "ঠিক কথা"]))
    def mark(self, place, text):
        chunks = self.chunks()
        try:
            self.scene.platform.keep_gold().mark(self.reviewer, chunks[place % len(chunks)].id, text)
        except Conflict as error:
            assert error.code == "not_settled"

    @rule(place=st.integers(0, 30))
    def unmark(self, place):
        chunks = self.chunks()
        try:
            self.scene.platform.keep_gold().unmark(self.reviewer, chunks[place % len(chunks)].id)
        except Missing as error:
            assert error.code == "gold_missing"

    @rule(decision=st.sampled_from(ReviewDecision))
    def review(self, decision):
        for case in self.scene.platform.review_queue()(self.scene.admin, PageRequest(1)).items:
            text = "ঠিক" if decision is ReviewDecision.EDIT else None
            try:
                self.scene.platform.decide_review()(self.scene.admin, case.chunk.id, Ruling(decision, text))
            except Conflict as error:
                assert error.code == "nothing_to_accept"

    @rule(consensus=st.sampled_from(POLICIES))
    def change_policy(self, consensus):
        policies = read_policies({"consensus": consensus, "lending": LENDING})
        self.scene.platform.change_collection()(self.scene.admin, SLUG, policies)
        self.scene.installation.work()

    @invariant()
    def nobody_is_lent_a_chunk_twice(self):
        assert all(times == 1 for times in self.had.values())

    @invariant()
    def standings_are_those_recomputed_from_scratch(self):
        sums = {person.id: Standing() for person in self.people}
        for chunk in self.chunks():
            with self.scene.platform.units_of_work()() as uow:
                transcriptions, answers = (
                    uow.transcriptions.of_chunk(chunk.id),
                    uow.transcriptions.gold_of_chunk(chunk.id),
                )
                gold = uow.golds.find(chunk.id)
            if chunk.status is ChunkStatus.SETTLED and chunk.text:
                for transcription in transcriptions:
                    sums[transcription.contributor] = sums[transcription.contributor].with_clip(
                        judged(transcription.text, chunk.text)
                    )
            for answer in answers if gold else ():
                evidence = judged(answer.text, gold.text, gold=True)
                sums[answer.contributor] = sums[answer.contributor].with_clip(evidence)
        with self.scene.platform.units_of_work()() as uow:
            assert uow.standings.of(sums, "bn") == sums

    @invariant()
    def answers_to_gold_are_no_votes(self):
        for chunk in self.chunks():
            with self.scene.platform.units_of_work()() as uow:
                assert chunk.votes == len(uow.transcriptions.of_chunk(chunk.id))

    def chunks(self):
        return [chunk for _, recording in self.recordings for chunk in self.scene.chunks(recording)]
