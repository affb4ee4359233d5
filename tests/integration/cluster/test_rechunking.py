"""A collection that three workers of a cluster cut anew, one of them killed on the way, and that one machine cuts."""

import signal
from contextlib import closing

import pytest
from dependency_injector import providers

from dying_store import DyingStore
from rechunk_scene import became, change_rules, kept, recorded
from shrutik_bootstrap.chunking import audio_processor
from shrutik_bootstrap.memory import memory_installation
from shrutik_bootstrap.rechunking import portable_processor
from shrutik_bootstrap.settings import read_settings
from shrutik_bootstrap.work_pools import work_pool
from use_cases_scene import PlatformScene

distributed = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install 'shrutik[cluster]'"
)

from dask_cluster import Cluster  # noqa: E402 - it needs what may not be there

RECORDINGS, SECONDS = 6, 12.0

pytestmark = pytest.mark.filterwarnings("default")


def cut_once(folder):
    """The same voices each time, cut by the usual rules, that are to be cut by others."""
    folder.mkdir()
    scene = PlatformScene(memory_installation(audio_processor()))
    store = DyingStore(folder / "blobs", "", folder / "mark", middle=0)
    scene.platform.blobs.override(providers.Object(store))
    recordings = recorded(scene, RECORDINGS, SECONDS)
    change_rules(scene)
    store.log.unlink()
    return scene, store, recordings


def test_it_is_the_same_bytes_and_a_lost_worker_costs_its_own_task(tmp_path):
    processor = portable_processor(read_settings())
    here, _, recordings = cut_once(tmp_path / "here")
    assert became(here, processor=processor, pool=work_pool("", 1)) == {"cut": RECORDINGS}
    expected = kept(here, recordings)
    there, store, recordings = cut_once(tmp_path / "there")
    # The second clip of a recording in the middle.
    victim = recordings[RECORDINGS // 2]
    store.key = f"recordings/{victim.id}/chunks/{expected[RECORDINGS // 2][1][1][0]}.flac"
    (tmp_path / "cluster").mkdir()
    with closing(Cluster(tmp_path / "cluster")) as cluster:
        pool = work_pool(cluster.address, 1)
        assert became(there, processor=processor, pool=pool) == {"cut": RECORDINGS}
        (lost,) = (one.pid for one in cluster.workers if one.poll() == -signal.SIGKILL)
        begun = store.begun()
        assert became(there, processor=processor, pool=pool) == {"same": RECORDINGS}
        assert store.begun() == begun
        hands = {one.pid for one in cluster.workers}
    assert kept(there, recordings) == expected
    assert {who for who, _ in begun} <= hands
    again = [key for _, key in begun if [other for _, other in begun].count(key) > 1]
    assert {key.split("/")[1] for key in again} == {str(victim.id)}
    assert next(who for who, key in begun if key == store.key) == lost
