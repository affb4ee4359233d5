"""What releases of real clips are built with, but for keys and processes."""

from shrutik_bootstrap.release_steps import ReleasePorts
from shrutik_bootstrap.release_views import release_views
from shrutik_datasets.clip_measurer import SoundFileClipMeasurer
from shrutik_datasets.licence_texts import PackagedLicenceTexts
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_memory.work_pool import MemoryWorkPool


def sounding_ports():
    return ReleasePorts(
        measurer=SoundFileClipMeasurer(),
        compressor=ZstandardCompressor(),
        pool=MemoryWorkPool(),
        licences=PackagedLicenceTexts(),
        make_views=release_views,
        software={"shrutik": "1.2.3"},
    )
