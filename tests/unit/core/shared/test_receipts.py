"""Receipts of idempotency keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_key, a_receipt

PRINTABLE = [chr(code) for code in range(0x21, 0x7F)]


@given(st.text(PRINTABLE, min_size=1, max_size=255))
def test_keys_of_printable_ascii_are_taken(key):
    assert a_key(key=key).key == key


@given(st.text(max_size=300))
def test_other_keys_are_invalid(key):
    if not 1 <= len(key) <= 255 or not set(key) <= set(PRINTABLE):
        with pytest.raises(Invalid) as error:
            a_key(key=key)
        assert error.value.code == "idempotency_key_invalid"


@pytest.mark.parametrize("key", ["", " ", "a b", "a\n", "\x7f", "ক", "x" * 256])
def test_these_keys_are_invalid(key):
    with pytest.raises(Invalid):
        a_key(key=key)


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_key_stands_for_one_body(digest, other):
    receipt = a_receipt(idempotency_key=a_key(digest=digest))
    receipt.check(a_key(digest=digest))
    if other != digest:
        with pytest.raises(Invalid) as error:
            receipt.check(a_key(digest=other))
        assert error.value.code == "idempotency_key_reused"
