"""A real server with an account of each role, and something there for every name that the API takes."""

import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import httpx

from fuzzing.facts import Facts
from http_scene import a_collection, wav
from serving_program import Program, shrutik, wait_for

ROLES = ("contributor", "facilitator", "reviewer", "researcher", "admin")
PASSWORD = "a long password"
SETTINGS = {
    "SHRUTIK_RATE_LIMITS": "0",
    "SHRUTIK_ACCESS_TOKEN_MINUTES": "1440",
    "SHRUTIK_DAILY_UPLOAD_MB": "0",
    "SHRUTIK_DAILY_UPLOAD_MINUTES": "0",
    # What a password costs is measured elsewhere.
    "SHRUTIK_ARGON2_PASSES": "1",
    "SHRUTIK_ARGON2_MEMORY_MB": "8",
    "SHRUTIK_ARGON2_LANES": "1",
}
TEXTS = ("আমি গান গাই", "আমার ৫টি বই আছে")


@attrs.define
class House:
    """The server, a client for each account by its name, and what there is, by the names that the API has for it."""

    program: Program
    folder: Path
    people: dict[str, httpx.Client] = attrs.field(factory=dict)
    accounts: dict[str, str] = attrs.field(factory=dict)
    things: dict[str, list[str]] = attrs.field(factory=dict)

    @property
    def url(self) -> str:
        return self.program.address()

    @property
    def sound(self) -> Path:
        return self.folder / "sound.wav"

    def facts(self, role: str) -> Facts:
        """What the hooks must know if this role asks, or a caller without log-in, whose name is ``anonymous``."""
        if role not in self.people:
            return Facts(self.things, str(self.sound))
        own = self.people[role].get("/me/sessions").json()["items"]
        session = next(one["id"] for one in own if one["current"])
        spare = [one["id"] for one in own if not one["current"]]
        keys = [self.made(role, "/api-keys", {"name": "spare", "scopes": ["record"]}) for _ in range(3)]
        guarded = [self.accounts[name] for name in (*ROLES, "second-admin")]
        return Facts(
            {**self.things, "session_id": spare, "api_key_id": keys},
            str(self.sound),
            self.token(role),
            guarded,
            session,
            self.token("leaving"),
            self.token("logging-out"),
        )

    def token(self, name: str) -> str:
        return self.people[name].headers["Authorization"].removeprefix("Bearer ")

    def ask(self, name: str, method: str, path: str, **said) -> dict:
        """What an account is answered, which must be good."""
        answer = self.people[name].request(method, path, **said)
        assert answer.is_success, f"{name}: {method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else {}

    def made(self, name: str, path: str, message: dict) -> str:
        """The id of what a message makes."""
        return self.ask(name, "POST", path, json=message)["id"]

    def close(self) -> None:
        for client in self.people.values():
            client.close()
        self.program.stop()
        (self.folder / "server.txt").write_text("".join(self.program.said), encoding="utf-8")


@contextmanager
def served_house(folder: Path) -> Iterator[House]:
    """A served house with people and things, in a folder that other accounts may read, as PostgreSQL needs as root."""
    data = folder / "data"
    os.environ.update(SETTINGS)
    program = Program(data, ("--processes", "2"))
    house = House(program, folder)
    house.sound.write_bytes(wav())
    for name in ("admin", "second-admin"):
        options = ("--role", "admin", "--password-stdin", "--data", data)
        told = shrutik("user", "create", f"{name}@example.org", *options, text=PASSWORD)
        assert told.returncode == 0, told.stderr
    program.start()
    try:
        wait_for(program.ready)
        _let_in(house)
        _furnish(house)
        yield house
    finally:
        house.close()


def _let_in(house: House) -> None:
    """An account of each role, others to be put out; all agree that their voices are kept."""
    for name in ("admin", "second-admin"):
        house.people[name] = house.program.log_in(name)
    policies = {"consensus": {"accept_wer": 0.5, "most": 3}, "second_look": {"share": 1}}
    house.ask("admin", "POST", "/collections", json=a_collection(policies=policies))
    house.ask("admin", "POST", "/collections", json=a_collection(slug="hi-read", language="hi"))
    for name in (*ROLES[:-1], "second-contributor", "leaving", "logging-out", "sacrificed", "sacrificed-too"):
        account = {"email": f"{name}@example.org", "password": PASSWORD, "name": name}
        with house.program.client() as client:
            assert client.post("/auth/register", json=account).status_code == 201
        house.people[name] = house.program.log_in(name)
    for name in house.people:
        house.accounts[name] = house.ask(name, "GET", "/me")["id"]
        agreed = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
        house.ask(name, "POST", "/consents", json=agreed)
    for name in ROLES[:-1]:
        bound = {"collections": ["bn-read"]} if name in {"facilitator", "reviewer"} else {}
        house.ask("admin", "PATCH", f"/admin/users/{house.accounts[name]}", json={"role": name, **bound})
    for name in ROLES:
        for _ in range(3):
            house.program.log_in(name).close()


