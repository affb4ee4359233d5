"""Counts of changes: what one process counts, all see at once, and nothing counted at the same moment is lost."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shrutik_system.change_counts import ChangeCounts

TIMES = 500


def count_often(path: Path) -> None:
    """In a process of its own."""
    counts = ChangeCounts(path)
    for _ in range(TIMES):
        counts.advance("mina")


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
    others = [multiprocessing.get_context("spawn").Process(target=count_often, args=(path,)) for _ in range(2)]
    for other in others:
        other.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: counts.advance("mina"), range(TIMES)))
    for other in others:
        other.join(60)
    assert counts.of("mina") == 3 * TIMES


def test_its_file_is_its_owners_alone(tmp_path):
    ChangeCounts(tmp_path / "changes")
    assert (tmp_path / "changes").stat().st_mode & 0o777 == 0o600
