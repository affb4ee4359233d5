"""A call that was interrupted is made once more, and never where something might come of it twice."""

from collections.abc import Callable

import pytest

from shrutik_core.shared.errors import Interrupted, ShrutikError, Unavailable
from shrutik_http.edge.repeating import PAUSE_SECONDS, Repeating

FULL = Unavailable("database_full", "It is full.")
BROKEN = Interrupted("database_unavailable", "The database does not answer.")


class Calls:
    """A call that breaks off a few times, with commits that it begins before."""

    def __init__(self, *ends: ShrutikError | None, commits: int = 0) -> None:
        self.ends, self.commits = list(ends), commits
        self.made = self.begun = self.pauses = 0

    def __call__(self) -> int:
        self.made += 1
        self.begun += self.commits
        if error := self.ends.pop(0):
            raise error
        return self.made

    @property
    def repeating(self) -> Repeating:
        def pause() -> None:
            self.pauses += 1

        return Repeating(lambda: self.begun, pause)


def test_one_that_goes_well_is_made_once() -> None:
    calls = Calls(None)
    assert calls.repeating.run(calls) == 1
    assert calls.pauses == 0


def test_one_that_broke_off_is_made_again_after_a_pause() -> None:
    calls = Calls(BROKEN, None)
    assert calls.repeating.run(calls) == 2
    assert calls.pauses == 1


@pytest.mark.parametrize(
    ("calls", "once", "made"),
    [
        pytest.param(lambda: Calls(BROKEN, BROKEN), False, 2, id="once more, not twice"),
        pytest.param(lambda: Calls(BROKEN, commits=1), False, 1, id="not what may have been committed"),
        pytest.param(lambda: Calls(BROKEN, BROKEN, commits=1), True, 2, id="unless a receipt tells"),
        pytest.param(lambda: Calls(FULL), True, 1, id="not what is full or slow"),
    ],
)
def test_what_is_not_made_again(calls: Callable[[], Calls], once: bool, made: int) -> None:
    tried = calls()
    with pytest.raises(Unavailable):
        tried.repeating.run(tried, once=once)
    assert tried.made == made


def test_its_own_pause_is_short() -> None:
    Repeating(lambda: 0).pause()
    assert PAUSE_SECONDS <= 0.1
