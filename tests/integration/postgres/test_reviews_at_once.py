"""Two reviewers decide one open chunk at once over PostgreSQL: the first word stands, the second comes too late."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from dependency_injector import providers
from sqlalchemy import Engine

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.roles import Role
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.task import TaskStatus
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from use_cases_scene import PlatformScene, tone_wav


@pytest.fixture
def scene(empty_engine: Engine) -> PlatformScene:
    installation = memory_installation()
    installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
    scene = PlatformScene(installation)
    scene.collection(consensus={"fewest": 2, "most": 3, "accept_confidence": 0.0})
    return scene


@pytest.mark.parametrize("round_", range(3))
def test_one_word_stands(scene: PlatformScene, round_: int) -> None:
    recording = scene.upload(scene.speaker(), tone_wav(3.0))
    scene.installation.work()
    (chunk,) = scene.chunks(recording)
    listener = scene.person("listener")
    (lent,) = scene.take(listener)
    reviewers = [scene.person(f"reviewer-{number}", Role.REVIEWER) for number in range(4)]
    decide, begin = scene.platform.decide_review(), Barrier(len(reviewers) + 1)

    def rule(number: int) -> str:
        begin.wait()
        try:
            decide(reviewers[number], chunk.id, Ruling(ReviewDecision.EDIT, f"word {number}"))
        except Conflict as error:
            return error.code
        return f"word {number}"

    def say() -> str:
        begin.wait()
        try:
            scene.say(listener, lent, "heard")
        except Conflict as error:
            return error.code
        return "heard"

    with ThreadPoolExecutor(len(reviewers) + 1) as pool:
        typed = pool.submit(say)
        said = list(pool.map(rule, range(len(reviewers))))
        heard = typed.result()
    scene.installation.work()
    after = scene.chunk(chunk.id)
    assert sorted(said)[:-1] == ["not_in_review"] * (len(reviewers) - 1)
    assert (after.status, after.text) == (ChunkStatus.SETTLED, max(said))
    assert (heard, after.votes) in {("heard", 1), ("chunk_settled", 0)}
    (task,) = scene.platform.keep_tasks().list(listener, PageRequest()).items
    assert task.task.status is (TaskStatus.SUBMITTED if heard == "heard" else TaskStatus.CANCELLED)
