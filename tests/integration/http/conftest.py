"""The API over a real database, real files and real sound; background work is done when a test says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dataset_story import real_scene
from http_scene import Person, Scene, a_collection
from shrutik_bootstrap.settings import Settings
from shrutik_core.people.roles import Role


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house") / "data"


@pytest.fixture(scope="module")
def scene(data: Path) -> Iterator[Scene]:
    with real_scene(Settings(data=data)) as scene:
        yield scene


@pytest.fixture(scope="module")
def admin(scene: Scene) -> Person:
    admin = scene.person(Role.ADMIN, "admin")
    assert admin.post("/collections", json=a_collection()).status_code == 201
    return admin
