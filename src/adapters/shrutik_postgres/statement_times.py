"""How long statements take, told as they end."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, event

_BEGAN = "shrutik began"
_VERBS = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
OTHER = "other"


def tell_statements(engine: Engine, tell: Callable[[float, str], None]) -> None:
    """Call ``tell`` after each statement that did not fail, with its seconds and its verb in lower case, or `OTHER`."""
    event.listen(engine, "before_cursor_execute", _begin)
    event.listen(engine, "after_cursor_execute", partial(_end, tell))


def _begin(connection: Connection, *_: Any) -> None:  # noqa: ANN401 - the listener's signature
    connection.info[_BEGAN] = time.perf_counter()


def _end(tell: Callable[[float, str], None], connection: Connection, _cursor: object, sql: str, *_: Any) -> None:  # noqa: ANN401 - the listener's signature
    verb = sql.lstrip()[:7].partition(" ")[0].strip().upper()
    tell(time.perf_counter() - connection.info[_BEGAN], verb.lower() if verb in _VERBS else OTHER)
