"""A log of which nodes of a cluster take writes, kept all the time from outside."""

import threading
import time
from collections.abc import Mapping

import attrs
import psycopg

from servers.patroni import PASSWORD, SUPERUSER, Cluster, Node

PAUSE = 0.1


@attrs.frozen
class Look:
    """One look at a node.

    Attributes:
        node: its name.
        began: when it was asked, in seconds of the monotonic clock.
        ended: when it had answered.
        leads: whether it said that it is no standby.
        wrote: number of the row that it acknowledged; None if it took none.
    """

    node: str
    began: float
    ended: float
    leads: bool
    wrote: int | None = None


class Probe:
    """Asks each node, again and again, whether it leads, and, at the same time, to keep a row.

    Args:
        cluster: whose nodes are asked; in ``postgres`` a table is made for the rows.
    """

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.looks, self.stopping = cluster, [], threading.Event()
        with psycopg.connect(cluster.url(user=SUPERUSER, database=SUPERUSER), autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS probed (node text, number bigint)")
            connection.execute("TRUNCATE probed")
        self.threads = [
            threading.Thread(target=self._go_on, args=(look, node), daemon=True)
            for node in cluster.nodes.values()
            for look in (self._ask, self._write)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)

    def _go_on(self, look, node: Node) -> None:
        number = 0
        while not self.stopping.wait(PAUSE):
            number += 1
            began = time.monotonic()
            try:
                told = look(node, number)
            except psycopg.Error:
                continue
            self.looks.append(Look(node.name, began, time.monotonic(), **told))

    def _connect(self, node: Node) -> psycopg.Connection:
        trusted = str(self.cluster.authority.trusted)
        return psycopg.connect(
            host=node.host,
            port=node.port,
            user=SUPERUSER,
            password=PASSWORD,
            dbname=SUPERUSER,
            sslmode="verify-full",
            sslrootcert=trusted,
            connect_timeout=2,
            tcp_user_timeout=3_000,
            keepalives_idle=1,
            keepalives_interval=1,
            keepalives_count=2,
            autocommit=True,
        )

    def _ask(self, node: Node, _: int) -> dict:
        with self._connect(node) as connection:
            ((standby,),) = connection.execute("SELECT pg_is_in_recovery()").fetchall()
        return {"leads": not standby}

    def _write(self, node: Node, number: int) -> dict:
        with self._connect(node) as connection:
            connection.execute("INSERT INTO probed VALUES (%s, %s)", (node.name, number))
        return {"leads": True, "wrote": number}

    def reigns(self) -> Mapping[str, tuple[float, float]]:
        """From when until when each node led at most: from before the first such answer until after the last."""
        led = [look for look in self.looks if look.leads]
        nodes = {look.node for look in led}
        return {
            node: (
                min(look.began for look in led if look.node == node),
                max(look.ended for look in led if look.node == node),
            )
            for node in nodes
        }

    def lost(self) -> set[tuple[str, int]]:
        """Rows that were acknowledged and are not there."""
        with psycopg.connect(self.cluster.url(user=SUPERUSER, database=SUPERUSER)) as connection:
            kept = set(connection.execute("SELECT node, number FROM probed").fetchall())
        return {(look.node, look.wrote) for look in self.looks if look.wrote is not None} - kept
