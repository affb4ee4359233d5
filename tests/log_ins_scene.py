"""A platform with one person who logs in, and time that passes."""

from datetime import timedelta

import attrs

from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.people.register import Registration
from use_cases_scene import PlatformScene

MINA = Registration("mina@example.org", "a long password", "Mina")


@attrs.define
class Scene(PlatformScene):
    mina: object = None


def log_in(scene, password="a long password", origin="192.0.2.1", email="mina@example.org"):
    return scene.platform.log_in()(email, password, origin, "a browser")


def wait(scene, **time):
    scene.installation.clock.advance(timedelta(**time))


def sessions(scene):
    return scene.platform.manage_sessions().list(scene.mina.actor, PageRequest()).items
