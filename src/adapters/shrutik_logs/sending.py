"""Where lines go: to files, to standard error, or both; those of security events apart from all others."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from shrutik_core.logs.event import LogLevel
from shrutik_logs.rendering import is_ours, line_formatter
from shrutik_logs.security_log import LOGGER
from shrutik_logs.shared_file import SharedFile, Turning

NUMBERS = {
    LogLevel.DEBUG: logging.DEBUG,
    LogLevel.INFO: logging.INFO,
    LogLevel.WARNING: logging.WARNING,
    LogLevel.ERROR: logging.ERROR,
}


@attrs.frozen
class LogWish:
    """What is told where.

    Attributes:
        file: where lines go as JSON; None for no file.
        level: of the least that goes there.
        shown: of the least that goes to standard error.
        plain: whether what goes there is for a person; else JSON.
        turning: when the file is put aside.
        may_make: whether the file's folder, if it is missing, is made at that moment.
        may_thread: whether what was put aside may be packed by a thread.
    """

    file: Path | None
    level: LogLevel = LogLevel.INFO
    shown: LogLevel = LogLevel.WARNING
    plain: bool = False
    turning: Turning = attrs.field(factory=Turning)
    may_make: Callable[[], bool] = lambda: True
    may_thread: Callable[[], bool] = lambda: True


class ToStandardError(logging.Handler):
    """Writes to what standard error is at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; that one cannot be written is no matter of whoever logged."""
        try:
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()
        except (OSError, ValueError):  # a pipe that nobody reads, a stream that is closed
            self.handleError(record)


@contextmanager
def sent_logs(wish: LogWish) -> Iterator[None]:
    """Let the lines of all loggers go where it is wished, while it lasts, and nowhere that was wished before.

    Handlers of others stay as they are.
    """
    root, made = logging.getLogger(), list(_handlers(wish))
    level, former = root.level, _ours(root)
    _exchange(root, former, made)
    root.setLevel(min(handler.level for handler in made))
    try:
        yield
    finally:
        root.setLevel(level)
        _exchange(root, made, former)
        for handler in made:
            handler.close()


def send_security_log(path: Path | None, turning: Turning | None = None) -> None:
    """Let security events go to this file, or to standard error if there is none; and to no other logger's handlers.

    A handler that someone else gave to the logger stays, and then it is the only one.
    """
    logger = logging.getLogger(LOGGER)
    former = _ours(logger)
    _exchange(logger, former, [])
    for handler in former:
        handler.close()
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.propagate = False
        made = SharedFile(path, turning) if path is not None else ToStandardError()
        made.setFormatter(line_formatter(plain=False))
        logger.addHandler(made)


def _ours(logger: logging.Logger) -> list[logging.Handler]:
    return [one for one in logger.handlers if isinstance(one, SharedFile | ToStandardError)]


def _exchange(logger: logging.Logger, some: Iterable[logging.Handler], others: Iterable[logging.Handler]) -> None:
    for handler in some:
        logger.removeHandler(handler)
    for handler in others:
        logger.addHandler(handler)


def _handlers(wish: LogWish) -> Iterator[logging.Handler]:
    if wish.file is not None:
        file = SharedFile(wish.file, wish.turning, wish.may_make, wish.may_thread)
        file.tend()
        yield _ready(file, wish.level, plain=False)
    yield _ready(ToStandardError(), wish.shown, plain=wish.plain)


def _ready(handler: logging.Handler, level: LogLevel, *, plain: bool) -> logging.Handler:
    handler.setLevel(NUMBERS[level])
    handler.setFormatter(line_formatter(plain=plain))
    handler.addFilter(_matters)
    return handler


def _matters(record: logging.LogRecord) -> bool:
    """What is ours, and of what libraries say, no more than warnings."""
    return is_ours(record) or record.levelno >= logging.WARNING
