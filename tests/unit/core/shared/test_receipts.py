"""Receipts of idempotency keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_once, a_receipt

PRINTABLE = [chr(code) for code in range(0x21, 0x7F)]


@given(st.text(PRINTABLE, min_size=1, max_size=255))
def test_keys_of_printable_ascii_are_taken(key):
    assert a_once(key=key).key == key


@given(st.text(max_size=300))
def test_other_keys_are_invalid(key):
    if not 1 <= len(key) <= 255 or not set(key) <= set(PRINTABLE):
        with pytest.raises(Invalid) as error:
            a_once(key=key)
        assert error.value.code == "idempotency_key_invalid"


@pytest.mark.parametrize("key", ["", " ", "a b", "a\n", "\x7f", "ক", "x" * 256])
def test_these_keys_are_invalid(key):
    with pytest.raises(Invalid):
        a_once(key=key)


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_key_stands_for_one_body(digest, other):
    receipt = a_receipt(once=a_once(digest=digest))
    receipt.check(a_once(digest=digest))
    if other != digest:
        with pytest.raises(Invalid) as error:
            receipt.check(a_once(digest=other))
        assert error.value.code == "idempotency_key_reused"
