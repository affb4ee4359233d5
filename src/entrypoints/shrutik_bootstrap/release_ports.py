"""What an installation builds releases with: its processors, and the libraries that are there."""

from importlib.metadata import version

from shrutik_bootstrap.release_steps import ReleasePorts
from shrutik_bootstrap.release_views import release_views
from shrutik_bootstrap.settings import Settings
from shrutik_bootstrap.work_pools import work_pool
from shrutik_core import __version__
from shrutik_datasets.clip_measurer import SoundFileClipMeasurer
from shrutik_datasets.licence_texts import PackagedLicenceTexts
from shrutik_datasets.zstandard_compressor import ZstandardCompressor


def installed_release_ports(settings: Settings) -> ReleasePorts:
    """All of them, as the settings say."""
    return ReleasePorts(
        measurer=SoundFileClipMeasurer(),
        compressor=ZstandardCompressor(),
        pool=work_pool(settings.cluster, settings.release_workers),
        licences=PackagedLicenceTexts(),
        make_views=release_views,
        # What a release's bytes depend on.
        software={"shrutik": __version__, "zstandard": version("zstandard")},
        publisher=settings.publisher,
        passes=settings.release_workers,
    )
