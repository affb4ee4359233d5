"""The API with a replica: what reads much is read there, each question can be asked of it, and it decides nothing."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from http_scene import Client, Person, Scene, a_collection
from servers.postgres import Postgres, running_postgres, running_replica
from shrutik_bootstrap.api_platform import ApiPlatform
from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.memory import MemoryInstallation
from shrutik_bootstrap.settings import Settings
from shrutik_core.people.roles import Role
from shrutik_http.app import create_app
from shrutik_memory.clock import MemoryClock
from shrutik_memory.job_sender import MemoryJobSender
from shrutik_memory.security_log import MemorySecurityLog
from shrutik_postgres.engine import make_engine

READ_THERE = {
    name: provider
    for name, provider in ApiPlatform.providers.items()
    if any(one is ApiPlatform.units_for_reading for one in getattr(provider, "args", ()))
}
QUESTIONS = (
    "/admin/stats",
    "/admin/audit",
    "/admin/flags",
    "/admin/agreement?collection=bn-read",
    "/admin/pulse",
    "/collections/bn-read/progress",
    "/collections/bn-read/leaderboard",
    "/me/export",
)
WISH = {"name": "read", "collections": ["bn-read"], "formats": ["csv"]}


@pytest.fixture(scope="module")
def replica() -> Iterator[tuple[Postgres, Postgres]]:
    with (
        running_postgres({"fsync": "off", "hot_standby_feedback": "on"}) as primary,
        running_replica(primary) as following,
    ):
        yield primary, following


@pytest.fixture(scope="module")
def admin(replica: tuple[Postgres, Postgres], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    primary, following = (one.url.render_as_string(hide_password=False) for one in replica)
    data: Path = tmp_path_factory.mktemp("house") / "data"
    settings = Settings(data=data, database_url=primary, replica_url=following, replica_patience=2)
    with own_installation(settings) as installation:
        house = MemoryInstallation(installation.platform, MemoryClock(), MemoryJobSender(), MemorySecurityLog())
        admin = Scene(house, Client(create_app(installation.platform))).person(Role.ADMIN, "admin")
        assert admin.post("/collections", json=a_collection()).status_code == 201
        yield admin


def transactions(server: Postgres) -> int:
    """How many the server has had of those who read."""
    engine = make_engine(server.url)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'shrutik reading' AND query <> ''"
        found = int(connection.execute(text(sql)).scalar_one())
    engine.dispose()
    return found


def test_what_reads_much_is_read_on_the_replica(admin: Person, replica: tuple[Postgres, Postgres]) -> None:
    for question in QUESTIONS:
        assert admin.get(question).status_code == 200, question
    assert admin.post("/releases/preview", json=WISH).status_code == 200
    primary, following = replica
    assert transactions(following) >= 1
    assert transactions(primary) == 0


def test_whoever_did_something_finds_it_in_the_audit_trail_at_once(admin: Person) -> None:
    for number in range(5):
        person = admin.scene.person(name=f"somebody-{number}")
        me = person.get("/me").json["id"]
        assert admin.ask("PATCH", f"/admin/users/{me}", json={"role": "reviewer"}).status_code == 200
        assert me in admin.get("/admin/audit?limit=5").text


@pytest.mark.parametrize("name", READ_THERE)
def test_what_is_read_there_decides_nothing_that_is_written(name: str) -> None:
    assert "commit(" not in inspect.getsource(sys.modules[READ_THERE[name].cls.__module__])


def test_these_are_read_there() -> None:
    assert set(READ_THERE) == {
        "read_flags",
        "read_audit",
        "verify_audit",
        "read_overview",
        "read_pulse",
        "read_agreement",
        "read_progress",
        "read_leaderboard",
        "preview_release",
        "export_own",
    }
