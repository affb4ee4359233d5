"""Pauses before what another machine did not take is tried again."""

import time

FIRST_SECONDS, MOST_SECONDS = 0.5, 5.0


def pause_after(tries: int) -> None:
    """Sleep for half a second before the second try, twice as long before each further one, and 5 s at most.

    Args:
        tries: how many there were before the one that failed, from 0.
    """
    time.sleep(seconds_after(tries))


def seconds_after(tries: int) -> float:
    """How long that is, in seconds."""
    return min(FIRST_SECONDS * 2.0 ** min(tries, 10), MOST_SECONDS)
