"""An installation of several programs: an API, and as many workers and relays beside it as are started, on Redis."""

import contextlib
import subprocess
from pathlib import Path

import attrs
import httpx
from redis import Redis

from served_voices import furnish
from servers.process import Server, running
from servers.redis_server import RedisServer, redis_server
from servers.shrutik_programs import api_server, shrutik_server
from serving_program import PATIENCE

PASSWORD = "a long password"
QUEUES = ("chunking", "consensus", "mail", "releases")


@attrs.frozen
class Machines:
    """What runs, and how more is started.

    Attributes:
        folder: of data and logs.
        address: of the API.
        redis: that the programs share.
        settings: of each program.
        stack: ends what was started.
    """

    folder: Path
    address: str
    redis: RedisServer
    settings: dict
    stack: contextlib.ExitStack

    def start(self, name: str, *command: str) -> Server:
        made = shrutik_server(self.folder / name, *command, **self.settings)
        self.stack.enter_context(running(made))
        return made

    def client(self, token: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=f"{self.address}/api/v1", headers=headers, timeout=PATIENCE)

    def log_in(self, name: str) -> httpx.Client:
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])

    def seen_at(self, address: str) -> "Machines":
        """The same through another API server."""
        return attrs.evolve(self, address=address)

    def messages(self) -> dict[str, int]:
        """How many wait in each queue."""
        with Redis.from_url(self.redis.url) as client:
            return {queue: client.llen(f"shrutik:jobs:{queue}") for queue in QUEUES}


@contextlib.contextmanager
def machines_on_redis(folder: Path, furnished=furnish):
    """An API with people and a collection, as ``furnished`` makes them, and nobody who does its jobs."""
    redis = redis_server(folder / "redis")
    settings = {"data": folder / "data", "redis_url": redis.url}
    with contextlib.ExitStack() as stack:
        stack.enter_context(running(redis.server))
        api, address = api_server(folder / "api", api_processes=1, **settings)
        stack.enter_context(running(api))
        command = [*api.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
        subprocess.run(command, input=PASSWORD, text=True, env=api.environment, check=True, timeout=PATIENCE)
        made = Machines(folder, address, redis, settings, stack)
        furnished(made)
        yield made
