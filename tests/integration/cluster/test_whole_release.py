"""A whole release that three workers of a cluster build, one of them killed on the way, and that one machine builds."""

import signal
from contextlib import closing

import attrs
import pytest
from dependency_injector import providers

from dying_store import DyingStore
from releases_scene import FORMATS
from shrutik_bootstrap.chunking import audio_processor
from shrutik_bootstrap.memory import memory_installation
from shrutik_bootstrap.release_ports import installed_release_ports
from shrutik_bootstrap.settings import read_settings
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.shards import plan
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG, PlatformScene, tone_wav
from withdrawing_scene import settle

distributed = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install 'shrutik[cluster]'"
)

from dask_cluster import Cluster  # noqa: E402 - it needs what may not be there

SPEAKERS, IN_SHARD = 24, 4

pytestmark = pytest.mark.filterwarnings("default")


def recorded(folder, cluster=""):
    """The same voices each time, settled, in an installation whose releases are built as its settings say."""
    folder.mkdir()
    ports = installed_release_ports(read_settings(cluster=cluster, release_workers=1))
    installation = memory_installation(audio_processor(), release_ports=ports)
    store = DyingStore(folder / "blobs", "", folder / "mark", middle=1)
    installation.platform.blobs.override(providers.Object(store))
    scene = PlatformScene(installation)
    scene.collection()
    for number in range(SPEAKERS):
        scene.upload(scene.speaker(f"speaker-{number}"), tone_wav(pitch=150.0 + number))
    installation.work()
    settle(scene)
    return scene, store


def built(scene, store, dies_at=None):
    """The release, whose builder of one shard is killed in the middle of it."""
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], FORMATS, parted=True))
    store.key = f"releases/{made.id}/shards/{dies_at}.tar" if dies_at else ""
    scene.installation.work()
    made = scene.platform.read_releases().get(scene.admin, made.id)
    assert (made.status, made.error) == (ReleaseStatus.READY, "")
    return made


def test_it_is_the_same_bytes_and_a_lost_worker_costs_no_more_than_its_own_tasks(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "MOST_CLIPS", IN_SHARD)
    here = built(*recorded(tmp_path / "here"))
    (tmp_path / "cluster").mkdir()
    with closing(Cluster(tmp_path / "cluster")) as cluster:
        scene, store = recorded(tmp_path / "there", cluster.address)
        there = built(scene, store, dies_at="train-00001")
        (lost,) = (one.pid for one in cluster.workers if one.poll() == -signal.SIGKILL)
        hands = {one.pid for one in cluster.workers}
    assert store.mark.exists()
    assert attrs.asdict(here)["files"] == attrs.asdict(there)["files"]
    assert here.digest == there.digest
    begun = [(who, key) for who, key in store.begun() if key.endswith(".tar")]
    assert {who for who, _ in begun} <= hands
    keys = [key for _, key in begun]
    assert len(set(keys)) == sum(file.name.startswith("shards/") for file in there.files) > len(hands)
    again = {key for key in keys if keys.count(key) > 1}
    assert store.key in again <= {key for who, key in begun if who == lost}
    assert len(keys) - len(set(keys)) <= len([key for who, key in begun if who == lost])
