"""Counts of changes: what one process counts, all see at once, and nothing counted at the same moment is lost."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from shrutik_system.change_counts import ChangeCounts

TIMES = 500


COUNT_OFTEN = f"""
import sys
from pathlib import Path
from shrutik_system.change_counts import ChangeCounts

counts = ChangeCounts(Path(sys.argv[1]))
for _ in range({TIMES}):
    counts.advance("mina")
"""


def test_a_change_is_seen_through_every_opening_of_the_file(tmp_path):
    one, other = ChangeCounts(tmp_path / "changes"), ChangeCounts(tmp_path / "changes")
    before = other.of("mina")
    one.advance("mina")
    assert other.of("mina") == one.of("mina") == before + 1
    assert ChangeCounts(tmp_path / "changes").of("mina") == before + 1


def test_other_names_have_other_counts(tmp_path):
    counts = ChangeCounts(tmp_path / "changes")
    counts.advance("mina")
    assert sum(counts.of(f"person {number}") for number in range(200)) < 10


def test_processes_and_threads_that_count_at_once_lose_nothing(tmp_path):
    path = tmp_path / "changes"
    counts = ChangeCounts(path)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", COUNT_OFTEN, str(path)]
    others = [subprocess.Popen(words, env=environment) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: counts.advance("mina"), range(TIMES)))
    for other in others:
        assert other.wait(60) == 0
    assert counts.of("mina") == 3 * TIMES


def test_its_file_is_its_owners_alone(tmp_path):
    ChangeCounts(tmp_path / "changes")
    assert (tmp_path / "changes").stat().st_mode & 0o777 == 0o600
