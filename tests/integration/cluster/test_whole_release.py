"""A whole release by three workers of a cluster, one killed on the way: the bytes that one worker here makes."""

import hashlib
from contextlib import closing

import pytest
from dependency_injector import providers

from dying_store import DyingStore
from releases_scene import FORMATS
from servers.dask_cluster import DaskCluster  # without dask.distributed the whole file is skipped here
from shard_scene import read
from shrutik_bootstrap.chunking import audio_processor
from shrutik_bootstrap.memory import memory_installation
from shrutik_bootstrap.release_ports import installed_release_ports
from shrutik_bootstrap.settings import Settings
from shrutik_core.chunking.chunk import Settler
from shrutik_core.releases.release import ReleaseStatus, release_key
from shrutik_core.testing.sounds import bursts, wav
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from shrutik_files.blob_store import FileBlobStore
from use_cases_scene import SLUG, PlatformScene

RATE = 16_000
VOICES = 24

pytestmark = pytest.mark.filterwarnings("default")


def house(store, **options):
    """An installation whose blobs lie in the store, with settled clips of each voice."""
    installation = memory_installation(audio_processor(), release_ports=installed_release_ports(Settings(**options)))
    installation.platform.blobs.override(providers.Object(store))
    scene = PlatformScene(installation)
    scene.collection()
    sent = [
        scene.upload(scene.speaker(f"speaker{number}"), wav(bursts(3 + number / 10, RATE), RATE))
        for number in range(VOICES)
    ]
    installation.work()
    clips = [clip for recording in sent for clip in scene.chunks(recording)]
    with scene.platform.units_of_work()() as uow:
        for number, clip in enumerate(clips):
            uow.chunks.save(clip.settle(f"কথা {number}", 0.9, Settler.CONSENSUS))
        uow.commit()
    return scene


def asked(scene):
    """A release that waits to be built."""
    return scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], FORMATS, parted=True))


def built(scene, store, waiting):
    """The release, and the SHA-256 of each of its files as it lies in the store."""
    scene.installation.work()
    made = scene.platform.read_releases().get(scene.admin, waiting.id)
    assert (made.status, made.error) == (ReleaseStatus.READY, "")
    return made, {file.name: hashlib.sha256(read(store, file.key)).hexdigest() for file in made.files}


def test_a_cluster_makes_the_release_that_one_worker_makes_though_one_of_its_own_is_killed(tmp_path):
    store = FileBlobStore(tmp_path / "here")
    scene = house(store)
    made, here = built(scene, store, asked(scene))
    with closing(DaskCluster(tmp_path)) as cluster:
        dying = DyingStore(tmp_path / "there", None, tmp_path / "mark")
        other = house(dying, cluster=cluster.address)
        waiting = asked(other)
        dying.key = release_key(waiting.id, "shards/train-00000.tar")
        again, there = built(other, dying, waiting)
        assert (dying.mark.exists(), cluster.killed) == (True, 1)
    assert len([name for name in here if name.startswith("shards/")]) == 3
    assert made.clips >= VOICES
    assert there == here == {file.name: file.sha256 for file in again.files}
    assert again.digest == made.digest
