"""What every test of the API begins with."""

import pytest

from http_scene import Person, Scene, a_collection, a_scene
from shrutik_core.people.roles import Role


@pytest.fixture
def scene() -> Scene:
    return a_scene()


@pytest.fixture
def admin(scene: Scene) -> Person:
    admin = scene.person(Role.ADMIN, "admin")
    assert admin.post("/collections", json=a_collection()).status_code == 201
    return admin


@pytest.fixture
def mina(scene: Scene, admin: Person) -> Person:
    """A speaker who has agreed."""
    mina = scene.person(name="mina")
    assert mina.consent().status_code == 201
    return mina
