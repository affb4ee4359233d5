"""People at work, for locust: each takes five tasks, sends five texts, and now and then looks around or records.

`run.py` starts it with its limits; by hand: ``LOAD_PEOPLE=people.json locust -f locustfile.py --host https://…``.
"""

import itertools
import json
import os
from pathlib import Path

from locust import FastHttpUser, constant, events, task
from staging_site import COLLECTION, sound

PEOPLE = json.loads(Path(os.environ["LOAD_PEOPLE"]).read_text(encoding="utf-8"))
TEXT, COUNT, BURSTS = "the quick brown fox", 5, 1
FORM = (
    b'--load\r\nContent-Disposition: form-data; name="collection"\r\n\r\n%b\r\n'
    b'--load\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\n'
    b"Content-Type: audio/wav\r\n\r\n%b\r\n--load--\r\n"
)
_NUMBERS = itertools.count(1_000)
_NEXT = itertools.cycle(PEOPLE)


@events.init_command_line_parser.add_listener
def _options(parser: object) -> None:
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between what one person does")  # type: ignore[attr-defined]


class Contributor(FastHttpUser):
    """A person with an account."""

    # By the certificates of this machine, or those that SSL_CERT_FILE names.
    insecure = False
    network_timeout = connection_timeout = 60.0

    def wait_time(self) -> float:
        """Until they do the next thing."""
        return constant(self.environment.parsed_options.pause)(self)

    def on_start(self) -> None:
        """Log in."""
        one = next(_NEXT)
        told = {"email": one["email"], "password": one["password"]}
        answer = self.client.post("/api/v1/auth/login", json=told)
        self.headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}

    @task(8)
    def transcribe(self) -> None:
        """Take tasks and send texts."""
        asked = {"collection": COLLECTION, "count": COUNT}
        lent = self.client.post("/api/v1/tasks", json=asked, headers=self.keyed())
        items = [{"task_id": one["id"], "text": TEXT} for one in (lent.json() or {}).get("items", [])]
        if items:
            self.client.post("/api/v1/transcriptions", json={"items": items}, headers=self.keyed())

    @task(4)
    def look(self) -> None:
        """See who one is, and what there is to do."""
        self.client.get("/api/v1/me", headers=self.headers)
        self.client.get("/api/v1/collections", headers=self.headers)

    @task(1)
    def record(self) -> None:
        """Send four seconds of sound."""
        body = FORM % (COLLECTION.encode(), sound(BURSTS, next(_NUMBERS)))
        told = {**self.keyed(), "Content-Type": "multipart/form-data; boundary=load"}
        self.client.post("/api/v1/recordings", data=body, headers=told)

    def keyed(self) -> dict[str, str]:
        """With a key by which the same may be sent once more."""
        return {**self.headers, "Idempotency-Key": os.urandom(16).hex()}
