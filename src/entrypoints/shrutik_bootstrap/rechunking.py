"""What `shrutik recordings rechunk` is made of."""

from importlib.metadata import version

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.portable import PortableProcessor
from shrutik_bootstrap.platform import Platform
from shrutik_bootstrap.settings import Settings
from shrutik_core import __version__
from shrutik_core.ports.audio import AudioProcessor
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.use_cases.rechunking.cut_anew import CutAnew
from shrutik_core.use_cases.rechunking.keep_recut import KeepRecut
from shrutik_core.use_cases.rechunking.rechunk_collection import RechunkCollection

# What measures, plans and cuts.
_LIBRARIES = ("numpy", "soundfile", "soxr", "av")


def portable_processor(settings: Settings) -> AudioProcessor:
    """A processor for other processes and machines, confined as the jobs' is."""
    allowance = Allowance.for_recordings(
        settings.longest_recording_minutes * 60, settings.decoding_memory_mb, settings.decoding_cpu_seconds
    )
    return PortableProcessor(allowance)


def rechunk_collection(platform: Platform, pool: WorkPool, processor: AudioProcessor) -> RechunkCollection:
    """The use case, whose workers are those of the pool; they get the blob store, and nothing of the database."""
    software = {"shrutik": __version__, **{name: version(name) for name in _LIBRARIES}}
    cut = CutAnew(platform.blobs(), processor, platform.audio_limits(), software)
    keep = KeepRecut(platform.units_of_work(), platform.blobs(), platform.clock())
    return RechunkCollection(platform.units_of_work(), platform.clock(), platform.ids(), pool, cut, keep)
