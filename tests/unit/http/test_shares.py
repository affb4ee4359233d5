"""Processes that answer on one socket each take their share of the connections."""

import asyncio
import socket

import pytest

from shrutik_http.front import entrance
from shrutik_http.front.entrance import Entrance
from shrutik_http.front.shares import MOST_PROCESSES, Shares
from shrutik_http.listening import listen


class Greeted(asyncio.Protocol):
    """A connection that was let in."""


@pytest.fixture
def listening():
    with listen("127.0.0.1", 0) as one:
        yield one


def test_a_process_that_is_not_there_has_not_the_fewest():
    shares = Shares()
    mine, other = shares.of(1), shares.of(2)
    mine.open()
    mine.more()
    assert mine.is_least
    other.open()
    assert not mine.is_least
    assert other.is_least
    other.close()
    assert mine.is_least


def test_a_process_in_the_place_of_one_that_was_killed_has_no_connections():
    shares = Shares()
    for share in (shares.of(0), shares.of(1)):
        share.open()
        share.more()
    shares.of(MOST_PROCESSES).open()
    assert shares.of(0).is_least
    assert not shares.of(1).is_least


def test_connections_that_end_count_no_more():
    shares = Shares()
    mine, other = shares.of(0), shares.of(1)
    mine.open()
    other.open()
    mine.more()
    mine.less()
    assert mine.is_least


async def taken(listening, callers, *, others):
    """How many of so many callers one process of two lets in at once, and how many in the end."""
    shares, met = Shares(), []
    mine, other = shares.of(0), shares.of(1)
    other.open()
    for _ in range(others):
        other.more()

    def welcome():
        met.append(Greeted())
        return met[-1]

    door = Entrance(asyncio.get_running_loop(), [listening], welcome, mine)
    door.open()
    waiting = [socket.create_connection(listening.getsockname()) for _ in range(callers)]
    for _ in range(callers):
        await asyncio.sleep(0)
    at_once = len(met)
    await asyncio.sleep(0.4)
    door.close()
    for one in waiting:
        one.close()
    return at_once, len(met)


def test_who_has_no_more_than_another_takes_a_connection_at_once(listening):
    at_once, in_the_end = asyncio.run(taken(listening, 1, others=0))
    assert in_the_end == 1
    assert at_once <= 1


def test_who_has_more_leaves_it_to_the_other_for_a_moment(listening, monkeypatch):
    monkeypatch.setattr(entrance, "PATIENCE", 0.05)
    at_once, in_the_end = asyncio.run(taken(listening, 4, others=1))
    assert at_once <= 2, "one more than the other has, at most"
    assert in_the_end == 4, "the other did not come"


def test_more_callers_than_are_taken_at_once_all_get_in(listening):
    assert asyncio.run(taken(listening, 100, others=0))[1] == 100


def test_nobody_is_let_in_by_a_closed_entrance(listening):
    async def closed():
        share, met = Shares().of(0), []
        door = Entrance(asyncio.get_running_loop(), [listening], lambda: met.append(1), share)
        door.open()
        door.close()
        with socket.create_connection(listening.getsockname()):
            await asyncio.sleep(0.05)
        return met

    assert asyncio.run(closed()) == []
