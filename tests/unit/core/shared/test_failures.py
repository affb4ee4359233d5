"""A failure begins with the code of its error, and the code is found again."""

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.failures import failure_code, failure_of
from shrutik_core.shared.jobs import LOST


@given(code=st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True), detail=st.text())
def test_the_code_of_an_error_is_found_again(code, detail):
    assert failure_code(failure_of(Invalid(code, detail))) == code


def test_what_is_not_of_the_family_has_no_code():
    assert failure_code("") is None
    assert failure_code("ValueError: x: y") is None
    assert failure_code("no such thing: at all") is None


def test_a_lost_worker_has_a_code():
    assert failure_code(LOST) == "worker_lost"
