"""A new policy for 10,000 clips while people go on working: seconds, memory, and how the API answers meanwhile.

    python -m benchmarks.server.recompute [--chunks 10000] [--seconds 20] [--steps 3]

Fills the database of a fresh data folder with clips that three people transcribed (one in seven words is wrong),
starts ``shrutik serve`` on it, and gives the collection one policy after the other: the first settles what is open,
the second asks for more votes and reopens it, the third settles it again. Meanwhile two clients ask for lists and
take tasks as people would. Before that the same clients ask for ``--seconds`` with nothing else to do; that is the
reference. Prints for each step seconds, clips per second, the server's peak memory, and the median, 95th and 99th
percentile and the worst of the answers, in milliseconds; and that all standings are the sum over settled clips.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from sqlalchemy import text

from benchmarks.platform.checkout import PASSWORD, Api
from shrutik_bootstrap.installation import own_installation
from shrutik_bootstrap.settings import Settings
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.collection import ConsentText
from shrutik_core.collections.policies import read_policies
from shrutik_core.consensus.crowd.standing import Standing, judged
from shrutik_core.people.roles import Role
from shrutik_core.use_cases.collections.create_collection import CollectionDraft
from shrutik_core.use_cases.people.register import Registration

STEPS = (
    ("settle what is open", {"fewest": 2, "accept_confidence": 0.0, "guards": False}),
    ("reopen all", {"fewest": 5, "accept_confidence": 0.0, "guards": False}),
    ("settle all again", {"fewest": 2, "accept_confidence": 0.0, "guards": False}),
)
OPEN_FOR_ALL = {"fewest": 4, "guards": False}
PEOPLE = 60
FILL = (
    """
    INSERT INTO speakers (id, contributor, created_at, traits)
    SELECT CAST('00000000-0000-7000-8001-' || lpad(n::text, 12, '0') AS uuid),
        CAST('00000000-0000-7000-8000-' || lpad(n::text, 12, '0') AS uuid), now(), '{}'
    FROM generate_series(1, :people) AS n
    """,
    """
    INSERT INTO contributors (id, email, name, password_hash, role, speaker, locale, created_at, status)
    SELECT CAST('00000000-0000-7000-8000-' || lpad(n::text, 12, '0') AS uuid), n || '@example.org', 'P', 'x',
        'contributor', CAST('00000000-0000-7000-8001-' || lpad(n::text, 12, '0') AS uuid), 'bn', now(), 'active'
    FROM generate_series(1, :people) AS n
    """,
    """
    INSERT INTO recordings (id, collection, speaker, contributor, audio_key, audio_size, audio_sha256, media_type,
        created_at, updated_at, status, reasons, quality, chunk_count, metadata)
    VALUES (:recording, :collection, :speaker, :admin, 'x', 1, repeat('0', 64), 'audio/flac', now(), now(), 'chunked',
        '[]', '{}', :chunks, '{}')
    """,
    """
    INSERT INTO chunks (id, recording, collection, speaker, index, span_start, span_end, sample_rate, audio_key,
        audio_size, audio_sha256, created_at, status, wanted, votes, skips, quality, free_at)
    SELECT gen_random_uuid(), :recording, :collection, :speaker, n, n, n + 1, 16000, 'x/' || n, 100000, repeat('0', 64),
        now(), 'open', 4, 3, 0, '{}', '-infinity' FROM generate_series(1, :chunks) AS n
    """,
    """
    INSERT INTO tasks (id, chunk, collection, contributor, leased_at, lease_expires_at, status)
    SELECT gen_random_uuid(), c.id, c.collection,
        CAST('00000000-0000-7000-8000-' || lpad((1 + (c.index * 7 + v * 19) % :people)::text, 12, '0') AS uuid),
        now(), now(), 'submitted' FROM chunks c, generate_series(1, 3) AS v
    """,
    """
    INSERT INTO transcriptions (id, task, chunk, contributor, text, created_at, late)
    SELECT gen_random_uuid(), t.id, t.chunk, t.contributor,
        (SELECT string_agg(CASE WHEN abs(hashtext(t.id::text || w)) % 7 = 0 THEN 'ভুল' || w ELSE
            'শব্দ' || (c.index * 13 + w * 37) % 5000 END, ' ' ORDER BY w) FROM generate_series(1, 8) AS w),
        now(), false FROM tasks t JOIN chunks c ON c.id = t.chunk
    """,
)


def fill(data, chunks, policy=OPEN_FOR_ALL):
    with own_installation(Settings(data=data), notice=lambda _line: None) as installation:
        platform = installation.platform
        admin = platform.register()(Registration("admin@example.org", PASSWORD, "A", role=Role.ADMIN)).actor
        policies = read_policies({"consensus": policy})
        draft = CollectionDraft("bn", "bn", "bn", "CC0-1.0", ConsentText("1", "Yes."), policies)
        collection = platform.create_collection()(admin, draft)
        known = {"collection": collection.id, "chunks": chunks, "people": PEOPLE}
        with platform.units_of_work()() as uow:
            known |= {"admin": admin.id, "recording": collection.id, "speaker": uow.contributors.find(admin.id).speaker}
        with installation.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            for statement in FILL:
                connection.execute(text(statement), {k: v for k, v in known.items() if f":{k}" in statement})
        with installation.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


class Clients:
    """Two people who list collections, take tasks and renew them, until they are stopped."""

    def __init__(self, root):
        self.times, self.stopping = [], threading.Event()
        self.root = root
        self.threads = [threading.Thread(target=self.work, args=(number,)) for number in range(2)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def work(self, number):
        """List, take, renew, and again."""
        api = Api(self.root)
        email = f"client{number}-{time.time_ns()}@example.org"
        api("POST", "/auth/register", {"email": email, "password": PASSWORD, "name": "C"})
        api.login(email)
        while not self.stopping.is_set():
            self.timed(api, "GET", "/collections")
            for task in self.timed(api, "POST", "/tasks", {"collection": "bn", "count": 1})["items"]:
                self.timed(api, "POST", f"/tasks/{task['id']}/renew", {})
            time.sleep(0.05)

    def timed(self, api, *what):
        """The answer, its time noted."""
        begun = time.perf_counter()
        try:
            answer = api(*what)
        except urllib.error.HTTPError as error:
            # A clip that settles meanwhile takes its lease along.
            if error.code != 409:
                raise
            answer = {}
        self.times.append(1_000 * (time.perf_counter() - begun))
        return answer

    def told(self):
        """How many answers, and how long they took."""
        at = sorted(self.times)
        places = [at[min(len(at) - 1, int(len(at) * share))] for share in (0.95, 0.99)]
        return f"{len(at):>7}{statistics.median(at):9.1f}{places[0]:9.1f}{places[1]:9.1f}{at[-1]:9.1f}"


def peak(pid):
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def done(api):
    pages = [api("GET", f"/admin/jobs?status={status}&limit=100")["items"] for status in ("waiting", "running")]
    return not any(job["kind"] == "recompute_collection" for page in pages for job in page)


def recompute(root, pid, chunks, steps):
    api = Api(root).login("admin@example.org")
    for name, policy in STEPS[:steps]:
        with Clients(root) as clients:
            begun = time.perf_counter()
            policies = {"consensus": policy, "lending": {}, "copies": {}, "quality": {}, "chunking": {}}
            api("PATCH", "/collections/bn", {"policies": policies})
            time.sleep(1)
            while not done(api):
                time.sleep(0.5)
            took = time.perf_counter() - begun
        print(f"{name:24}{took:8.1f}{chunks / took:9.0f}{peak(pid):9.0f}{clients.told()}", flush=True)


def check(data):
    """How many clips are settled, having seen that standings are the sum over them."""
    with (
        own_installation(Settings(data=data), notice=lambda _line: None) as installation,
        installation.engine.connect() as connection,
    ):
        rows = connection.execute(
            text(
                "SELECT t.contributor, t.text, c.text AS agreed FROM transcriptions t JOIN chunks c ON c.id = t.chunk"
                " WHERE c.status = 'settled' AND NOT t.gold"
            )
        ).all()
        settled = connection.scalar(
            text("SELECT count(*) FROM chunks WHERE status = :status"), {"status": ChunkStatus.SETTLED.value}
        )
        sums = {}
        for contributor, typed, agreed in rows:
            sums[contributor] = sums.get(contributor, Standing()).with_clip(judged(typed, agreed))
        with installation.platform.units_of_work()() as uow:
            assert dict(uow.standings.of(sums, "bn")) == sums, "standings are not the sum over settled clips"
    return settled


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--steps", type=int, default=len(STEPS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shrutik-recompute-") as folder:
        data = Path(folder) / "data"
        fill(data, given.chunks)
        command = [sys.executable, "-m", "shrutik_cli", "serve", "--data", str(data), "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program:
            found = None
            while not found:
                found = re.search(r"listens on (http://\S+?)[;,\s]", program.stderr.readline())
            threading.Thread(target=program.stderr.read, daemon=True).start()
            head = f"{'':24}{'seconds':>8}{'clips/s':>9}{'MiB':>9}{'answers':>7}"
            print(head + f"{'median':>9}{'95 %':>9}{'99 %':>9}{'worst':>9}")
            with Clients(found[1]) as clients:
                time.sleep(given.seconds)
            print(f"{'nothing to do':24}{given.seconds:8.1f}{'':9}{peak(program.pid):9.0f}{clients.told()}", flush=True)
            recompute(found[1], program.pid, given.chunks, given.steps)
            program.terminate()
            program.wait()
        print(f"{check(data):,} clips settled; standings are the sum over them")


if __name__ == "__main__":
    main()
