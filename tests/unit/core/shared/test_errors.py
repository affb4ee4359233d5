"""The family of errors."""

import pickle

import pytest

from shrutik_core.shared.errors import (
    Conflict,
    FieldError,
    Invalid,
    Missing,
    Refused,
    ShrutikError,
    Unavailable,
    UsedUp,
)


@pytest.mark.parametrize("kind", [Invalid, Missing, Conflict, Refused, Unavailable])
def test_every_kind_says_code_detail_and_fields(kind):
    error = kind("code", "What to do.", errors=[FieldError("items.0.text", "too long")], extra={"text": "ক"})
    assert isinstance(error, ShrutikError)
    assert (error.code, error.detail, str(error)) == ("code", "What to do.", "What to do.")
    assert error.errors == (FieldError("items.0.text", "too long", "invalid"),)
    assert error.extra == {"text": "ক"}


def test_fields_and_extras_are_empty_unless_said():
    error = Missing("chunk_missing", "There is no such chunk.")
    assert (error.errors, error.extra) == ((), {})


@pytest.mark.parametrize(
    "error",
    [
        Invalid("code", "What to do.", errors=[FieldError("a", "too long")], extra={"text": "ক"}),
        UsedUp("code", "What to do.", retry_after=7),
    ],
)
def test_an_error_comes_whole_out_of_another_process(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.args == error.args
    assert vars(again) == vars(error)
