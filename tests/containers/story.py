"""The whole story of a site through its edge, as people and programs live it.

An admin makes a collection; people sign up, log in and agree; one records; two transcribe; the texts are decided, and
reviewed, for all of them are new and of one network; a
release is made, downloaded, and verified by its publisher's key.
"""

import contextlib
import hashlib
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import httpx

import shrutik_cli.demo
from containers.engine import Stack
from served_voices import TEXT, chunked, chunks_of, furnish, transcribe_all, upload
from serving_program import PATIENCE, environment

PASSWORD = "a long password"
SAMPLE = Path(shrutik_cli.demo.__file__).parent / "samples" / "bn-01.opus"
PEOPLE = ("speaker", "one", "two", "three", "four", "five", "six")
"""As many as make a class: fewer, of one network, are lent nothing of each other's."""
_BUILDING = 180.0


@attrs.frozen
class Site:
    """A site, seen from outside.

    Attributes:
        url: of its edge.
        trusted: PEM of the authority whose certificate it shows.
    """

    url: str
    trusted: Path

    def client(self, token: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        trust = ssl.create_default_context(cafile=self.trusted)
        return httpx.Client(base_url=f"{self.url}/api/v1", headers=headers, verify=trust, timeout=PATIENCE)

    def log_in(self, name: str) -> httpx.Client:
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])

    def ready(self) -> bool:
        with contextlib.suppress(httpx.TransportError), self.client() as client:
            return client.get(f"{self.url}/readyz").status_code == 200
        return False


@attrs.frozen
class Told:
    """What came of the story.

    Attributes:
        release: as the site tells it.
        folder: its files.
        seconds: by chapter.
    """

    release: dict
    folder: Path
    seconds: dict[str, float]


def first_admin(stack: Stack) -> None:
    """As an operator makes one: by the command line in a container."""
    command = ("shrutik", "user", "create", "admin@example.org", "--role", "admin", "--password-stdin")
    stack.compose("exec", "-T", "api-1", *command, input=PASSWORD)


def tell(site: Site, folder: Path) -> Told:
    """Live through it; the release lies in the folder afterwards."""
    seconds: dict[str, float] = {}
    with _chapter(seconds, "signed up, and a collection"):
        furnish(site, PEOPLE)
    with _chapter(seconds, "consented, recorded and cut"), site.log_in("speaker") as speaker:
        recording = upload(speaker, SAMPLE.read_bytes())
        chunked(speaker, recording, _BUILDING)
        spoken = [one["id"] for one in chunks_of(speaker, recording) if not one["silent"]]
    with _chapter(seconds, "transcribed and decided"):
        for name in PEOPLE[1:3]:
            assert transcribe_all(site, name) == len(spoken)
        with site.log_in("admin") as admin:
            _until(lambda: _settled(admin, spoken))
    with _chapter(seconds, "released"), site.log_in("admin") as admin:
        asked = admin.post("/releases", json={"name": "story", "collections": ["bn-read"], "formats": ["jsonl", "csv"]})
        assert asked.status_code == 202, asked.text
        place = asked.headers["location"].removeprefix("/api/v1")
        release = _until(lambda: _ready(admin, place))
        assert release["clips"] == len(spoken)
    with _chapter(seconds, "downloaded and verified"):
        verify(site, release, folder)
    return Told(release, folder, seconds)


def verify(site: Site, release: dict, folder: Path) -> None:
    """Download each file by its link, and let the command line look at all of it and at the signature."""
    with site.log_in("admin") as client:
        for file in release["files"]:
            path = folder / "story" / file["name"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(client.get(site.url + file["url"]).content)
            assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
        (folder / "release.pub").write_text(client.get("/keys/releases").text)
    call = [sys.executable, "-m", "shrutik_cli", "release", "verify", "story", "--key", "release.pub"]
    done = subprocess.run(call, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _settled(admin: httpx.Client, chunks: list[str]) -> bool:
    """Whether all are; what newcomers of one network agree on waits for somebody who says that it is so."""
    for case in admin.get("/reviews/queue", params={"collection": "bn-read"}).json()["items"]:
        ruling = {"chunk_id": case["chunk_id"], "decision": "edit", "text": TEXT}
        assert admin.post("/reviews", json=ruling).status_code == 201
    return all(admin.get(f"/chunks/{one}").json()["status"] == "settled" for one in chunks)


def _ready(client: httpx.Client, place: str) -> dict | None:
    found = client.get(place).json()
    assert found["status"] != "failed", found
    return found if found["status"] == "ready" else None


def _until(what: Callable[[], object], seconds: float = _BUILDING):
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, f"not within {seconds:g} s"
        time.sleep(0.5)
    return found


@contextlib.contextmanager
def _chapter(seconds: dict[str, float], name: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    seconds[name] = time.monotonic() - begun
