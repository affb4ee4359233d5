"""A work pool of machines: a cluster of dask.distributed, which somebody else runs."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from typing import Any

from distributed import Client, Future, KilledWorker

from shrutik_core.ports.work_pool import Given, Made
from shrutik_core.shared.errors import Unavailable

# For each thread of the cluster: so much lies ready that none of them waits.
_AHEAD = 2


class DaskWorkPool:
    """`WorkPool` of all workers of a cluster; those that come later join in, and what a lost one had is done by others.

    The workers have this version of Shrutik installed, and see the blob store under the same name. A cluster does what
    anybody tells it who reaches its port: it belongs into a network of its own, or behind TLS.

    Args:
        address: of the scheduler, such as ``tcp://10.0.0.2:8786``.
        patience_s: seconds to wait for the scheduler, and for a worker when there is none.
    """

    def __init__(self, address: str, patience_s: float = 30.0) -> None:
        self._address = address
        self._patience = patience_s

    def each(self, work: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
        """See `WorkPool.each`."""
        try:
            client = Client(self._address, timeout=self._patience, set_as_default=False)
        except (OSError, ValueError) as error:
            raise self._lost(f"no scheduler answers there ({error})") from error
        with client:
            yield from self._each(client, work, things)

    def _each(self, client: Client, work: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
        under_way: deque[Future] = deque()
        most = self._most(client)
        try:
            for thing in things:
                under_way.append(client.submit(work, thing, pure=False))
                if len(under_way) > most:
                    yield self._made(client, under_way.popleft())
                    most = self._most(client)
            while under_way:
                yield self._made(client, under_way.popleft())
        finally:
            client.cancel(list(under_way), force=True)

    def _most(self, client: Client) -> int:
        """Calls that are to be under way at a time."""
        try:
            client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            raise self._lost("it has no workers") from error
        threads: int = sum(client.nthreads().values())
        return _AHEAD * max(1, threads)

    def _made(self, client: Client, future: Future) -> Any:  # noqa: ANN401 - a future does not say what it holds
        """What came of a call, however long it takes, as long as there is anybody who can do it."""
        while True:
            try:
                return future.result(timeout=self._patience)
            except TimeoutError:
                if future.status == "error":  # the work's own
                    raise
                self._most(client)
            except KilledWorker as error:
                raise self._lost("several of its workers ended at the same piece of work") from error
            except CancelledError as error:
                raise self._lost("its scheduler is gone") from error

    def _lost(self, why: str) -> Unavailable:
        return Unavailable(
            "work_pool_lost", f"The cluster {self._address} does not work: {why}. Repair it, or do without it."
        )
