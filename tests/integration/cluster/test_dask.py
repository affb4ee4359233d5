"""A cluster of three workers on this machine that share a blob store: the contract, and one killed on the way."""

import hashlib
import signal
from contextlib import closing

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

from dask_cluster import Cluster  # noqa: E402 - it needs what may not be there
from shrutik_dask.work_pool import DaskWorkPool  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")


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
