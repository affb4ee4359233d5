"""The use cases of those who hold a copy of a release, wired together."""

from dependency_injector import providers

from shrutik_bootstrap.admin_platform import AdminPlatform
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_core.ports.release_keyring import ReleaseKeyring
from shrutik_core.use_cases.releases.download_quota import DownloadQuota
from shrutik_core.use_cases.releases.read_public_releases import ReadPublicReleases
from shrutik_core.use_cases.withdrawal.read_series_feed import ReadSeriesFeed


class HoldersPlatform(AdminPlatform):
    """What holders of a release ask for; `ApiPlatform` holds it and all other requests."""

    blobs: providers.Provider[BlobStore] = providers.Dependency()
    release_keyring: providers.Provider[ReleaseKeyring] = providers.Dependency()
    read_series_feed: providers.Provider[ReadSeriesFeed] = providers.Factory(
        ReadSeriesFeed, AdminPlatform.units_of_work, AdminPlatform.clock, release_keyring
    )
    rate_limiter: providers.Provider[RateLimiter] = providers.Dependency()
    daily_download_gb: providers.Provider[int] = providers.Object(0)
    download_quota: providers.Provider[DownloadQuota] = providers.Factory(
        DownloadQuota, rate_limiter, daily_download_gb
    )
    public_series: providers.Provider[frozenset[str]] = providers.Object(frozenset())
    read_public_releases: providers.Provider[ReadPublicReleases] = providers.Factory(
        ReadPublicReleases, AdminPlatform.units_of_work, blobs, public_series
    )
