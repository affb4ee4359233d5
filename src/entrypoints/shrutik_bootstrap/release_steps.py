"""The steps of building a release, put together from what an installation has for them."""

from collections.abc import Mapping

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clip_measurer import ClipMeasurer
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.licence_texts import LicenceTexts
from shrutik_core.ports.release_keyring import ReleaseKeyring
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.use_cases.releases.build_steps import BuildSteps
from shrutik_core.use_cases.releases.compare_versions import CompareVersions
from shrutik_core.use_cases.releases.describe_release import DescribeRelease
from shrutik_core.use_cases.releases.measure_new_clips import MeasureNewClips
from shrutik_core.use_cases.releases.plan_release import PlanRelease
from shrutik_core.use_cases.releases.seal_release import SealRelease
from shrutik_core.use_cases.releases.write_shards import WriteShards
from shrutik_core.use_cases.releases.write_texts import MakeViews, WriteTexts


@attrs.frozen
class ReleasePorts:
    """What building releases alone needs.

    Attributes:
        measurer: decodes clips.
        compressor: packs manifests.
        pool: does the work that processors or machines share.
        licences: knows licences in full.
        make_views: makes views by their names.
        software: what makes releases here, each with its version.
        publisher: whom to cite; empty if nobody is named.
        passes: over a manifest, side by side.
    """

    measurer: ClipMeasurer
    compressor: Compressor
    pool: WorkPool
    licences: LicenceTexts
    make_views: MakeViews
    software: Mapping[str, str]
    publisher: str = ""
    passes: int = 1


@attrs.frozen
class _CurrentSigner:
    """`ReleaseSigner` with the key that is in force when it is asked."""

    keyring: ReleaseKeyring

    @property
    def key(self) -> ReleaseKey:
        return self.keyring().signer.key

    def sign(self, message: bytes) -> bytes:
        return self.keyring().signer.sign(message)


def build_steps(
    units_of_work: UnitsOfWork,
    blobs: BlobStore,
    ports: ReleasePorts,
    keyring: ReleaseKeyring,
    salt: bytes,
    public_url: str,
) -> BuildSteps:
    """All of them; the key is looked for when something is signed, so that no other job hangs on it."""
    signer = _CurrentSigner(keyring)
    return BuildSteps(
        measure=MeasureNewClips(units_of_work, blobs, ports.measurer, ports.pool),
        plan=PlanRelease(units_of_work, blobs, salt),
        write=WriteShards(units_of_work, blobs, ports.compressor, ports.pool),
        texts=WriteTexts(blobs, ports.compressor, ports.make_views, ports.pool, ports.passes),
        compare=CompareVersions(units_of_work, blobs, ports.compressor),
        describe=DescribeRelease(
            units_of_work, blobs, ports.licences, signer, ports.software, public_url, ports.publisher
        ),
        seal=SealRelease(blobs, signer),
    )
