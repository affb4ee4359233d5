"""The database ends all connections again and again, in the middle of requests: 503 at most, nothing is doubled."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest

from http_scene import Person
from shrutik_postgres.embedding.cluster import DATABASE, USER
from shrutik_postgres.embedding.places import known_home

PEOPLE, CALLS, TRIES = 4, 25, 40
END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shrutik'"
BETWEEN_SECONDS = 0.04


@pytest.fixture
def ended(data):
    """Ends all connections some twenty times a second, while the test lasts."""
    over = threading.Event()

    def end():
        with psycopg.connect(host=str(known_home(data).socket_folder), user=USER, dbname=DATABASE) as connection:
            connection.autocommit = True
            while not over.wait(BETWEEN_SECONDS):
                connection.execute(END_ALL)

    thread = threading.Thread(target=end)
    thread.start()
    yield
    over.set()
    thread.join()


def answered(statuses: Counter[int], ask):
    """The answer, asked for again after each 503 as clients do."""
    for _ in range(TRIES):
        answer = ask()
        statuses[answer.status_code] += 1
        if answer.status_code != 503:
            return answer
        assert answer.headers["retry-after"]
    raise AssertionError("nothing but 503")


@pytest.mark.usefixtures("ended")
def test_calls_with_a_key_have_their_effect_once_and_reads_go_on(admin: Person) -> None:
    statuses: Counter[int] = Counter()
    numbers = count()

    def invite(_: int) -> list[str]:
        key = {"Idempotency-Key": f"invite-{next(numbers)}"}
        asked = {"collection": "bn-read", "count": 2}
        answer = answered(statuses, lambda: admin.post("/invitations", json=asked, headers=key))
        return [card["id"] for card in answer.json["items"]]

    with ThreadPoolExecutor(PEOPLE) as pool:
        made = [one for cards in pool.map(invite, range(PEOPLE * CALLS)) for one in cards]
    listed = answered(statuses, lambda: admin.get("/invitations", params={"total": "true", "limit": 1})).json["total"]
    print(f"\nanswers: {dict(statuses)}")
    assert len(set(made)) == len(made) == 2 * PEOPLE * CALLS
    assert listed == len(made)
    assert statuses.keys() <= {200, 201, 503}
