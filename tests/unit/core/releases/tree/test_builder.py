"""The builder's roots are those of the RFC's definition, and of the test vectors of Certificate Transparency."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.tree.builder import EMPTY_ROOT, TreeBuilder, leaf_hash, node_hash, root_of

HASHES = st.binary(min_size=32, max_size=32)
CONTENTS = st.lists(st.binary(max_size=40), max_size=70)
VECTOR = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def mth(contents):
    """The Merkle tree hash as section 2.1 of RFC 6962 defines it."""
    if not contents:
        return hashlib.sha256(b"").digest()
    if len(contents) == 1:
        return hashlib.sha256(b"\x00" + contents[0]).digest()
    k = 1
    while 2 * k < len(contents):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(contents[:k]) + mth(contents[k:])).digest()


def root(contents):
    return root_of(map(leaf_hash, contents))


@given(CONTENTS)
def test_the_root_is_the_one_of_the_rfc_after_each_leaf(contents):
    builder = TreeBuilder()
    assert (builder.size, builder.root()) == (0, EMPTY_ROOT)
    for size, content in enumerate(contents, 1):
        builder.append(leaf_hash(content))
        assert (builder.size, builder.root()) == (size, mth(contents[:size]))


@pytest.mark.parametrize(("size", "expected"), list(enumerate(ROOTS, 1)))
def test_the_roots_of_certificate_transparencys_vectors(size, expected):
    assert root([bytes.fromhex(one) for one in VECTOR[:size]]).hex() == expected


@given(st.integers(0, 3_000))
def test_what_is_kept_grows_with_the_height(size):
    builder = TreeBuilder()
    for _ in range(size):
        builder.append(EMPTY_ROOT)
    assert len(builder._perfect) == size.bit_count()


@given(CONTENTS, st.data())
def test_any_change_changes_the_root(contents, data):
    place = data.draw(st.integers(0, len(contents)))
    new = data.draw(st.binary(max_size=40))
    changes = [[*contents[:place], new, *contents[place:]]]
    if place < len(contents):
        changes += [contents[:place] + contents[place + 1 :], [*contents[:place], new, *contents[place + 1 :]]]
    changes.append(data.draw(st.permutations(contents)))
    for changed in changes:
        assert (root(changed) == root(contents)) == (changed == contents)


@given(HASHES, HASHES)
def test_a_node_is_no_leaf(left, right):
    assert node_hash(left, right) != leaf_hash(left + right)
    assert node_hash(left, right) == hashlib.sha256(b"\x01" + left + right).digest()
