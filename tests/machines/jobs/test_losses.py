"""Jobs when a part is lost: Redis forgets them, a worker or a relay is killed; all are done, none twice."""

import time

import pytest
from redis import Redis

from machine_scene import machines_on_redis
from served_voices import assert_whole, babble_wav, chunked, upload
from serving_program import wait_for

WITHIN = 90
"""Seconds in which a job whose worker was killed, or that Redis forgot, is done all the same."""
SECONDS, LONG_SECONDS = 12, 600


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    with machines_on_redis(tmp_path_factory.mktemp("machines")) as made:
        yield made


def test_twenty_jobs_that_redis_forgot_are_sent_again_also_by_another_relay(machines):
    with machines.log_in("speaker") as speaker:
        relay = machines.start("relay", "relay")
        recordings = [upload(speaker, babble_wav(SECONDS, n), f"forgotten-{n}") for n in range(20)]
        wait_for(lambda: machines.messages()["chunking"] > 0)
        with Redis.from_url(machines.redis.url) as client:
            client.flushall()
        relay.kill()
        begun = time.monotonic()
        worker = machines.start("cutter", "worker", "--queues", "chunking")
        second = machines.start("second relay", "relay")
        for recording in recordings:
            chunked(speaker, recording, WITHIN)
        assert time.monotonic() - begun < WITHIN
        worker.stop()
        second.stop()


def test_what_a_killed_worker_was_doing_is_done_by_another_once(machines):
    with machines.log_in("speaker") as speaker:
        machines.start("relay for kills", "relay")
        first = machines.start("first", "worker")
        machines.start("another", "worker")
        recording = upload(speaker, babble_wav(LONG_SECONDS, 99), "killed")
        path = f"/recordings/{recording}"
        wait_for(lambda: speaker.get(path).json()["status"] == "processing")
        first.kill()
        begun = time.monotonic()
        assert_whole(speaker, recording, LONG_SECONDS)
        assert time.monotonic() - begun < WITHIN
