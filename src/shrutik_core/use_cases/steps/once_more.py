"""What broke off half-way is done once more, where nothing can come of it twice."""

from collections.abc import Callable
from typing import TypeVar

from shrutik_core.shared.errors import Interrupted

T = TypeVar("T")


def _at_once() -> None:
    """Without a pause."""


def once_more(
    act: Callable[[], T], commits_begun: Callable[[], int], *, once: bool = False, pause: Callable[[], None] = _at_once
) -> T:
    """What the act returns, or raises at the second try.

    Args:
        act: is done again if it was interrupted and had not begun to commit anything.
        commits_begun: see `UnitsOfWork.commits_begun`.
        once: whether what it leaves tells that it was done, as a receipt does: then it has its effect once however
            often it is done, also if nobody can tell whether its commit went through.
        pause: waits before the second try.
    """
    before = commits_begun()
    try:
        return act()
    except Interrupted:
        if not once and commits_begun() != before:
            raise
    pause()
    return act()
