"""Sorting beyond memory: the contract, with and without runs on disk, which leave nothing behind."""

import errno
import tempfile

import pytest

from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing import contracts
from shrutik_datasets.run_sorting import RunSorting


class TestRunSorting(contracts.LineSortingContract):
    def begin(self):
        return RunSorting()


class TestRunSortingWithRuns(contracts.LineSortingContract):
    def begin(self):
        return RunSorting(memory=20_000)


def test_runs_are_written_when_memory_is_full_and_gone_when_they_are_read(monkeypatch):
    made = []

    def temporary(**options):
        made.append(real(**options))
        return made[-1]

    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", temporary)
    sorting = RunSorting(memory=1_000)
    for number in range(100):
        sorting.add(f"{number:050}")
    assert len(made) == 100 // 6
    assert len(list(sorting.lines())) == 100
    assert all(run.closed for run in made)


def test_no_room_on_the_disk_is_said(monkeypatch):
    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(Unavailable, match="needs room") as error:
        RunSorting(memory=1).add("a")
    assert error.value.code == "disk_full"
