"""A served installation with an admin, for clients that tell the whole story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from served_voices import babble_wav
from serving_program import Program, kill_all, shrutik

ADMIN = "admin@example.org"
PASSWORD = "a long password"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Where it listens."""
    data, options = tmp_path / "data", ("--role", "admin", "--password-stdin")
    made = shrutik("user", "create", ADMIN, *options, "--data", data, text=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    program = Program(data).start()
    try:
        yield program.address()
        assert program.stop() == 0
    finally:
        kill_all()


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A recording."""
    path = tmp_path / "voice.wav"
    path.write_bytes(babble_wav(20))
    return path
