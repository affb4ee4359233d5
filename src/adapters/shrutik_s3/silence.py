"""A store that says nothing: one caller at a time waits for it, and the others are told at once.

Without this, every thread of an API process ends up waiting, and what needs no blob waits with them.
"""

from threading import Lock, get_ident
from time import monotonic
from typing import Any

from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from shrutik_core.shared.errors import Unavailable

# Of one call: a connection that somebody on the way forgot is silent as well, and the next one is not.
_MOST_TRIES = 2
_SILENT = (ConnectTimeoutError, ReadTimeoutError)


class Silence:
    """What the threads of a process know of the store; told by botocore around each try of each call.

    Args:
        patience: seconds for which whoever waits is believed to wait; afterwards another may.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lock = Lock()
        self._silent = False
        self._waiting: tuple[int, float] | None = None

    def watch(self, client: Any) -> None:  # noqa: ANN401 - boto3 makes its classes while it runs
        """Be asked before each try of a client, and told what came of it."""
        client.meta.events.register("before-send.s3", self.before)
        # What decides on another try ends the round of those who are told, so this is told first.
        client.meta.events.register_first("needs-retry.s3", self.after)

    def before(self, request: Any = None, **_: object) -> None:  # noqa: ANN401 - as above
        """Let a caller pass if the store speaks, or if nobody else waits for it, and that twice at most.

        Raises:
            Unavailable: ``blob_store_unavailable``.
        """
        with self._lock:
            if not self._silent:
                return
            free = self._waiting is None or monotonic() - self._waiting[1] > self._patience
            if free and _tries(request) <= _MOST_TRIES:
                self._waiting = get_ident(), monotonic()
                return
        raise Unavailable("blob_store_unavailable", "The object storage says nothing; try again in a moment.")

    def after(self, response: object = None, caught_exception: object = None, **_: object) -> None:
        """Note whether it spoke; an error that it tells of is an answer, too."""
        with self._lock:
            if self._waiting is not None and self._waiting[0] == get_ident():
                self._waiting = None
            if response is not None:
                self._silent = False
            elif isinstance(caught_exception, _SILENT):
                self._silent = True


def _tries(request: Any) -> int:  # noqa: ANN401 - of botocore
    """Which try of its call a request is, from 1, as its own header says."""
    said = request.headers.get("amz-sdk-request", "") if request is not None else ""
    text = said.decode() if isinstance(said, bytes) else said
    number = text.partition("attempt=")[2].partition(";")[0]
    return int(number) if number.isdigit() else 1
