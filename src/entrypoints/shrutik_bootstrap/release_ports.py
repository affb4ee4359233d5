"""What an installation builds releases with: its processors, and the libraries that are there."""

from importlib.metadata import version

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.release_steps import ReleasePorts
from shrutik_bootstrap.release_views import release_views
from shrutik_bootstrap.settings import Settings
from shrutik_core import __version__
from shrutik_core.ports.work_pool import WorkPool
from shrutik_datasets.clip_measurer import SoundFileClipMeasurer
from shrutik_datasets.licence_texts import PackagedLicenceTexts
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_system.work_pool import ProcessWorkPool


def installed_release_ports(settings: Settings) -> ReleasePorts:
    """All of them, as the settings say."""
    return ReleasePorts(
        measurer=SoundFileClipMeasurer(),
        compressor=ZstandardCompressor(),
        pool=_pool(settings),
        licences=PackagedLicenceTexts(),
        make_views=release_views,
        # What a release's bytes depend on.
        software={"shrutik": __version__, "zstandard": version("zstandard")},
        publisher=settings.publisher,
        passes=settings.release_workers,
    )


def _pool(settings: Settings) -> WorkPool:
    if not settings.cluster:
        return ProcessWorkPool(settings.release_workers)
    pool: WorkPool = load("shrutik_dask.work_pool", "cluster").DaskWorkPool(settings.cluster)
    return pool
