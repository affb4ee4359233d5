"""Copies that are processed at once over PostgreSQL: exactly one goes through, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from dependency_injector import providers
from sqlalchemy import Engine

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from unit.use_cases.test_copies import speech
from use_cases_scene import PlatformScene

AT_ONCE = 6


@pytest.mark.parametrize("round_", range(3))
def test_exactly_one_goes_through(empty_engine: Engine, round_: int) -> None:
    installation = memory_installation()
    installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
    scene = PlatformScene(installation)
    scene.collection(copies={})
    mina = scene.speaker()
    recordings = [scene.upload(mina, speech(round_, gain=1 - 0.05 * number)) for number in range(AT_ONCE)]
    other = scene.upload(mina, speech(100 + round_))
    process = scene.platform.process_recording()
    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        list(pool.map(lambda recording: process(recording.id), [*recordings, other]))
    found = [scene.platform.read_recordings().get(mina, one.id) for one in (*recordings, other)]
    assert sorted(one.status for one in found[:-1]) == ["chunked"] + ["refused"] * (AT_ONCE - 1)
    assert found[-1].status is RecordingStatus.CHUNKED
    (kept,) = (one for one in found[:-1] if one.status is RecordingStatus.CHUNKED)
    assert {one.copy_of for one in found[:-1]} == {None, kept.id}
