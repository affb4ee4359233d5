"""The steps of building a release, each a use case that can be tried by itself."""

import attrs

from shrutik_core.use_cases.releases.compare_versions import CompareVersions
from shrutik_core.use_cases.releases.describe_release import DescribeRelease
from shrutik_core.use_cases.releases.measure_new_clips import MeasureNewClips
from shrutik_core.use_cases.releases.plan_release import PlanRelease
from shrutik_core.use_cases.releases.seal_release import SealRelease
from shrutik_core.use_cases.releases.write_shards import WriteShards
from shrutik_core.use_cases.releases.write_texts import WriteTexts


@attrs.frozen
class BuildSteps:
    """All steps, in their order.

    Attributes:
        measure: decodes the clips that nobody decoded yet.
        plan: places speakers, and deals clips out to shards.
        write: writes shards and their manifests.
        texts: writes views of the manifest, and counts.
        compare: with earlier versions: deltas and gates.
        describe: writes what people read.
        seal: names the root, and signs.
    """

    measure: MeasureNewClips
    plan: PlanRelease
    write: WriteShards
    texts: WriteTexts
    compare: CompareVersions
    describe: DescribeRelease
    seal: SealRelease