def _furnish(house: House) -> None:
    """Recordings with clips of every fate, what is made of them, and the names of all that."""
    things = house.things
    things["collection"] = ["bn-read"]
    things["Upload-Metadata"] = [f"collection {b64encode(b'bn-read').decode()}"]
    things["Upload-Offset"], things["Upload-Length"] = ["1000"], [str(len(house.sound.read_bytes()))]
    things["language"] = ["bn"]
    things["user_id"] = [house.accounts[name] for name in ("sacrificed", "sacrificed-too")]
    sound = {"content": house.sound.read_bytes(), "headers": {"Content-Type": "audio/wav"}}
    house.ask("admin", "PUT", "/collections/bn-read/consent/audio/bn", **sound)
    house.ask("admin", "POST", "/prompts", json={"collection": "bn-read", "texts": list(TEXTS)})
    prompts = house.ask("admin", "GET", "/prompts", params={"collection": "bn-read"})["items"]
    things["prompt_id"] = [one["id"] for one in prompts]
    things["recording_id"] = things["recording"] = [_record(house, name) for name in ROLES]
    _transcribe(house)
    things["recording_id"] += [_record(house, name) for name in ROLES]
    _lend(house)
    things["release_id"], things["{name}"] = _release(house)
    things["job_id"] = [one["id"] for one in house.ask("admin", "GET", "/admin/jobs")["items"]]
    _look_after(house)
    taken_back = house.ask("contributor", "DELETE", f"/recordings/{_record(house, 'contributor')}")
    things["withdrawal_id"] = [taken_back["id"]]
    things["upload_id"] = [_begin(house, name) for name in ROLES for _ in range(2)]


def _record(house: House, name: str) -> str:
    form = {"data": {"collection": "bn-read"}, "files": {"audio": house.sound.read_bytes()}}
    return house.ask(name, "POST", "/recordings", **form)["id"]


def _begin(house: House, name: str) -> str:
    """An upload in parts of which some bytes are there."""
    sound = house.sound.read_bytes()
    collection = b64encode(b"bn-read").decode()
    tus = {"Tus-Resumable": "1.0.0"}
    length = {"Upload-Length": str(len(sound)), "Upload-Metadata": f"collection {collection}"}
    begun = house.ask(name, "POST", "/uploads", headers={**tus, **length})["id"]
    part = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    house.ask(name, "PATCH", f"/uploads/{begun}", content=sound[:1000], headers={**tus, **part})
    return begun


def _cut(house: House) -> list[str]:
    """The chunks of all recordings, once they are all cut."""
    recorded = house.things["recording_id"]

    def cut() -> bool:
        return all(house.ask("admin", "GET", f"/recordings/{one}")["status"] == "chunked" for one in recorded)

    wait_for(cut)
    parts = [house.ask("admin", "GET", f"/recordings/{one}/chunks")["items"] for one in recorded]
    return [one["id"] for part in parts for one in part]


def _transcribe(house: House) -> None:
    """A clip that is settled by a review and gold, and others that wait for a review."""
    _cut(house)
    for name, text in zip(("sacrificed", "second-contributor"), TEXTS, strict=True):
        tasks = house.ask(name, "POST", "/tasks", json={"collection": "bn-read", "count": 20})["items"]
        items = [{"task_id": one["id"], "text": text} for one in tasks]
        house.ask(name, "POST", "/transcriptions", json={"items": items})
    queue = wait_for(lambda: house.ask("reviewer", "GET", "/reviews/queue")["items"])
    ruling = {"chunk_id": queue[0]["chunk_id"], "decision": "edit", "text": TEXTS[0]}
    house.ask("reviewer", "POST", "/reviews", json=ruling)
    house.ask("reviewer", "PUT", f"/chunks/{ruling['chunk_id']}/gold", json={})


def _lend(house: House) -> None:
    """Clips that are lent to each role."""
    house.things["chunk_id"] = _cut(house)
    lent = [house.ask(name, "POST", "/tasks", json={"collection": "bn-read", "count": 3})["items"] for name in ROLES]
    house.things["task_id"] = [one["id"] for tasks in lent for one in tasks]


def _release(house: House) -> tuple[list[str], list[str]]:
    """A release that is ready, and what paths name: its files, and its series."""
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv", "jsonl"]}
    made = house.made("researcher", "/releases", wish)

    def ready() -> list[dict]:
        return house.ask("researcher", "GET", f"/releases/{made}")["files"]

    return [made], [wish["name"], *(one["name"] for one in wait_for(ready))]


def _look_after(house: House) -> None:
    """Invitations, and a person without an account who agreed aloud."""
    things = house.things
    invited = house.ask("admin", "POST", "/invitations", json={"collection": "bn-read", "count": 3})["items"]
    things["invitation_id"] = [one["id"] for one in invited]
    things["code"] = [one["code"] for one in invited[:1]]
    speaker = house.made("facilitator", "/speakers", {"collection": "bn-read", "name": "Rahima"})
    form = {"data": {"version": "1", "purposes": "record,publish"}, "files": {"audio": house.sound.read_bytes()}}
    agreed = house.ask("facilitator", "POST", f"/speakers/{speaker}/consents", **form)
    things["speaker_id"], things["consent_id"] = [speaker], [agreed["id"]]
