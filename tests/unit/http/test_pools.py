"""Where handlers run: pools that do not wait for each other, and a queue for passwords that has an end."""

import asyncio
import threading
import time
from collections import Counter

import pytest

from shrutik_core.shared.errors import Unavailable
from shrutik_http.edge import pools as pools_module
from shrutik_http.edge.body import HeldBodies, Hold
from shrutik_http.edge.pools import HASHING_THREADS, MOST_HASHES_WAITING, Pools
from shrutik_http.operation import Room


async def outcomes(tasks):
    """How many came to their end, and how many were refused."""
    found = await asyncio.gather(*tasks, return_exceptions=True)
    return Counter(one.code if isinstance(one, Unavailable) else one for one in found)


def test_passwords_are_hashed_two_at_once_while_a_bounded_number_waits():
    now, most, go = Counter(), [], threading.Event()

    def hash_one():
        now["running"] += 1
        most.append(now["running"])
        go.wait(10)
        now["running"] -= 1
        return "done"

    async def all_at_once():
        pools = Pools(4)
        asked = [
            asyncio.ensure_future(pools.run(Room.HASHING, hash_one))
            for _ in range(HASHING_THREADS + MOST_HASHES_WAITING + 10)
        ]
        await asyncio.sleep(0.2)
        go.set()
        first = await outcomes(asked)
        return first, await outcomes([pools.run(Room.HASHING, hash_one)])

    first, again = asyncio.run(all_at_once())
    assert first == {"done": HASHING_THREADS + MOST_HASHES_WAITING, "busy": 10}
    assert again == {"done": 1}
    assert max(most) == HASHING_THREADS


def test_who_would_wait_too_long_is_told_at_once(monkeypatch):
    monkeypatch.setattr(pools_module, "MOST_SECONDS_WAITING", 0.2)

    async def many(seconds):
        pools = Pools(4)
        for _ in range(8):
            await pools.run(Room.HASHING, lambda: time.sleep(seconds))
        began = time.monotonic()
        found = await outcomes(pools.run(Room.HASHING, lambda: time.sleep(seconds)) for _ in range(40))
        return found, time.monotonic() - began

    slow, took = asyncio.run(many(0.05))
    assert 2 < slow[None] < 20
    assert slow["busy"] == 40 - slow[None]
    assert took < 2
    # So long that a busy machine alone does not take it.
    monkeypatch.setattr(pools_module, "MOST_SECONDS_WAITING", 5.0)
    quick, _ = asyncio.run(many(0.0))
    assert quick == {None: 40}


def test_a_probe_does_not_wait_for_those_who_wait():
    go = threading.Event()

    async def probed():
        pools = Pools(2)
        waiting = [asyncio.ensure_future(pools.run(Room.THREADS, lambda: go.wait(10))) for _ in range(10)]
        await asyncio.sleep(0.05)
        found = await asyncio.wait_for(pools.run(Room.PROBES, threading.current_thread), 5)
        here = await pools.run(Room.LOOP, threading.current_thread)
        go.set()
        await asyncio.gather(*waiting)
        return found, here

    found, here = asyncio.run(probed())
    assert found.name.startswith("probe")
    assert here is threading.current_thread()


def test_all_bodies_together_are_bounded():
    bodies = HeldBodies(100)
    with Hold(bodies) as first, Hold(bodies) as second:
        first.add(60)
        second.add(40)
        with pytest.raises(Unavailable) as refused:
            second.add(1)
        assert refused.value.code == "busy"
        assert bodies.held == 100
    assert bodies.held == 0
    with Hold(bodies) as third:
        third.add(100)
