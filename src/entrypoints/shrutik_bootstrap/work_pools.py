"""Who does work that is the same for many things: processes of this machine, or the workers of a cluster."""

from shrutik_bootstrap.extras import load
from shrutik_core.ports.work_pool import WorkPool
from shrutik_system.work_pool import ProcessWorkPool


def work_pool(cluster: str, processes: int) -> WorkPool:
    """The workers of a cluster if one is named; else so many processes.

    Args:
        cluster: address of a Dask scheduler, or empty.
        processes: 1 and up.

    Raises:
        Unavailable: ``extra_missing`` if a cluster is named and what it needs is not installed.
    """
    if not cluster:
        return ProcessWorkPool(processes)
    pool: WorkPool = load("shrutik_dask.work_pool", "cluster").DaskWorkPool(cluster)
    return pool
