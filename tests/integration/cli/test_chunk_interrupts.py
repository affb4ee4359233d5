"""Ctrl-C while `shrutik chunk` works: it ends soon, says nothing, and nothing half-written is left."""

import signal
import time

import numpy as np
import pytest
import soundfile

from integration.cli.programs import Program, processes_of

pytestmark = pytest.mark.slow

RATE = 48_000
MINUTES = 15
PATIENCE = 120


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Two recordings that take a while to cut."""
    folder = tmp_path_factory.mktemp("long")
    minute = np.random.default_rng(1).normal(0, 0.05, 60 * RATE).astype(np.float32)
    minute *= (np.arange(len(minute)) % (3 * RATE) < 2 * RATE).astype(np.float32)
    paths = [folder / "one.wav", folder / "two.wav"]
    for path in paths:
        with soundfile.SoundFile(path, "w", RATE, 1) as file:
            for _ in range(MINUTES):
                file.write(minute)
    return paths


@pytest.mark.parametrize("files", [1, 2])
def test_nothing_is_left_of_what_was_broken_off(long, tmp_path, files):
    out = tmp_path / "out"
    program = Program("chunk", *long[:files], "--out", out, "--jobs", files)
    give_up = time.monotonic() + PATIENCE
    while len(list(out.glob(".*/new/*.flac"))) < 10:
        assert time.monotonic() < give_up
        assert program.process.poll() is None
        time.sleep(0.05)
    pressed = time.monotonic()
    assert program.end(signal.SIGINT) == 130
    assert time.monotonic() - pressed < PATIENCE / 4
    assert list(out.iterdir()) == []
    assert not processes_of(out)
    assert "Traceback" not in "\n".join(program.lines)
