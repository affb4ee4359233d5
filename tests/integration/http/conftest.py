"""The API over a real database, real files and real sound; background work is done when a test says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dependency_injector import providers

from http_scene import Client, Person, Scene, a_collection
from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.memory import MemoryInstallation
from shrutik_bootstrap.settings import Settings
from shrutik_core.people.rate_limits import RateLimits
from shrutik_core.people.roles import Role
from shrutik_http.app import create_app
from shrutik_memory.clock import MemoryClock
from shrutik_memory.job_sender import MemoryJobSender
from shrutik_memory.security_log import MemorySecurityLog


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house") / "data"


@pytest.fixture(scope="module")
def scene(data: Path) -> Iterator[Scene]:
    with own_installation(Settings(data=data)) as installation:
        sender = MemoryJobSender()
        installation.platform.sender.override(providers.Object(sender))
        clock = MemoryClock()
        # Calls are counted for the whole process, which these tests share with others.
        installation.platform.rate_limits.override(providers.Object(RateLimits().changed({"*": None})))
        house = MemoryInstallation(installation.platform, clock, sender, MemorySecurityLog(clock))
        yield Scene(house, Client(create_app(installation.platform)))


@pytest.fixture(scope="module")
def admin(scene: Scene) -> Person:
    admin = scene.person(Role.ADMIN, "admin")
    assert admin.post("/collections", json=a_collection()).status_code == 201
    return admin
