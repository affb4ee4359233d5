"""A cluster of three workers on this machine that share a blob store: the contract, and one killed on the way."""

import hashlib
import os
import signal
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from dying_store import DyingStore
from shard_scene import keep_clips, noise, read, recipes
from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing import contracts
from shrutik_core.use_cases.releases.fill_shard import FillShard
from shrutik_files.blob_store import FileBlobStore
from shrutik_memory.work_pool import MemoryWorkPool

distributed = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install 'shrutik[cluster]'"
)

from shrutik_dask.work_pool import DaskWorkPool  # noqa: E402 - it needs what may not be there

SRC = Path(__file__).parents[3] / "src"
PATHS = [str(SRC), str(SRC / "adapters"), str(SRC.parent / "tests")]
WORKERS = 3
PATIENCE = 60

pytestmark = pytest.mark.filterwarnings("default")


class Cluster:
    """A scheduler and its workers, each a process of its own as an operator would start it."""

    def __init__(self, folder):
        self._stack = ExitStack()
        self._file = folder / "scheduler.json"
        self._folder = folder
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.workers = [
            self._start("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(WORKERS)
        ]
        with distributed.Client(scheduler_file=str(self._file), timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(WORKERS, timeout=PATIENCE)
            self.address = client.scheduler.address

    def _start(self, program, *options):
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(self._file), *options]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS), "PYTHONWARNINGS": "default"}
        log = self._stack.enter_context((self._folder / "log").open("ab"))
        process = subprocess.Popen(command, env=env, cwd=self._folder, stdout=log, stderr=log)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def close(self):
        self._stack.close()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with closing(Cluster(tmp_path_factory.mktemp("cluster"))) as cluster:
        yield cluster


class TestDask(contracts.WorkPoolContract):
    @pytest.fixture
    def pool(self, cluster):
        return DaskWorkPool(cluster.address)


def filled(pool, store, sources, prefix):
    """Name, hash and bytes of each shard."""
    for one in pool.each(FillShard(store), recipes(sources, prefix=prefix, most=20)):
        yield one.name, one.sha256, one.members, hashlib.sha256(read(store, one.key)).hexdigest()


def test_shards_are_the_same_bytes_though_a_worker_is_killed_in_the_middle_of_one(cluster, tmp_path):
    store = FileBlobStore(tmp_path / "store")
    sources = keep_clips(store, noise(600, largest=60_000))
    here = list(filled(MemoryWorkPool(), store, sources, "here"))
    dying = DyingStore(tmp_path / "store", "there/train-00007.tar", tmp_path / "mark")
    there = list(filled(DaskWorkPool(cluster.address), dying, sources, "there"))
    assert dying.mark.exists()
    assert sum(worker.poll() == -signal.SIGKILL for worker in cluster.workers) == 1
    assert len(here) == 30
    assert there == here
    assert all(told == whole for _, told, _, whole in there)


def test_where_no_scheduler_answers_that_is_said():
    with pytest.raises(Unavailable) as error:
        list(DaskWorkPool("tcp://127.0.0.1:9", patience_s=1).each(abs, [1]))
    assert error.value.code == "work_pool_lost"
    with pytest.raises(Unavailable):
        list(DaskWorkPool("no address", patience_s=1).each(abs, [1]))
