"""Back-ups of an installation that is served: made under a load of uploads, killed, restored elsewhere, and played."""

import hashlib
import itertools
import json
import threading
import time
from datetime import datetime

import numpy as np

from called_command import called
from serving_program import Program
from shrutik_core.testing.sounds import wav

RATE = 16_000
PEOPLE = 4


def told(result):
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def a_voice(number):
    samples = np.random.default_rng(number).normal(0, 0.1, RATE) * 32_767
    return wav(samples.astype(np.int16), RATE)


class Uploading:
    """People who upload until they are told to stop; what was acknowledged is noted here, outside of the server."""

    def __init__(self, program):
        self.program, self.acknowledged, self.failures = program, [], []
        self._stopping, self._numbers = threading.Event(), itertools.count()
        self._furnish()
        self._threads = [threading.Thread(target=self._upload, args=(f"p{n}",)) for n in range(PEOPLE)]

    def _furnish(self):
        with self.program.log_in("admin") as admin:
            collection = {"slug": "bn-read", "language": "bn", "name": "Bengali", "licence": "CC0-1.0"}
            answer = admin.post("/collections", json={**collection, "consent": {"version": "1", "text": "I agree."}})
            assert answer.status_code == 201, answer.text
            for number in range(PEOPLE):
                account = {"email": f"p{number}@example.org", "password": "a long password", "name": f"p{number}"}
                assert admin.post("/auth/register", json=account).status_code == 201

    def _upload(self, name):
        with self.program.log_in(name) as client:
            consent = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
            assert client.post("/consents", json=consent).status_code == 201
            while not self._stopping.is_set():
                audio = a_voice(next(self._numbers))
                answer = client.post(
                    "/recordings", data={"collection": "bn-read"}, files={"audio": ("a.wav", audio, "audio/wav")}
                )
                if answer.status_code != 202:
                    self.failures.append(answer.text)
                    return
                self.acknowledged.append((time.time(), name, answer.json()["id"], hashlib.sha256(audio).hexdigest()))

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, count):
        while len(self.acknowledged) < count:
            assert not self.failures, self.failures
            time.sleep(0.05)


def test_what_was_acknowledged_before_the_snapshot_is_there_and_plays(data, tmp_path):
    vault, restored = tmp_path / "vault", tmp_path / "restored"
    program = Program(data, options=("--insecure",)).start()
    program.address()
    with Uploading(program) as uploading:
        uploading.wait_for(20)
        made = told(called("backup", "create", "--data", data, "--to", vault, "--json"))
        uploading.wait_for(len(uploading.acknowledged) + 5)
    assert not uploading.failures
    assert program.stop() == 0
    assert (made["missing"], made["changed"], made["gone"]) == ([], [], [])
    assert told(called("backup", "verify", "--from", vault, "--json"))["sound"]
    figures = told(called("backup", "restore", "--from", vault, "--data", restored, "--json"))
    assert figures["blobs"] == made["blobs"]
    at = datetime.fromisoformat(made["at"]).timestamp()
    before = [one for one in uploading.acknowledged if one[0] < at]
    assert len(before) >= 20
    again = Program(restored).start()
    again.address()
    clients = {name: again.log_in(name) for name in {one[1] for one in before}}
    for _, name, recording, sha256 in before:
        audio = clients[name].get(f"/recordings/{recording}/audio")
        assert audio.status_code == 200, audio.text
        assert hashlib.sha256(audio.content).hexdigest() == sha256
    for client in clients.values():
        client.close()
    with program_token_of(data, again) as stranger:
        assert stranger.get("/me").status_code == 401, "a token of the old place opens the new one"
    assert again.stop() == 0


def program_token_of(data, other):
    """A client of another place with a token of the old one."""
    old = Program(data).start()
    with old.log_in("admin") as admin:
        token = admin.headers["Authorization"].removeprefix("Bearer ")
        assert admin.get("/me").status_code == 200
    assert old.stop() == 0
    return other.client(token)
