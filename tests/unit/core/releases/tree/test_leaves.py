"""What leaves say can be read in one way only, and a stranger can write it again."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.tree.leaves import file_leaf, line_leaf, manifest_leaf, member_leaf, shard_leaf
from shrutik_core.shared.errors import Invalid

A, B = b"a" * 32, b"b" * 32
PATHS = st.sampled_from(["a", "ab", "a,", "1:a", "a/b", "ক", "a,1:0"])
COUNTS = st.integers(0, 12)
DIGESTS = st.sampled_from([A, B])
LEAVES = st.one_of(
    st.tuples(st.just(file_leaf), st.tuples(PATHS, COUNTS, DIGESTS)),
    st.tuples(st.just(shard_leaf), st.tuples(PATHS, COUNTS, COUNTS, DIGESTS)),
    st.tuples(st.just(manifest_leaf), st.tuples(PATHS, COUNTS, DIGESTS)),
    st.tuples(st.just(member_leaf), st.tuples(PATHS, COUNTS, DIGESTS, DIGESTS)),
    st.tuples(st.just(line_leaf), st.tuples(st.binary(max_size=3))),
)


def netstrings(*fields):
    return hashlib.sha256(b"\0" + b"".join(f"{len(one)}:".encode() + one + b"," for one in fields)).digest()


def test_a_leaf_is_the_hash_of_its_fields():
    assert file_leaf("a/খ", 10, A) == netstrings(b"file", "a/খ".encode(), b"10", A)
    assert shard_leaf("shards/train-00000.tar", 0, 2, A) == netstrings(
        b"shard", b"shards/train-00000.tar", b"0", b"2", A
    )
    assert manifest_leaf("m", 3, A) == netstrings(b"manifest", b"m", b"3", A)
    assert member_leaf("c.flac", 7, A, B) == netstrings(b"member", b"c.flac", b"7", A, B)
    assert line_leaf(b'{"clip":1}') == netstrings(b"line", b'{"clip":1}')


@given(LEAVES, LEAVES)
def test_two_leaves_are_alike_only_if_they_say_the_same(one, other):
    (make, said), (make_other, said_other) = one, other
    assert (make(*said) == make_other(*said_other)) == (one == other)


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/", "./a", "a//b"])
@pytest.mark.parametrize("make", [file_leaf, manifest_leaf])
def test_a_path_has_one_form(make, path):
    with pytest.raises(Invalid) as caught:
        make(path, 1, A)
    assert caught.value.code == "path_invalid"


@pytest.mark.parametrize(("size", "digest"), [(-1, A), (0, A[:-1]), (0, A + b"a"), (0, b"")])
def test_what_no_file_has_is_refused(size, digest):
    made = [
        lambda: file_leaf("a", size, digest),
        lambda: manifest_leaf("a", size, digest),
        lambda: shard_leaf("a", size, 1, digest),
        lambda: member_leaf("a", size, digest, A),
    ]
    for make in made:
        with pytest.raises(Invalid) as caught:
            make()
        assert caught.value.code == "leaf_invalid"
    for wrong in (lambda: shard_leaf("a", 0, -1, A), lambda: member_leaf("a", 0, A, b"")):
        with pytest.raises(Invalid):
            wrong()
