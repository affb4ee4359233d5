"""Two API machines with data folders of their own, on one database and one Redis."""

import shutil
import time
from contextlib import contextmanager

import attrs
import pytest
from sqlalchemy import URL

from http_scene import Client, Person, Scene, code
from servers.postgres import wipe
from servers.process import running
from servers.redis_server import redis_server
from shrutik_bootstrap.api_installation import open_api
from shrutik_bootstrap.memory import MemoryInstallation
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.accounts import soon
from shrutik_http.app import create_app
from shrutik_memory.clock import MemoryClock
from shrutik_memory.job_sender import MemoryJobSender
from shrutik_memory.security_log import MemorySecurityLog
from shrutik_postgres.engine import make_engine
from shrutik_redis.change_counts import SHORT_SECONDS
from shrutik_system.keys import FILE_NAME, load_keys

TIMES = 20
NO_LIMITS = {"*": None}


@contextmanager
def machine(folder, database: URL, redis: str, keys=None, rates=None):
    """The API on a machine of its own; ``keys`` is the data folder of the machine whose keys it has."""
    folder.mkdir()
    if keys is None:
        load_keys(folder)
    else:
        shutil.copy(keys / FILE_NAME, folder / FILE_NAME)
    settings = Settings(data=folder, redis_url=redis, argon2_memory_mb=1, rate_limits=rates or NO_LIMITS)
    with open_api(settings, folder, database) as installation:
        clock = MemoryClock()
        house = MemoryInstallation(installation.platform, clock, MemoryJobSender(), MemorySecurityLog())
        yield Scene(house, Client(create_app(installation.platform)))
        # Notes of used keys that are still being written would connect anew.
        if writer := installation.platform.known_api_keys()._writer:
            writer.shutdown(wait=True)


def deafen(scene: Scene) -> None:
    """Let the machine believe that it listens, and hear of nothing: what it knows now, it knows by Redis."""
    accounts = scene.installation.platform.accounts()
    assert soon(lambda: accounts._listener.listening)
    accounts._listener._told.clear()


@pytest.fixture
def emptied(embedded_url) -> URL:
    """The database, with every table empty."""
    engine = make_engine(embedded_url)
    wipe(engine)
    engine.dispose()
    return embedded_url


@pytest.fixture
def machines(tmp_path, emptied, standing):
    with (
        machine(tmp_path / "a", emptied, standing.url) as one,
        machine(tmp_path / "b", emptied, standing.url, keys=tmp_path / "a") as other,
    ):
        yield one, other


@pytest.fixture
def mina(machines) -> Person:
    mina = machines[0].person(name="mina")
    assert on(machines[1], mina).get("/me").status_code == 200
    deafen(machines[1])
    return mina


def on(scene: Scene, person: Person, token: str = "") -> Person:
    """The same person, or program, on another machine."""
    return attrs.evolve(person, scene=scene, token=token or person.token)


def warm(person: Person) -> None:
    for _ in range(2):
        assert person.get("/me").status_code == 200


def test_a_key_revoked_on_one_machine_is_refused_by_the_next_request_on_the_other(machines, mina):
    refused = []
    for number in range(TIMES):
        made = mina.post("/api-keys", json={"name": f"phone {number}", "scopes": ["record"]}).json
        phone = on(machines[1], mina, made["key"])
        warm(phone)
        assert mina.ask("DELETE", f"/api-keys/{made['id']}").status_code == 200
        refused.append(code(phone.get("/me")))
    assert refused == [(401, "api_key_invalid")] * TIMES


def test_a_session_ended_on_one_machine_is_refused_by_the_next_request_on_the_other(machines, mina):
    refused = []
    for _ in range(TIMES):
        token = machines[0].login(mina.email)
        there = on(machines[1], mina, token)
        warm(there)
        assert on(machines[0], mina, token).post("/auth/logout", json={}).status_code == 204
        refused.append(there.get("/me").status_code)
    assert refused == [401] * TIMES


def test_an_account_disabled_on_one_machine_is_refused_by_the_next_request_on_the_other(machines, mina):
    admin, refused = machines[0].person(Role.ADMIN, "admin"), []
    place = f"/admin/users/{mina.get('/me').json['id']}"
    for _ in range(TIMES):
        there = on(machines[1], mina, machines[0].login(mina.email))
        warm(there)
        assert admin.patch(place, json={"status": "disabled"}).status_code == 200
        refused.append(code(there.get("/me")))
        assert admin.patch(place, json={"status": "active"}).status_code == 200
    assert refused == [(403, "account_inactive")] * TIMES


def test_while_redis_is_away_a_deaf_machine_believes_for_two_seconds_at_most(tmp_path, emptied):
    made = redis_server(tmp_path / "redis")
    with (
        running(made.server),
        machine(tmp_path / "a", emptied, made.url) as one,
        machine(tmp_path / "b", emptied, made.url, keys=tmp_path / "a") as other,
    ):
        mina = one.person(name="mina")
        there = on(other, mina)
        warm(there)
        deafen(other)
        made.server.kill()
        warm(there)
        assert mina.post("/auth/logout", json={}).status_code == 204
        assert mina.get("/me").status_code == 401
        time.sleep(SHORT_SECONDS)
        assert there.get("/me").status_code == 401


def test_calls_are_counted_for_both_machines_together(tmp_path, emptied, standing):
    rates = {"read.account": (10, 86_400)}
    with (
        machine(tmp_path / "a", emptied, standing.url, rates=rates) as one,
        machine(tmp_path / "b", emptied, standing.url, keys=tmp_path / "a", rates=rates) as other,
    ):
        mina = one.person(name="mina")
        answers = [on(scene, mina).get("/me").status_code for _ in range(8) for scene in (one, other)]
    assert answers == [200] * 10 + [429] * 6


def test_an_address_that_cannot_be_used_is_said_at_the_start(tmp_path, emptied, monkeypatch):
    monkeypatch.setenv("SHRUTIK_REDIS_URL", "redis://u:very-secret@one,two")
    settings = read_settings(data=tmp_path)
    assert "very-secret" not in repr(settings)
    with (
        pytest.raises(Invalid, match="SHRUTIK_REDIS_URL cannot be used"),
        open_api(settings, tmp_path, emptied),
    ):
        pass
