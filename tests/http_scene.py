"""The API in memory with people in it, and what its tests ask again and again."""

import asyncio
import json
from collections.abc import Mapping
from itertools import count
from typing import Any

import attrs
import falcon.testing
import numpy as np

from shrutik_bootstrap.memory import MemoryInstallation, memory_installation
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import DECLARED
from shrutik_core.testing.sounds import wav as wav_file
from shrutik_core.use_cases.people.register import Registration
from shrutik_http.app import create_app
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.operation import Operation
from shrutik_http.options import HttpOptions

API = "/api/v1"
PASSWORD = "correct horse battery"
UNKNOWN = "00000000-0000-7000-8000-000000000000"
BOUNDARY = "boundary-of-the-test"


def wav(seconds: float = 6.0, rate: int = 16_000, seed: int = 1) -> bytes:
    """Two bursts of noise, a pause between them: speech enough for the plain audio processor."""
    noise = np.random.default_rng(seed).normal(0, 6000, int(seconds * rate))
    middle = len(noise) // 2
    noise[middle - rate // 4 : middle + rate // 4] = 0
    return wav_file(noise.clip(-32768, 32767).astype(np.int16), rate)


def form(*parts: tuple[str, bytes | str], close: bool = True) -> bytes:
    """A form's body; the part called ``audio`` is a file."""
    body = b""
    for name, value in parts:
        data = value.encode() if isinstance(value, str) else value
        file = '; filename="../../etc/passwd"\r\nContent-Type: application/octet-stream' if name == "audio" else ""
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + data + b"\r\n"
    return body + (f"--{BOUNDARY}--\r\n".encode() if close else b"")


@attrs.define
class Scene:
    """The API with its house."""

    installation: MemoryInstallation
    client: falcon.testing.TestClient
    numbers: Any = attrs.field(factory=count)

    def login(self, email: str) -> str:
        """A token."""
        answer = self.client.simulate_post(f"{API}/auth/login", json={"email": email, "password": PASSWORD})
        return str(answer.json["access_token"])

    def person(self, role: Role = Role.CONTRIBUTOR, name: str = "") -> "Person":
        """Somebody new, logged in."""
        email = f"{name or role}-{next(self.numbers)}@example.org"
        self.installation.platform.register()(Registration(email, PASSWORD, name or "Somebody", role=role))
        return Person(self, email, self.login(email))


@attrs.define
class Person:
    """Somebody with a token."""

    scene: Scene
    email: str
    token: str

    def ask(self, method: str, path: str, **options: Any) -> falcon.testing.Result:
        """One request of theirs."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        root = "" if path.startswith(("/api/", "/healthz", "/readyz", "/metrics")) else API
        return documented(
            method, root + path, self.scene.client.simulate_request(method, root + path, headers=headers, **options)
        )

    def get(self, path: str, **options: Any) -> falcon.testing.Result:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> falcon.testing.Result:
        return self.ask("POST", path, **options)

    def patch(self, path: str, **options: Any) -> falcon.testing.Result:
        return self.ask("PATCH", path, **options)

    def send(self, body: bytes, headers: Mapping[str, str] | None = None, **options: Any) -> falcon.testing.Result:
        """Send a form to /recordings."""
        return self.post(
            "/recordings",
            body=body,
            headers={"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", **(headers or {})},
            **options,
        )

    def upload(self, audio: bytes | None = None, collection: str = "bn-read", **fields: Any) -> falcon.testing.Result:
        """Send a recording."""
        said = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        return self.send(form(("collection", collection), *said.items(), ("audio", wav() if audio is None else audio)))

    def consent(self, collection: str = "bn-read") -> falcon.testing.Result:
        return self.post(
            "/consents", json={"collection": collection, "version": "1", "purposes": ["record", "publish"]}
        )


def documented(method: str, path: str, answer: falcon.testing.Result) -> falcon.testing.Result:
    """The answer, if the API's document says that this operation may give it."""
    operation = next((one for one in OPERATIONS if one.method == method and leads_to(one, path)), None)
    if operation is None or answer.status_code in {206, 304}:
        return answer
    if answer.headers.get("content-type") == "application/problem+json":
        assert answer.json["code"] in operation.codes, (operation.id, answer.json)
        figures = {name for name, value in answer.json.items() if isinstance(value, int | float)}
        told = {*DECLARED[answer.json["code"]].figures, "status", "retry_after"}
        assert figures <= told, (operation.id, answer.json)
    else:
        assert answer.status_code == operation.status, (operation.id, answer.text)
    return answer


def leads_to(operation: Operation, path: str, root: str = "") -> bool:
    """Whether it is one of the operation's paths, which may do without their root."""
    wanted = operation.path.removeprefix(root).split("/")
    given = path.partition("?")[0].split("/", len(wanted) - 1 if operation.deep else -1)
    pairs = zip(wanted, given, strict=False)
    return len(wanted) == len(given) and all(one.startswith("{") or one == other for one, other in pairs)


class Client(falcon.testing.TestClient):
    """Asks from any thread; what several threads ask goes on at the same time."""

    def simulate_request(self, *args: Any, **kwargs: Any) -> falcon.testing.Result:
        """The answer, by a loop of its own."""

        async def ask() -> falcon.testing.Result:
            async with falcon.testing.ASGIConductor(self.app) as conductor:
                return await conductor.simulate_request(*args, **kwargs)

        return asyncio.run(ask())


def a_scene(options: HttpOptions | None = None) -> Scene:
    """An empty one."""
    installation = memory_installation()
    return Scene(installation, Client(create_app(installation.platform, options)))


def a_scene_over(installation: MemoryInstallation, options: HttpOptions | None = None) -> Scene:
    """The API over a house that was changed."""
    return Scene(installation, Client(create_app(installation.platform, options)))


def a_collection(**changes: Any) -> dict[str, Any]:
    """What an admin sends to make one."""
    return {
        "slug": "bn-read",
        "language": "bn",
        "name": "Bengali, read aloud",
        "licence": "CC0-1.0",
        "consent": {"version": "1", "text": "My voice may be used by everybody."},
        **changes,
        # Most tests send one sound again and again; what is made of copies has tests of its own.
        "policies": {
            "copies": {"own": "accept", "others": "accept"},
            **changes.get("policies", {"consensus": {"accept_wer": 0.5, "most": 3}}),
        },
    }


def code(answer: falcon.testing.Result) -> tuple[int, str]:
    """Status and code of a problem, having checked that it is one."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json
    assert {"type", "title", "status", "detail", "code", "errors"} <= body.keys()
    assert body["status"] == answer.status_code
    assert body["detail"].endswith((".", ";")) or body["detail"], body
    return answer.status_code, body["code"]


def blobs(scene: Scene) -> list[str]:
    """Keys of all that is stored."""
    return [entry.key for entry in scene.installation.platform.blobs().list("")]
