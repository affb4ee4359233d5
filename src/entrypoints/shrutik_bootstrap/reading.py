"""What only reads much: on a replica, if the settings name one."""

from sqlalchemy import Engine, event

from shrutik_bootstrap.settings import Settings
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_postgres.engine import make_engine
from shrutik_postgres.replica import NETWORK, ReadingUnitsOfWork, Replica

_POOL, _POOL_SECONDS = 4, 1.0


def reading_ports(settings: Settings, primary: Engine) -> dict[str, UnitsOfWork]:
    """The port by its name; none without a replica. The replica's connections close when those to the primary do."""
    if settings.replica_url is None:
        return {}
    engine = make_engine(
        settings.replica_url,
        application="shrutik reading",
        pool_size=_POOL,
        pool_seconds=_POOL_SECONDS,
        network=NETWORK,
    )
    event.listen(primary, "engine_disposed", lambda _: engine.dispose())
    return {"units_for_reading": ReadingUnitsOfWork(Replica(primary, engine, patience=settings.replica_patience))}
