"""A collection that workers of a cluster recompute and cut anew, one of them killed on the way, as one machine does."""

import signal
from contextlib import closing
from pathlib import Path

import pytest
from dependency_injector import providers
from rich.console import Console

from dying_store import DyingStore
from rechunk_scene import became, change_rules, kept, recorded
from recompute_scene import state, typed
from shrutik_bootstrap.chunking import audio_processor
from shrutik_bootstrap.memory import memory_installation
from shrutik_bootstrap.rechunking import portable_processor
from shrutik_bootstrap.recomputing import recompute_on_many
from shrutik_bootstrap.settings import read_settings
from shrutik_bootstrap.work_pools import work_pool
from shrutik_cli.chunk_file import Order
from shrutik_cli.chunk_run import run, write_manifest
from shrutik_core.chunking.rules import Rules
from shrutik_core.ports.audio_check import AudioLimits
from use_cases_scene import SLUG, PlatformScene, tone_wav

distributed = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install 'shrutik[cluster]'"
)

from dask_cluster import Cluster  # noqa: E402 - it needs what may not be there

RECORDINGS, SECONDS = 6, 12.0

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with closing(Cluster(tmp_path_factory.mktemp("cluster"))) as cluster:
        yield cluster


def test_it_decides_as_one_machine_does(cluster):
    here, recording, collection = typed()
    here.platform.recompute_collection()(collection)
    there, other, _ = typed()
    report = recompute_on_many(there.platform, work_pool(cluster.address, 1))(SLUG)
    assert state(there, other) == state(here, recording)
    assert report.done == report.total == report.foreseen > 0


def test_files_are_cut_as_here(cluster, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(4):
        (tmp_path / f"talk-{number}.wav").write_bytes(tone_wav(8.0, 150.0 + number))
    files = [Path(f"talk-{number}.wav") for number in range(4)] + [Path("missing.wav")]
    made = []
    for name, pool in (("here", None), ("there", work_pool(cluster.address, 1))):
        out = Path(name)
        out.mkdir()
        orders = [Order(one, one.stem, out, Rules(), AudioLimits()) for one in files]
        outcomes = run(orders, 1, Console(quiet=True), pool)
        assert [one.code for one in outcomes] == [None] * 4 + ["not_readable"]
        write_manifest(out / "chunks.jsonl", out, outcomes)
        made.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*.*") if path.is_file()})
    assert made[0] == made[1]
    assert len(made[0]) > 4


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


def test_it_is_the_same_bytes_and_a_lost_worker_costs_its_own_task(cluster, tmp_path):
    here, _, recordings = cut_once(tmp_path / "here")
    assert became(here, pool=work_pool("", 1)) == {"cut": RECORDINGS}
    expected = kept(here, recordings)
    there, store, recordings = cut_once(tmp_path / "there")
    # The second clip of a recording in the middle.
    victim = recordings[RECORDINGS // 2]
    store.key = f"recordings/{victim.id}/chunks/{expected[RECORDINGS // 2][1][1][0]}.flac"
    pool, processor = work_pool(cluster.address, 1), portable_processor(read_settings())
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
