"""Processes as a work pool: the contract with one and with several, and what happens when one is killed."""

import os

import pytest

from pooled_work import die_at_three, own_process
from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing import contracts
from shrutik_system.work_pool import ProcessWorkPool


class TestProcesses(contracts.WorkPoolContract):
    @pytest.fixture
    def pool(self):
        return ProcessWorkPool(2)

    def test_the_work_is_done_elsewhere(self, pool):
        assert os.getpid() not in set(pool.each(own_process, range(10)))

    def test_a_process_that_is_killed_is_told_of(self, pool):
        with pytest.raises(Unavailable) as error:
            list(pool.each(die_at_three, range(10)))
        assert error.value.code == "work_pool_lost"


class TestOneProcess(contracts.WorkPoolContract):
    @pytest.fixture
    def pool(self):
        return ProcessWorkPool(1)

    def test_the_work_is_done_here(self, pool):
        assert list(pool.each(own_process, range(2))) == [os.getpid()] * 2
