"""The correlation id: fit to stand anywhere, carried by one thread or task, and gone when its work is over."""

import asyncio
import threading
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.correlation import carry, current, is_fit, under
from shrutik_core.shared.jobs import Job
from shrutik_core.testing.builders import a_job

FIT = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}\Z")


@given(st.text())
def test_what_is_fit_can_stand_in_a_header_a_statement_and_a_line(text):
    if is_fit(text):
        assert text.isascii()
        assert text.isprintable()
        assert not set(text) & set(" \"'\\;%{}<>")
        assert 1 <= len(text) <= 128


@pytest.mark.parametrize(
    ("text", "fit"), [("", False), ("a", True), ("a" * 128, True), ("a" * 129, False), (".a", False)]
)
def test_the_edges_of_what_is_fit(text, fit):
    assert is_fit(text) is fit


@given(FIT, FIT)
def test_it_is_carried_while_it_lasts_and_then_what_was_before(outer, inner):
    assert current() == ""
    with under(outer):
        with suppress(KeyError), under(inner):
            assert current() == inner
            raise KeyError
        assert current() == outer
    assert current() == ""


def test_threads_and_tasks_carry_their_own():
    seen = {}

    async def work(name):
        carry(name)
        await asyncio.sleep(0)
        seen[name] = current()

    async def both():
        await asyncio.gather(work("a"), work("b"))

    with under("before"):
        asyncio.run(both())
        thread = threading.Thread(target=lambda: seen.update(thread=current()))
        thread.start()
        thread.join()
        assert current() == "before"
    assert seen == {"a": "a", "b": "b", "thread": ""}


@pytest.mark.parametrize("unfit", ["two words", "a'b", "a\nb", "রহিমা", "x" * 129])
def test_what_is_not_fit_is_a_fault_of_the_program(unfit):
    with pytest.raises(ValueError, match="correlation"):
        carry(unfit)
    with pytest.raises(ValueError, match="correlation"), under(unfit):
        pass
    with pytest.raises(ValueError, match="correlation"):
        a_job(1, correlation=unfit)


def test_a_job_may_come_of_nothing_that_has_one():
    assert isinstance(a_job(1), Job)
    assert a_job(1).correlation == ""
