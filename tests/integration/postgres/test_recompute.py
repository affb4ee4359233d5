"""A new policy over PostgreSQL: people go on working meanwhile, two at once are one, and again is the same."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from dependency_injector import providers
from sqlalchemy import Engine, text

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.policies import read_policies
from shrutik_core.consensus.crowd.standing import Standing, judged
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.contracts.base import at_once, persist
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from use_cases_scene import SLUG, PlatformScene, tone_wav

TEXTS = ("আমি বাংলায় গান গাই", "আমি বাংলা গান গাই", "আমি বাংলায় গান গাই না")
ONE_SETTLES, THREE_ARE_WANTED = ({"fewest": fewest, "accept_confidence": 0.0, "guards": False} for fewest in (1, 3))
PEOPLE = 4


@pytest.fixture
def scene(empty_engine: Engine) -> PlatformScene:
    """About thirty clips, each with two voices, that wait for a third."""
    installation = memory_installation()
    installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
    made = PlatformScene(installation)
    made.collection(consensus=THREE_ARE_WANTED)
    speaker = made.speaker()
    for _ in range(3):
        made.upload(speaker, tone_wav(60.0))
    installation.work()
    texts = cycle(TEXTS)
    for name in ("one", "two"):
        person = made.person(name)
        while lent := made.take(person):
            for one in lent:
                made.say(person, one, next(texts))
    installation.work()
    return made


def chunks(scene):
    recordings = scene.platform.read_recordings().list(scene.admin, PageRequest(100)).items
    return [chunk for recording in recordings for chunk in scene.chunks(recording) if not chunk.silent]


def check_standings(scene):
    sums = {}
    with scene.platform.units_of_work()() as uow:
        for chunk in chunks(scene):
            for transcription in uow.transcriptions.of_chunk(chunk.id):
                known = sums.setdefault(transcription.contributor, Standing())
                if chunk.status is ChunkStatus.SETTLED and chunk.text:
                    sums[transcription.contributor] = known.with_clip(judged(transcription.text, chunk.text))
        assert dict(uow.standings.of(sums, "bn")) == sums


def change(scene, policy):
    policies = read_policies({"consensus": policy, "copies": {"own": "accept"}})
    return scene.platform.change_collection()(scene.admin, SLUG, policies)


def test_people_go_on_working_while_a_collection_is_recomputed(scene: PlatformScene) -> None:
    assert len(chunks(scene)) > 20
    change(scene, ONE_SETTLES)
    people = [scene.person(f"busy{number}") for number in range(PEOPLE)]
    texts = cycle(TEXTS)

    def work(person):
        kept = 0
        for _ in range(6):
            for lent in persist(lambda: scene.take(person, 3)):
                try:
                    persist(lambda lent=lent: scene.say(person, lent, next(texts)))
                    kept += 1
                except Conflict as error:
                    assert error.code == "chunk_settled"
        return kept

    with ThreadPoolExecutor(PEOPLE + 1) as pool:
        recomputation = pool.submit(scene.installation.work)
        kept = list(pool.map(work, people))
        recomputation.result()
    scene.installation.work()
    assert all(chunk.status is ChunkStatus.SETTLED for chunk in chunks(scene))
    with scene.platform.units_of_work()() as uow:
        transcriptions = sum(len(uow.transcriptions.of_chunk(chunk.id)) for chunk in chunks(scene))
    assert transcriptions == 2 * len(chunks(scene)) + sum(kept) == sum(chunk.votes for chunk in chunks(scene))
    check_standings(scene)


def test_two_recomputations_at_once_and_one_again_give_one_result(scene: PlatformScene, empty_engine: Engine) -> None:
    collection = change(scene, ONE_SETTLES)
    recompute = scene.platform.recompute_collection()
    at_once(*[lambda: recompute(collection.id)] * 3)
    first = chunks(scene)
    assert all(chunk.status is ChunkStatus.SETTLED for chunk in first)
    check_standings(scene)
    recompute(collection.id)
    assert [(chunk.id, chunk.text, chunk.status) for chunk in chunks(scene)] == [
        (chunk.id, chunk.text, chunk.status) for chunk in first
    ]
    check_standings(scene)
    change(scene, THREE_ARE_WANTED)
    at_once(*[lambda: recompute(collection.id)] * 2)
    assert {chunk.status for chunk in chunks(scene)} == {ChunkStatus.OPEN}
    check_standings(scene)
    with empty_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM consensuses")) == len(first)


def test_one_clip_decided_by_many_at_once_has_one_result(scene: PlatformScene) -> None:
    change(scene, ONE_SETTLES)
    clip = chunks(scene)[0].id
    decide = scene.platform.decide_chunk()
    at_once(*[lambda: decide(clip)] * 6)
    found = scene.chunk(clip)
    assert (found.status, found.votes) == (ChunkStatus.SETTLED, 2)
    check_standings(scene)
