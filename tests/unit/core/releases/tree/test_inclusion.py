"""Proofs of inclusion: the RFC's paths, which lead to the root from the leaf that stands there and from no other."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.tree.builder import leaf_hash, root_of
from shrutik_core.releases.tree.inclusion import Inclusion, prove
from shrutik_core.shared.errors import Invalid


@st.composite
def places(draw):
    """Leaves, all unlike each other, and the place of one."""
    size = draw(st.integers(1, 130))
    salt = draw(st.binary(max_size=4))
    return [leaf_hash(salt + bytes([number])) for number in range(size)], draw(st.integers(0, size - 1))


def rfc_path(m, leaves):
    """The audit path as section 2.1.1 of RFC 6962 defines it."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m < k:
        return [*rfc_path(m, leaves[:k]), root_of(leaves[k:])]
    return [*rfc_path(m - k, leaves[k:]), root_of(leaves[:k])]


@given(places())
def test_the_path_is_the_rfcs_and_leads_to_the_root(place):
    leaves, index = place
    proof = prove(iter(leaves), index, len(leaves))
    assert proof == Inclusion(index, len(leaves), tuple(rfc_path(index, leaves)))
    assert proof.root(leaves[index]) == root_of(leaves)


@given(places(), st.data())
def test_a_forged_proof_leads_elsewhere(place, data):
    leaves, index = place
    root, proof = root_of(leaves), prove(leaves, index, len(leaves))
    assert proof.root(leaf_hash(b"another")) != root
    if proof.path:
        step = data.draw(st.integers(0, len(proof.path) - 1))
        forged = tuple(leaf_hash(b"") if at == step else one for at, one in enumerate(proof.path))
        assert attrs.evolve(proof, path=forged).root(leaves[index]) != root
    for other in range(len(leaves)):
        if other != index:
            assert prove(leaves, other, len(leaves)).root(leaves[index]) != root


@pytest.mark.parametrize(("index", "size", "steps"), [(0, 1, 0), (0, 2, 1), (4, 5, 1), (0, 5, 3), (6, 7, 2), (8, 9, 1)])
def test_a_path_has_as_many_steps_as_the_place_asks_for(index, size, steps):
    assert Inclusion(index, size, (bytes(32),) * steps).size == size
    for wrong in (steps - 1, steps + 1):
        with pytest.raises(Invalid, match="hashes of 32 bytes"):
            Inclusion(index, size, (bytes(32),) * max(wrong, 0) if wrong >= 0 else (b"",))
    if steps:
        with pytest.raises(Invalid, match="hashes of 32 bytes"):
            Inclusion(index, size, (bytes(31),) * steps)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (0, -1)])
def test_there_is_no_way_from_a_leaf_that_is_not_there(index, size):
    for make in (lambda: Inclusion(index, size, ()), lambda: prove([bytes(32)] * 3, index, size)):
        with pytest.raises(Invalid) as caught:
            make()
        assert caught.value.code == "inclusion_invalid"


@pytest.mark.parametrize(("there", "said"), [(2, "only 2"), (0, "only 0"), (4, "more than 3")])
def test_more_or_fewer_leaves_than_were_said_are_noticed(there, said):
    with pytest.raises(Invalid, match=said):
        prove([bytes(32)] * there, 1, 3)
