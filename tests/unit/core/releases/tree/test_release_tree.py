"""The tree over a whole release: in order of paths, and proven down to one member of one shard."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.tree.builder import root_of
from shrutik_core.releases.tree.inclusion import prove
from shrutik_core.releases.tree.leaves import file_leaf, line_leaf, manifest_leaf, member_leaf, shard_leaf
from shrutik_core.releases.tree.release_tree import OUTSIDE, ReleaseTree
from shrutik_core.shared.errors import Invalid

NAMES = st.text("ab/\u0995\U0001f600", min_size=1, max_size=5).filter(
    lambda name: all(name.split("/"))  # tidy already
)


def sha256(content):
    return hashlib.sha256(content).digest()


def members(contents):
    return [
        member_leaf(f"{number}.flac", len(one), sha256(one), sha256(b"header")) for number, one in enumerate(contents)
    ]


def shard(contents, leaves):
    return shard_leaf("shards/train-00000.tar", 512 * len(contents), len(leaves), root_of(leaves))


def tree(*files):
    built = ReleaseTree()
    for path, leaf in files:
        built.add(path, leaf)
    return built


@given(st.sets(NAMES, max_size=12))
def test_the_root_is_over_the_leaves_in_order_of_bytes(names):
    files = [(name, file_leaf(name, 1, sha256(name.encode()))) for name in sorted(names, key=str.encode)]
    built = tree(*files)
    assert (built.files, built.root) == (len(names), root_of(leaf for _, leaf in files).hex())


@pytest.mark.parametrize(("first", "second"), [("a", "a"), ("b", "a"), ("a/b", "a.b"), ("\U0001f600", "\uffee")])
def test_other_orders_are_refused(first, second):
    with pytest.raises(Invalid) as caught:
        tree((first, bytes(32)), (second, bytes(32)))
    assert caught.value.code == "tree_order"


@pytest.mark.parametrize("path", sorted(OUTSIDE))
def test_what_names_the_root_is_not_under_it(path):
    with pytest.raises(Invalid, match="cannot cover it"):
        tree((path, bytes(32)))
    assert tree((f"views/{path}", bytes(32))).files == 1


def test_a_copy_whose_member_was_blanked_leads_to_the_same_root():
    contents = [b"one", b"two", b"three"]
    lines = [b'{"clip":0}', b'{"clip":1}', b'{"clip":2}']
    kept, kept_line = members(contents)[1], line_leaf(lines[1])

    def root(member, line):
        leaves, said = members(contents), [line_leaf(one) for one in lines]
        leaves[1], said[1] = member, line
        manifest = manifest_leaf("manifest/train-00000.jsonl.zst", 3, root_of(said))
        return tree(
            ("manifest/train-00000.jsonl.zst", manifest), ("shards/train-00000.tar", shard(contents, leaves))
        ).root

    as_released = root(kept, kept_line)
    blanked = members([b"one", b"\0\0\0", b"three"])[1]
    assert root(kept, kept_line) == as_released
    assert as_released not in {root(blanked, kept_line), root(kept, line_leaf(b""))}


def test_one_member_is_proven_without_the_rest():
    contents = [bytes([number]) * 9 for number in range(5)]
    leaves = members(contents)
    files = [("LICENSES/CC0-1.0.txt", file_leaf("LICENSES/CC0-1.0.txt", 3, sha256(b"CC0"))), ("README.md", bytes(32))]
    tops = [*(leaf for _, leaf in files), shard(contents, leaves)]
    inner, outer = prove(leaves, 3, 5), prove(tops, 2, 3)
    reached = shard_leaf("shards/train-00000.tar", 512 * 5, 5, inner.root(leaves[3]))
    assert outer.root(reached).hex() == tree(*files, ("shards/train-00000.tar", tops[2])).root
