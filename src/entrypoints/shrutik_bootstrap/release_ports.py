"""What an installation builds releases with: its key, its processors, and the libraries that are there."""

from importlib.metadata import version
from pathlib import Path

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.release_steps import ReleasePorts
from shrutik_bootstrap.release_views import release_views
from shrutik_bootstrap.settings import Settings
from shrutik_core import __version__
from shrutik_core.ports.work_pool import WorkPool
from shrutik_datasets.clip_measurer import SoundFileClipMeasurer
from shrutik_datasets.licence_texts import PackagedLicenceTexts
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_system.release_keys import load_release_keys
from shrutik_system.work_pool import ProcessWorkPool


def installed_release_ports(settings: Settings, folder: Path) -> ReleasePorts:
    """All of them.

    Args:
        settings: the installation's.
        folder: its data folder; a key is made in it if there is none.

    Raises:
        Invalid: ``keys_exposed``, ``keys_damaged`` or ``secret_encrypted``.
        Unavailable: ``keys_unavailable``.
    """
    return ReleasePorts(
        measurer=SoundFileClipMeasurer(),
        compressor=ZstandardCompressor(),
        pool=_pool(settings),
        signer=load_release_keys(folder).signer,
        licences=PackagedLicenceTexts(),
        make_views=release_views,
        # What a release's bytes depend on.
        software={"shrutik": __version__, "zstandard": version("zstandard")},
        publisher=settings.publisher,
    )


def _pool(settings: Settings) -> WorkPool:
    if not settings.cluster:
        return ProcessWorkPool(settings.release_workers)
    pool: WorkPool = load("shrutik_dask.work_pool", "cluster").DaskWorkPool(settings.cluster)
    return pool
