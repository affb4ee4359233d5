"""Whatever people do in whatever order: nobody hears themselves, nothing is lent twice, nothing typed is lost."""

from collections import Counter
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.consensus.crowd.standing import Standing, judged
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.task import SkipReason, TaskStatus
from use_cases_scene import PlatformScene, tone_wav

TEXTS = ("আমি ভাত খাই", "আমি ভাত খাই না", "আমি বাত খাই", "")
PEOPLE = 5


class Transcribing(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.scene = PlatformScene()
        self.scene.collection(consensus={"most": 4})
        self.people = [self.scene.speaker(f"person{number}") for number in range(PEOPLE)]
        self.recordings = []
        self.leases = []
        self.heard = []
        self.had = Counter()

    @initialize()
    def somebody_records(self):
        self.record(0)

    @rule(who=st.integers(0, PEOPLE - 1))
    @precondition(lambda self: len(self.recordings) < 4)
    def record(self, who):
        recording = self.scene.upload(self.people[who], tone_wav(2.0))
        self.recordings.append((who, recording))
        self.scene.installation.work()

    @rule(who=st.integers(0, PEOPLE - 1), count=st.integers(1, 5))
    def take(self, who, count):
        own = {recording.id for speaker, recording in self.recordings if speaker == who}
        for lent in self.scene.take(self.people[who], count):
            assert lent.chunk.recording not in own
            assert lent.chunk.status is ChunkStatus.OPEN
            self.had[who, lent.chunk.id] += 1
            self.leases.append((who, lent))

    @rule(place=st.integers(0, 30), text=st.sampled_from(TEXTS))
    @precondition(lambda self: self.leases)
    def submit(self, place, text):
        who, lent = self.leases.pop(place % len(self.leases))
        try:
            (kept,) = self.scene.say(self.people[who], lent, text)
        except Conflict as error:
            assert error.code in {"chunk_settled", "already_transcribed", "task_skipped"}
            assert error.extra["text"] == text
        else:
            assert kept.text == text
            self.heard.append(kept)

    @rule(place=st.integers(0, 30))
    @precondition(lambda self: self.leases)
    def skip(self, place):
        who, lent = self.leases[place % len(self.leases)]
        try:
            self.scene.platform.keep_tasks().skip(self.people[who], lent.task.id, SkipReason.INAUDIBLE)
        except Conflict as error:
            assert error.code.startswith("task_")

    @rule(minutes=st.sampled_from([1, 20, 45]))
    def wait(self, minutes):
        self.scene.installation.clock.advance(timedelta(minutes=minutes))
        self.scene.platform.clean_up()()

    @rule()
    def work(self):
        self.scene.installation.work()

    @rule(decision=st.sampled_from(ReviewDecision))
    def review(self, decision):
        for case in self.scene.platform.review_queue()(self.scene.admin, PageRequest(1)).items:
            text = "ঠিক" if decision is ReviewDecision.EDIT else None
            try:
                self.scene.platform.decide_review()(self.scene.admin, case.chunk.id, Ruling(decision, text))
            except Conflict as error:
                assert error.code == "nothing_to_accept"

    @invariant()
    def nobody_is_lent_a_chunk_twice(self):
        assert all(times == 1 for times in self.had.values())

    @invariant()
    def nothing_typed_is_lost(self):
        with self.scene.platform.units_of_work()() as uow:
            for kept in self.heard:
                assert kept in uow.transcriptions.of_chunk(kept.chunk)

    @invariant()
    def chunks_agree_with_their_voices_tasks_and_reviews(self):
        now = self.scene.installation.clock.now()
        for _, recording in self.recordings:
            for chunk in self.scene.chunks(recording):
                with self.scene.platform.units_of_work()() as uow:
                    assert chunk.votes == len(uow.transcriptions.of_chunk(chunk.id))
                    tasks = [uow.tasks.find_for(chunk.id, person.id) for person in self.people]
                    queued = uow.reviews.find_queued(chunk.id)
                live = [t for t in tasks if t and t.status is TaskStatus.LEASED and t.lease_expires_at > now]
                assert (queued is not None) == (chunk.status is ChunkStatus.IN_REVIEW)
                if chunk.status in {ChunkStatus.SETTLED, ChunkStatus.REJECTED}:
                    assert not live
                if chunk.status is ChunkStatus.SETTLED:
                    assert chunk.text
                    assert chunk.settled_by in {Settler.CONSENSUS, Settler.REVIEWER}

    @invariant()
    def standings_are_the_sum_over_settled_chunks(self):
        sums = {person.id: Standing() for person in self.people}
        for _, recording in self.recordings:
            for chunk in self.scene.chunks(recording):
                if chunk.status is ChunkStatus.SETTLED:
                    with self.scene.platform.units_of_work()() as uow:
                        transcriptions = uow.transcriptions.of_chunk(chunk.id)
                    for transcription in transcriptions:
                        evidence = judged(transcription.text, chunk.text)
                        sums[transcription.contributor] = sums[transcription.contributor].with_clip(evidence)
        with self.scene.platform.units_of_work()() as uow:
            assert uow.standings.of(sums, "bn") == sums

    def teardown(self):
        self.scene.installation.work()
        for _, recording in self.recordings:
            found = self.scene.platform.read_recordings().get(self.scene.admin, recording.id)
            assert found.status == "chunked"


TestTranscribing = Transcribing.TestCase
TestTranscribing.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
