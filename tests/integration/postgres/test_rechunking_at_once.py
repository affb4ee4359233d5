"""A collection is cut anew over PostgreSQL while people transcribe it: no text that was taken is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from dependency_injector import providers
from sqlalchemy import Engine, text

from rechunk_scene import became, change_rules, kept, recorded
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.testing.contracts.base import at_once, persist
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from use_cases_scene import PlatformScene

RECORDINGS, PEOPLE, TURNS = 12, 3, 3


@pytest.fixture
def scene(empty_engine: Engine) -> PlatformScene:
    installation = memory_installation()
    installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
    return PlatformScene(installation)


def test_whoever_was_lent_a_clip_hands_in_its_text(scene: PlatformScene, empty_engine: Engine) -> None:
    recordings = recorded(scene, RECORDINGS)
    before = [[row[0] for row in rows] for _, rows in kept(scene, recordings)]
    change_rules(scene)
    people = [scene.person(f"busy{number}") for number in range(PEOPLE)]

    def work(person):
        taken = []
        for _ in range(TURNS):
            for lent in persist(lambda: scene.take(person, 1)):
                persist(lambda lent=lent: scene.say(person, lent, "আমি গান গাই"))
                taken.append(lent.chunk.id)
        return taken

    with ThreadPoolExecutor(PEOPLE + 2) as pool:
        runs = [pool.submit(lambda: persist(lambda: became(scene))) for _ in range(2)]
        taken = [chunk for chunks in pool.map(work, people) for chunk in chunks]
        counts = [run.result() for run in runs]
    assert len(taken) == PEOPLE * TURNS
    after = [[row[0] for row in rows] for _, rows in kept(scene, recordings)]
    with empty_engine.connect() as connection:
        typed = connection.scalars(text("SELECT chunk FROM transcriptions")).all()
    assert sorted(typed) == sorted(taken)
    there = {chunk for chunks in after for chunk in chunks}
    assert set(taken) <= there
    replaced = sum(old != new for old, new in zip(before, after, strict=True))
    assert sum(count.get("cut", 0) for count in counts) == replaced
    assert became(scene).keys() <= {"same", "typed", "cut"}


def test_two_runs_at_once_cut_each_recording_once(scene: PlatformScene, empty_engine: Engine) -> None:
    recordings = recorded(scene, 4)
    change_rules(scene)
    counts = at_once(*[lambda: became(scene)] * 3)
    assert sum(count.get("cut", 0) for count in counts) == len(recordings)
    assert all(sum(count.values()) == len(recordings) for count in counts)
    with empty_engine.connect() as connection:
        rows = connection.execute(text("SELECT recording, count(*) AS n FROM chunks GROUP BY recording")).all()
        told = {row.id: row.chunk_count for row in connection.execute(text("SELECT id, chunk_count FROM recordings"))}
    assert {row.recording: row.n for row in rows} == told
