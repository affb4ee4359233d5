"""A room's names come when they are asked for, and are what their modules hold."""

import subprocess
import sys
from importlib import import_module

import pytest

from shrutik_core import chunking, consensus
from shrutik_core.shared.lazy_names import lazy_names


@pytest.mark.parametrize("room", [chunking, consensus])
def test_every_public_name_is_found(room):
    for name in room.__all__:
        found = getattr(room, name)
        assert found is getattr(import_module(found.__module__), name)
        assert found.__module__.startswith(f"{room.__name__}.")


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(AttributeError, match=r"module 'shrutik_core.consensus' has no attribute 'nothing'"):
        lazy_names("shrutik_core.consensus", {"result": ("Consensus",)})("nothing")


def test_a_part_of_a_room_costs_no_import_of_the_rest(core_path):
    code = "import sys, shrutik_core.consensus.record, shrutik_core.chunking.chunk; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=core_path)
    assert told.stdout.strip() == "False"


@pytest.fixture
def core_path():
    return {"PYTHONPATH": chunking.__path__[0].rsplit("/shrutik_core/", 1)[0]}
