"""What `shrutik collections recompute` is made of."""

from shrutik_bootstrap.platform import Platform
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.use_cases.collections.recompute_on_many import RecomputeOnMany


def recompute_on_many(platform: Platform, pool: WorkPool) -> RecomputeOnMany:
    """The use case, whose workers are those of the pool."""
    return RecomputeOnMany(platform.units_of_work(), platform.decide_chunks(), pool)
