"""The platform in memory: every use case, nothing outside the process; for tests and for trying things out."""

from typing import Any

import attrs
from dependency_injector import providers

from shrutik_bootstrap.platform import Platform
from shrutik_bootstrap.release_steps import ReleasePorts
from shrutik_bootstrap.release_views import release_views
from shrutik_core import __version__
from shrutik_core.ports.audio import AudioProcessor
from shrutik_core.shared.ids import JobId
from shrutik_datasets.zip_archive import ZipZipper
from shrutik_memory.access_tokens import MemoryAccessTokens
from shrutik_memory.accounts import MemoryAccounts
from shrutik_memory.api_keys import MemoryApiKeySecrets, MemoryKnownApiKeys
from shrutik_memory.audio import MemoryAudioProcessor
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.cache import MemoryCache
from shrutik_memory.clip_measurer import MemoryClipMeasurer
from shrutik_memory.clip_pictures import MemoryClipPictures
from shrutik_memory.clock import MemoryClock
from shrutik_memory.compressor import MemoryCompressor
from shrutik_memory.id_source import MemoryIds
from shrutik_memory.job_sender import MemoryJobSender
from shrutik_memory.licence_texts import MemoryLicenceTexts
from shrutik_memory.link_signer import MemoryLinkSigner
from shrutik_memory.log_in_providers import MemoryLogInProviders
from shrutik_memory.mailer import MemoryMailer
from shrutik_memory.metrics import MemoryMetrics
from shrutik_memory.origins import MemoryOriginHasher
from shrutik_memory.password_hasher import MemoryPasswordHasher
from shrutik_memory.random_source import MemoryRandomSource
from shrutik_memory.rate_limiter import MemoryRateLimiter
from shrutik_memory.release_keyring import MemoryReleaseKeyring
from shrutik_memory.secret_source import MemorySecretSource
from shrutik_memory.security_log import MemorySecurityLog
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork
from shrutik_memory.webhook_sender import MemoryWebhookSender
from shrutik_memory.webhooks import MemoryWebhookSecrets
from shrutik_memory.work_pool import MemoryWorkPool


@attrs.frozen
class MemoryInstallation:
    """A platform in memory, with what a test turns by hand.

    Attributes:
        platform: all use cases.
        clock: stands still until it is advanced.
        sender: collects what was sent.
        security_log: collects security events.
        mailer: collects letters, if the installation sends any.
    """

    platform: Platform
    clock: MemoryClock
    sender: MemoryJobSender
    security_log: MemorySecurityLog
    mailer: MemoryMailer = attrs.field(factory=MemoryMailer)

    def work(self) -> int:
        """Do all background work that is due, as decider, relay and workers would; how many jobs that were."""
        done = 0
        while found := self.platform.decide_due()() + self._sent() + self._told():
            done += found
        return done

    def _sent(self) -> int:
        self.platform.relay_jobs()()
        sent, self.sender.sent[:] = list(self.sender.sent), []
        for job in sent:
            self.platform.run_job()(JobId(job.id))
        return len(sent)

    def _told(self) -> int:
        tell = self.platform.tell_webhooks()
        claims = tell.claim(100)
        for claim in claims:
            tell.tell(claim)
        return len(claims)


def memory_installation(
    audio_processor: AudioProcessor | None = None,
    *,
    sends_letters: bool = False,
    release_ports: ReleasePorts | None = None,
) -> MemoryInstallation:
    """A new one, empty.

    Args:
        audio_processor: takes the place of the plain one that reads 16-bit WAV.
        sends_letters: whether mail is set up.
        release_ports: that releases of what another audio processor cuts are built with.
    """
    clock, sender, mailer = MemoryClock(), MemoryJobSender(), MemoryMailer()
    processor, security_log = audio_processor or MemoryAudioProcessor(), MemorySecurityLog()
    platform = Platform(
        **_plain_ports(clock),
        security_log=providers.Object(security_log),
        log_in_providers=providers.Object(MemoryLogInProviders()),
        audio_check=providers.Object(processor),
        audio_processor=providers.Object(processor),
        sender=providers.Object(sender),
        sends_letters=providers.Object(sends_letters),
        mailer=providers.Object(mailer),
        release_ports=providers.Object(release_ports or _release_ports()),
    )
    return MemoryInstallation(platform, clock, sender, security_log, mailer)


def _release_ports() -> ReleasePorts:
    return ReleasePorts(
        measurer=MemoryClipMeasurer(),
        compressor=MemoryCompressor(),
        pool=MemoryWorkPool(),
        licences=MemoryLicenceTexts(),
        make_views=release_views,
        software={"shrutik": __version__},
    )


def _plain_ports(clock: MemoryClock) -> dict[str, providers.Object[Any]]:
    """What fills the ports that no test replaces, by their names."""
    units_of_work = MemoryUnitsOfWork(MemoryStore())
    filled = {
        "units_of_work": units_of_work,
        "accounts": MemoryAccounts(units_of_work),
        "known_api_keys": MemoryKnownApiKeys(units_of_work),
        "api_key_secrets": MemoryApiKeySecrets(),
        "blobs": MemoryBlobStore(clock),
        "clip_pictures": MemoryClipPictures(),
        "clock": clock,
        "ids": MemoryIds(),
        "random_source": MemoryRandomSource(),
        "secrets": MemorySecretSource(),
        "hasher": MemoryPasswordHasher(),
        "tokens": MemoryAccessTokens(),
        "links": MemoryLinkSigner(),
        "webhook_secrets": MemoryWebhookSecrets(),
        "webhook_sender": MemoryWebhookSender(),
        "origins": MemoryOriginHasher(),
        "zipper": ZipZipper(),
        "release_keyring": MemoryReleaseKeyring(),
        "public_url": "https://shrutik.example.org",
        "salt": b"salt of the platform in memory",
        "second_look_key": b"second looks in memory",
        "pause": lambda: None,
        "rate_limiter": MemoryRateLimiter(clock),
        "cache": MemoryCache(clock),
        "metrics": MemoryMetrics(),
    }
    return {name: providers.Object(port) for name, port in filled.items()}
