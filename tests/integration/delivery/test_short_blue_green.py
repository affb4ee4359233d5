"""The short form of blue-green: one switch and one release that is taken back; `nox -s blue_green` has the rest."""

import time

import pytest

from blue_green_site import TwiceAtMost, blue_green_site
from crowd_of_clients import compared, prepared
from servers.process import wait_for

CLIENTS, ACCOUNTS = 8, 4


@pytest.mark.long
def test_one_comes_in_and_a_bad_one_is_taken_back(tmp_path):
    rules = {"share": 10, "answers": 20, "errors": 2, "seconds": 1, "patience": 120}
    with blue_green_site(tmp_path, 1, **rules) as site:
        assert site.deploy("switch", "1.0.0")[0] == 0
        prepared(site, ACCOUNTS)
        with TwiceAtMost(site, CLIENTS, ACCOUNTS, pause=0.02) as crowd:
            wait_for(lambda: crowd.told.recordings, 60, "the first upload")
            code, lines = site.deploy("switch", "1.1.0")
            assert code == 0, lines
            switched = time.monotonic()
            code, lines = site.deploy("switch", "bad-1.2.0")
            assert (code, [line.text for line in lines if "(budget_broken)" in line.text] != []) == (1, True), lines
            time.sleep(1)
        with site.database() as connection:
            lost, doubled = compared(crowd.told, connection)
        code, lines = site.deploy("status")
    assert (lost, doubled, crowd.told.given_up) == ([], [], [])
    assert {one.release for one in crowd.seen if one.begun > switched} <= {"1.1.0", "bad-1.2.0", ""}
    assert [line.text for line in lines[:2]] == ["phase     resting", "live      1.1.0 in green"]
