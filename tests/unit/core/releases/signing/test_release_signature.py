"""Signatures: content and comment as they were signed pass, under the key that signed, and nothing else does."""

import base64
import hashlib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_hands import Hand, holds
from shrutik_core.releases.signing.minisign_text import LONGEST_COMMENT
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.releases.signing.release_signature import (
    ReleaseSignature,
    check_signature,
    prehash,
    read_signature,
    sign,
    write_signature,
)
from shrutik_core.shared.errors import Invalid

ONE, OTHER = Hand(1), Hand(2)
CONTENTS = st.binary(max_size=60)
COMMENTS = st.text("a =\t\u0995\u200d\u2028", max_size=12)


def signed(content, comment="series=bn", by=ONE):
    return sign(content, comment, by.key, by.sign)


def refusal(*arguments):
    with pytest.raises(Invalid) as caught:
        check_signature(*arguments, holds)
    return caught.value.code


@given(CONTENTS, COMMENTS)
def test_what_was_signed_passes_and_is_read_back(content, comment):
    signature = signed(content, comment)
    assert read_signature(write_signature(signature)) == signature
    assert check_signature(content, signature, [OTHER.key, ONE.key], holds) == ONE.key


def test_a_signature_is_of_the_hash_and_the_seal_of_value_and_comment():
    signature = signed(b"sums", "a comment")
    assert prehash(b"sums") == hashlib.blake2b(b"sums", digest_size=64).digest()
    assert signature.value == ONE.sign(prehash(b"sums"))
    assert signature.seal == ONE.sign(signature.value + b"a comment")
    first = base64.b64encode(b"ED" + ONE.key.id + signature.value).decode()
    last = base64.b64encode(signature.seal).decode()
    assert write_signature(signature).split("\n") == [
        "untrusted comment: signature of a Shrutik release",
        first,
        "trusted comment: a comment",
        last,
        "",
    ]


@given(CONTENTS, CONTENTS, COMMENTS, COMMENTS)
def test_another_content_or_comment_is_found(content, other, comment, told):
    signature = signed(content, comment)
    if other != content:
        assert refusal(other, signature, [ONE.key]) == "signature_wrong"
    if told != comment:
        assert refusal(content, attrs.evolve(signature, comment=told), [ONE.key]) == "signature_wrong"


@given(st.data())
def test_any_edit_of_the_file_is_found_or_changes_nothing(data):
    text = write_signature(signed(b"sums"))
    place = data.draw(st.integers(0, len(text) - 1))
    edited = text[:place] + data.draw(st.sampled_from("A=\nb\0\u0995")) + text[place + 1 :]
    try:
        signature = read_signature(edited)
        check_signature(b"sums", signature, [ONE.key], holds)
    except Invalid as error:
        assert error.code in {"signature_malformed", "signature_wrong", "signature_unknown"}
    else:
        # The untrusted comment, and the last line end, are not signed.
        assert signature == signed(b"sums")


def test_a_key_that_is_not_trusted_is_named():
    with pytest.raises(Invalid) as caught:
        check_signature(b"a", signed(b"a", by=OTHER), [ONE.key], holds)
    assert caught.value.code == "signature_unknown"
    assert OTHER.key.name in caught.value.detail
    assert refusal(b"a", signed(b"a"), []) == "signature_unknown"


def test_two_keys_may_have_one_id():
    twin = ReleaseKey(ONE.key.id, OTHER.key.value)
    assert check_signature(b"a", signed(b"a"), [twin, ONE.key], holds) == ONE.key
    assert refusal(b"a", signed(b"a"), [twin]) == "signature_wrong"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: lines[:3], "signature_malformed"),
        (lambda lines: [*lines, "more"], "signature_malformed"),
        (lambda lines: [lines[0].replace("untrusted ", ""), *lines[1:]], "signature_malformed"),
        (lambda lines: [*lines[:2], "comment: x", lines[3]], "signature_malformed"),
        (lambda lines: [lines[0], "RW" + lines[1][2:], *lines[2:]], "signature_legacy"),
        (lambda lines: [lines[0], "QQ" + lines[1][2:], *lines[2:]], "signature_malformed"),
        (lambda lines: [lines[0], lines[3], lines[2], lines[1]], "signature_malformed"),
    ],
)
def test_what_is_no_signature_is_refused(change, code):
    lines = write_signature(signed(b"a")).split("\n")[:4]
    with pytest.raises(Invalid) as caught:
        read_signature("\n".join(change(lines)))
    assert caught.value.code == code


@pytest.mark.parametrize("comment", ["a\nb", "a\rb", "\0", "\x1b[2J", "x" * (LONGEST_COMMENT + 1), "ক" * 334])
def test_a_comment_is_one_line_of_limited_length(comment):
    with pytest.raises(Invalid) as caught:
        signed(b"a", comment)
    assert caught.value.code == "signature_malformed"
    assert signed(b"a", "x" * LONGEST_COMMENT).comment == "x" * LONGEST_COMMENT


@pytest.mark.parametrize("lengths", [(7, 64, 64), (8, 63, 64), (8, 64, 65)])
def test_a_signature_of_another_length_cannot_be_built(lengths):
    key_id, value, seal = map(bytes, lengths)
    with pytest.raises(Invalid, match="bytes, not"):
        ReleaseSignature(key_id, value, "", seal)
