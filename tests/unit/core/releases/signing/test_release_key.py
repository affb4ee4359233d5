"""Keys in minisign's forms: two made by minisign 0.11 itself, and whatever we write."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.signing.release_key import (
    ReleaseKey,
    ReleaseSecret,
    read_key,
    read_secret,
    write_key,
    write_secret,
)
from shrutik_core.shared.errors import Invalid

# Made for this test by `minisign -G -W`; it signs nothing.
PUBLIC = """untrusted comment: minisign public key 4755343E2BD4D8E3
RWTj2NQrPjRVR8Rh7C0j5HnAXg/+oFmkRKghbascFlmU+1mS5z6Hjmc8
"""
SECRET = """untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA49jUKz40VUcKR54V0iaDSb7GB31jcpM95ynmjCkSQO4G9OlvTnASqsRh7C0j5HnAXg/+oFmkRKghbascFlmU+1mS5z6Hjmc8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
"""
FIRST, PUBLIC_LINE, _ = PUBLIC.split("\n")
_, BLOB, _ = SECRET.split("\n")
KEYS = st.builds(ReleaseKey, st.binary(min_size=8, max_size=8), st.binary(min_size=32, max_size=32))
SECRETS = st.builds(ReleaseSecret, KEYS, st.binary(min_size=32, max_size=32))


def refusal(read, text):
    with pytest.raises(Invalid) as caught:
        read(text)
    return caught.value.code


def with_bytes(at, new):
    """The secret key's text with other bytes at a place."""
    blob = base64.b64decode(BLOB)
    return f"untrusted comment: \n{base64.b64encode(blob[:at] + new + blob[at + len(new) :]).decode()}\n"


@given(KEYS)
def test_a_public_key_is_read_from_what_was_written(key):
    assert read_key(write_key(key)) == read_key(key.text) == key
    assert read_key(write_key(key).replace("\n", "\r\n")) == key
    assert key.text.startswith("RW")
    assert key.name == f"{int.from_bytes(key.id, 'little'):016X}"


@given(SECRETS)
def test_a_secret_key_is_read_from_what_was_written_and_does_not_show(secret):
    text = write_secret(secret)
    assert read_secret(text) == read_secret(text + '{"more":"below"}\n') == secret
    assert repr(secret) == f"ReleaseSecret(key={secret.key!r})"


def test_minisigns_own_keys_are_read():
    key = read_key(PUBLIC)
    assert (key.name, key.text) == ("4755343E2BD4D8E3", PUBLIC_LINE)
    assert write_key(key) == PUBLIC
    secret = read_secret(SECRET)
    assert secret.key == key
    assert write_secret(secret).split("\n")[1] == BLOB


def test_a_secret_keys_checksum_may_be_there_and_must_then_be_right():
    told = base64.b64decode(BLOB)[54:126]
    right = hashlib.blake2b(b"Ed" + told, digest_size=32).digest()
    assert read_secret(with_bytes(126, right)) == read_secret(SECRET)
    assert refusal(read_secret, with_bytes(126, right[:-1] + b"\0\1")) == "signature_malformed"


def test_a_key_with_a_password_is_told_from_what_is_no_key():
    assert refusal(read_secret, with_bytes(2, b"Sc")) == "secret_encrypted"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RW",
        FIRST,
        PUBLIC.replace("untrusted", "trusted"),
        PUBLIC.replace("RW", "RU"),
        PUBLIC.replace("8\n", "=\n"),
        PUBLIC.replace("8\n", "8A==\n"),
        PUBLIC.replace("8\n", "ক\n"),
        PUBLIC + "more\n",
        SECRET,
    ],
)
def test_what_is_no_public_key_is_refused(text):
    assert refusal(read_key, text) == "signature_malformed"


@pytest.mark.parametrize(
    "text",
    [
        "",
        BLOB,
        PUBLIC,
        SECRET.replace("untrusted", "trusted"),
        f"untrusted comment: \n{BLOB[:-4]}\n",
        with_bytes(0, b"ED"),
        with_bytes(2, b"XX"),
        with_bytes(4, b"XX"),
        with_bytes(6, b"\1"),
    ],
)
def test_what_is_no_secret_key_is_refused(text):
    assert refusal(read_secret, text) == "signature_malformed"


@pytest.mark.parametrize(("id_", "value"), [(7, 32), (9, 32), (8, 31), (8, 33), (0, 0)])
def test_a_key_of_another_length_cannot_be_built(id_, value):
    with pytest.raises(Invalid, match="bytes, not"):
        ReleaseKey(bytes(id_), bytes(value))
    for length in (31, 33):
        with pytest.raises(Invalid, match="bytes, not"):
            ReleaseSecret(ReleaseKey(bytes(8), bytes(32)), bytes(length))
