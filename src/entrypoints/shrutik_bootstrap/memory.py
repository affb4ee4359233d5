"""The platform in memory: every use case, nothing outside the process; for tests and for trying things out."""

import attrs
from dependency_injector import providers

from shrutik_bootstrap.platform import Platform
from shrutik_core.ports.audio import AudioProcessor
from shrutik_core.shared.ids import JobId
from shrutik_datasets.tar_archive import TarArchiver
from shrutik_memory.access_tokens import MemoryAccessTokens
from shrutik_memory.accounts import MemoryAccounts
from shrutik_memory.audio import MemoryAudioProcessor
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.clock import MemoryClock
from shrutik_memory.id_source import MemoryIds
from shrutik_memory.job_sender import MemoryJobSender
from shrutik_memory.link_signer import MemoryLinkSigner
from shrutik_memory.origins import MemoryOriginHasher
from shrutik_memory.password_hasher import MemoryPasswordHasher
from shrutik_memory.random_source import MemoryRandomSource
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork


@attrs.frozen
class MemoryInstallation:
    """A platform in memory, with what a test turns by hand.

    Attributes:
        platform: all use cases.
        clock: stands still until it is advanced.
        sender: collects what was sent.
    """

    platform: Platform
    clock: MemoryClock
    sender: MemoryJobSender

    def work(self) -> int:
        """Do all background work that is due, as decider, relay and workers would; how many jobs that were."""
        done = 0
        while found := self.platform.decide_due()() + self._sent():
            done += found
        return done

    def _sent(self) -> int:
        self.platform.relay_jobs()()
        sent, self.sender.sent[:] = list(self.sender.sent), []
        for job in sent:
            self.platform.run_job()(JobId(job.id))
        return len(sent)


def memory_installation(audio_processor: AudioProcessor | None = None) -> MemoryInstallation:
    """A new one, empty; ``audio processor`` takes the place of the plain one that reads 16-bit WAV."""
    clock, sender = MemoryClock(), MemoryJobSender()
    processor = audio_processor or MemoryAudioProcessor()
    units_of_work = MemoryUnitsOfWork(MemoryStore())
    platform = Platform(
        units_of_work=providers.Object(units_of_work),
        accounts=providers.Object(MemoryAccounts(units_of_work)),
        blobs=providers.Object(MemoryBlobStore(clock)),
        clock=providers.Object(clock),
        ids=providers.Object(MemoryIds()),
        random_source=providers.Object(MemoryRandomSource()),
        hasher=providers.Object(MemoryPasswordHasher()),
        tokens=providers.Object(MemoryAccessTokens()),
        links=providers.Object(MemoryLinkSigner()),
        origins=providers.Object(MemoryOriginHasher()),
        audio_check=providers.Object(processor),
        audio_processor=providers.Object(processor),
        archiver=providers.Object(TarArchiver()),
        sender=providers.Object(sender),
        salt=providers.Object(b"salt of the platform in memory"),
        pause=providers.Object(lambda: None),
    )
    return MemoryInstallation(platform, clock, sender)
