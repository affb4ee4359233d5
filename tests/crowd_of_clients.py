"""A crowd that uploads and transcribes without a pause, and keeps outside of the site what was acknowledged to it."""

import hashlib
import itertools
import math
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import attrs
import httpx

from served_voices import TEXT, babble_wav, furnish

SECONDS_OF_SOUND = 4
TRIES = 60
"""Of one request, half a second apart, each with the same Idempotency-Key, as a phone does."""
AGAIN = 0.5
ACCOUNTS = 8
"""Of those who speak, and of those who write."""


@attrs.define
class Acknowledged:
    """What clients were told.

    Attributes:
        recordings: SHA-256 of what was sent, by the recording's id.
        texts: text by task.
        answers: statuses of all requests, and names of broken connections.
        writes: when each upload, and each sending of texts, was begun, and when it was acknowledged.
        given_up: paths of requests that were never answered.
        latest: when each client was last answered as it wished, by its thread.
    """

    recordings: dict[str, str] = attrs.field(factory=dict)
    texts: dict[str, str] = attrs.field(factory=dict)
    answers: Counter = attrs.field(factory=Counter)
    writes: list[tuple[float, float]] = attrs.field(factory=list)
    latest: dict[str, float] = attrs.field(factory=dict)
    given_up: list[str] = attrs.field(factory=list)

    def longest_gap(self, since: float) -> float:
        """Seconds between two acknowledgements after that instant, to anybody, at most."""
        ordered = [since, *sorted(at for _, at in self.writes if at > since)]
        return max((after - before for before, after in itertools.pairwise(ordered)), default=0.0)

    def recovered(self, struck: float) -> float:
        """Seconds from that instant until something that was begun after it was acknowledged."""
        return min((at for begun, at in self.writes if begun > struck), default=math.inf) - struck

    @property
    def odd(self) -> dict:
        """Answers other than 2xx and 503, and connections that broke."""
        return {
            name: n for name, n in self.answers.items() if not (isinstance(name, int) and (name < 300 or name == 503))
        }


class Crowd:
    """Clients of a site, half of whom upload and half of whom transcribe.

    Args:
        site: has ``log_in``.
        clients: how many.
        accounts: of either kind, as `prepared` made them.
    """

    def __init__(self, site, clients=16, accounts=ACCOUNTS):
        self.site, self.told, self.stopping = site, Acknowledged(), threading.Event()
        self.numbers = itertools.count(int(time.time() * 1_000))
        names = [f"speaker{n // 2 % accounts}" if n % 2 else f"writer{n // 2 % accounts}" for n in range(clients)]
        with ThreadPoolExecutor(4) as pool:
            self.clients = list(pool.map(site.log_in, names))
        acts = (self.transcribe, self.upload)
        self.threads = [
            threading.Thread(target=self.go_on, args=(acts[n % 2], client), name=f"client {n}", daemon=True)
            for n, client in enumerate(self.clients)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join(TRIES)
        for client in self.clients:
            client.close()

    def go_on(self, act, client):
        while not self.stopping.is_set():
            act(client)

    def send(self, client, path, **request):
        """The answer, of as many tries as it takes; None if none was to be had."""
        for _ in range(TRIES):
            try:
                answer = client.post(path, **request)
            except httpx.TransportError as error:
                self.told.answers[type(error).__name__] += 1
            else:
                self.told.answers[answer.status_code] += 1
                if answer.status_code < 300:
                    self.told.latest[threading.current_thread().name] = time.monotonic()
                if answer.status_code not in {409, 429, 500, 502, 503, 504}:
                    return answer
            time.sleep(AGAIN)
        self.told.given_up.append(path)
        return None

    def upload(self, client):
        number = next(self.numbers)
        sound = babble_wav(SECONDS_OF_SOUND, number)
        begun = time.monotonic()
        answer = self.send(
            client,
            "/recordings",
            data={"collection": "bn-read"},
            files={"audio": ("a.wav", sound, "audio/wav")},
            headers={"Idempotency-Key": f"upload-{number}"},
        )
        if answer is not None and answer.status_code == 202:
            self.told.recordings[answer.json()["id"]] = hashlib.sha256(sound).hexdigest()
            self.told.writes.append((begun, time.monotonic()))

    def transcribe(self, client):
        number = next(self.numbers)
        lent = self.send(
            client, "/tasks", json={"collection": "bn-read", "count": 3}, headers={"Idempotency-Key": f"lend-{number}"}
        )
        tasks = lent.json()["items"] if lent is not None and lent.status_code < 300 else []
        if not tasks:
            time.sleep(0.3)
            return
        items = [{"task_id": task["id"], "text": f"{TEXT} {number}"} for task in tasks]
        headers = {"Idempotency-Key": f"texts-{number}"}
        begun = time.monotonic()
        answer = self.send(client, "/transcriptions", json={"items": items}, headers=headers)
        if answer is not None and answer.status_code == 201:
            self.told.texts |= {item["task_id"]: item["text"] for item in items}
            self.told.writes.append((begun, time.monotonic()))


def prepared(site, accounts=ACCOUNTS):
    """People, a collection and consents, and some clips to begin with."""
    names = [f"{kind}{n}" for kind in ("speaker", "writer") for n in range(accounts)]
    furnish(site, names)
    consent = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
    for name in names:
        if name.startswith("speaker"):
            with site.log_in(name) as client:
                assert client.post("/consents", json=consent).status_code == 201


def compared(told, connection):
    """What was acknowledged and is not there, and what is there more often than once."""
    kept = dict(connection.execute("SELECT id::text, audio_sha256 FROM recordings").fetchall())
    texts = connection.execute("SELECT task::text, text FROM transcriptions").fetchall()
    lost = [one for one, digest in told.recordings.items() if kept.get(one) != digest]
    by_task = Counter(task for task, _ in texts)
    lost += [task for task in told.texts if task not in by_task]
    sent_twice = Counter(kept.values())
    doubled = [digest for digest, count in sent_twice.items() if count > 1]
    doubled += [task for task, count in by_task.items() if count > 1]
    return lost, doubled
