"""SIGKILL while a back-up is made or restored: nothing half is ever taken for whole, and the next call goes on."""

import json
import os
import signal
import subprocess
import sys

import numpy as np

from serving_program import Program, environment, postmaster, shrutik
from shrutik_bootstrap.restoring import RESTORING


def told(result):
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def furnished(data, count=60, size=400_000):
    """Blobs that no database names, for a copy that takes a while."""
    rng = np.random.default_rng(5)
    for number in range(count):
        path = data / "blobs" / "series" / f"s{number}" / "stats.json"
        path.parent.mkdir(parents=True)
        path.write_bytes(rng.bytes(size))


def killed_after(seconds, *arguments):
    """A command that is killed after a while; how it ended."""
    command = [sys.executable, "-m", "shrutik_cli", *map(str, arguments)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    return process.wait()


def test_a_killed_create_leaves_no_backup_and_the_next_goes_on(data, tmp_path):
    vault, kills = tmp_path / "vault", 0
    furnished(data)
    program = Program(data).start()
    program.address()
    for seconds in (0.9, 1.2, 1.5, 1.8):
        listed = len(list(vault.glob("backups/*.json")))
        ended = killed_after(seconds, "backup", "create", "--data", data, "--to", vault)
        kills += ended == -signal.SIGKILL
        for manifest in vault.glob("backups/*.json"):
            assert told(shrutik("backup", "verify", manifest.stem, "--from", vault, "--json"))["sound"]
        assert ended == 0 or len(list(vault.glob("backups/*.json"))) in {listed, listed + 1}
    assert kills
    objects = {path: path.stat().st_mtime_ns for path in vault.rglob("objects/*/*")}
    made = told(shrutik("backup", "create", "--data", data, "--to", vault, "--json"))
    assert made["blobs"] == 60
    assert told(shrutik("backup", "verify", "--from", vault, "--json"))["sound"]
    assert {path: path.stat().st_mtime_ns for path in objects} == objects, "what was copied is not copied again"
    assert program.stop() == 0


def test_a_killed_restore_serves_nobody_and_goes_on(data, tmp_path):
    vault, restored = tmp_path / "vault", tmp_path / "restored"
    furnished(data)
    assert told(shrutik("backup", "create", "--data", data, "--to", vault, "--json"))["blobs"] == 60
    kills = 0
    for seconds in (1.0, 1.6, 2.4, 3.2):
        ended = killed_after(seconds, "backup", "restore", "--from", vault, "--data", restored)
        if ended == 0:
            break
        kills += 1
        if (restored / RESTORING).exists():
            refused = shrutik("serve", "--data", restored, "--port", "0")
            assert refused.returncode == 1
            assert "data_folder_foreign" in refused.stderr
    assert kills
    if ended != 0:
        told(shrutik("backup", "restore", "--from", vault, "--data", restored, "--json"))
    assert not (restored / RESTORING).exists()
    assert shrutik("audit", "verify", "--data", restored).returncode == 0
    full = shrutik("backup", "restore", "--from", vault, "--data", restored)
    assert full.returncode == 1
    assert "data_folder_not_empty" in full.stderr
    assert postmaster(restored) is None
