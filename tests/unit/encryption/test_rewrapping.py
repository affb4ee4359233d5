"""Keys of blobs wrapped anew: nothing of the blobs changes, however often it is broken off or done by several."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.shared.errors import Unavailable
from shrutik_encryption.blob_store import ENCRYPTED, EncryptedBlobStore
from shrutik_encryption.header import HEADER_BYTES, wrapped_by
from shrutik_encryption.keyring import KEY_BYTES, Keyring, WrappingKey
from shrutik_encryption.rewrapping import Rewrapping, SteadyRewrapping, Wrapped
from shrutik_encryption.segments import SEGMENT_BYTES
from shrutik_files.blob_store import FileBlobStore
from shrutik_memory.blob_store import MemoryBlobStore

FIRST, SECOND, OTHER = (WrappingKey(f"0000000{n}", bytes([n]) * KEY_BYTES) for n in (1, 2, 3))
OLD, BOTH, NEW = Keyring((FIRST,)), Keyring((SECOND, FIRST)), Keyring((SECOND,))


def read(store, key):
    with store.open(key) as stream:
        return stream.read()


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([0, 1, SEGMENT_BYTES, SEGMENT_BYTES + 9]), min_size=1),
    st.sets(st.sampled_from("abcdef")),
)
def test_afterwards_the_newest_key_reads_all_and_contents_are_the_same(sizes, newer):
    inner = MemoryBlobStore()
    for key, size in sizes.items():
        EncryptedBlobStore(inner, BOTH if key in newer else OLD).put(key, [key.encode() * size])
    before = {entry.key: read(inner, entry.key)[HEADER_BYTES:] for entry in inner.list("")}
    rewrapping, old = Rewrapping(inner, BOTH), len(set(sizes) - newer)
    assert rewrapping.count() == Wrapped(len(sizes), 0, old, 0, max(sizes))
    assert rewrapping.wrap_anew() == Wrapped(len(sizes), old, 0, 0, max(sizes))
    assert rewrapping.wrap_anew() == rewrapping.count() == Wrapped(len(sizes), 0, 0, 0, max(sizes))
    assert {key: read(EncryptedBlobStore(inner, NEW), key) for key in sizes} == {
        key: key.encode() * size for key, size in sizes.items()
    }
    assert {entry.key: read(inner, entry.key)[HEADER_BYTES:] for entry in inner.list("")} == before


def test_only_the_header_of_a_file_changes_and_not_when_it_was_stored(tmp_path):
    inner = FileBlobStore(tmp_path)
    EncryptedBlobStore(inner, OLD).put("a/b", [b"sound" * 100_000])
    (before,), content = inner.list(""), read(inner, f"{ENCRYPTED}a/b")
    number = (tmp_path / ENCRYPTED / "a/b").stat().st_ino
    assert Rewrapping(inner, BOTH).wrap_anew().anew == 1
    after = read(inner, f"{ENCRYPTED}a/b")
    assert (wrapped_by(content[:HEADER_BYTES]), wrapped_by(after[:HEADER_BYTES])) == (FIRST.id, SECOND.id)
    assert after[HEADER_BYTES:] == content[HEADER_BYTES:]
    assert list(inner.list("")) == [before]
    assert (tmp_path / ENCRYPTED / "a/b").stat().st_ino == number, "the same file"


def test_what_is_plain_is_left_alone_and_what_cannot_be_read_is_told():
    inner = MemoryBlobStore()
    inner.put("plain", [b"sound"])
    inner.put(f"{ENCRYPTED}damaged", [b"sound"])
    EncryptedBlobStore(inner, Keyring((OTHER,))).put("of-another", [b"sound"])
    rewrapping = Rewrapping(inner, BOTH)
    before = {entry.key: read(inner, entry.key) for entry in inner.list("")}
    assert rewrapping.wrap_anew() == rewrapping.count() == Wrapped(2, 0, 0, 2, "of-another")
    assert rewrapping.count().needs_old
    assert {entry.key: read(inner, entry.key) for entry in inner.list("")} == before


def test_a_blob_that_is_deleted_or_replaced_meanwhile_is_neither_brought_back_nor_lost():
    class Meddled(MemoryBlobStore):
        def replace_beginning(self, key, before, after):
            act = {"a": lambda: self.delete(key), "b": lambda: newer.put("b", [b"newer"])}
            act.get(key.removeprefix(ENCRYPTED), int)()
            return super().replace_beginning(key, before, after)

    inner = Meddled()
    newer = EncryptedBlobStore(inner, BOTH)
    for key in ("a", "b", "c"):
        EncryptedBlobStore(inner, OLD).put(key, [b"sound"])
    assert Rewrapping(inner, BOTH).wrap_anew() == Wrapped(3, 1, 1, 0, "c")
    assert [entry.key for entry in newer.list("")] == ["b", "c"]
    assert (read(newer, "b"), read(newer, "c")) == (b"newer", b"sound")


def test_a_reader_that_was_given_bytes_of_two_headers_looks_once_more():
    class Torn(MemoryBlobStore):
        torn = 0

        def open(self, key, start=0, length=None):
            if self.torn:
                self.torn -= 1
                return torn.open(key, start, length)
            return super().open(key, start, length)

    inner, torn = Torn(), MemoryBlobStore()
    store = EncryptedBlobStore(inner, BOTH)
    store.put("a", [b"sound"])
    whole = read(inner, f"{ENCRYPTED}a")
    torn.put(f"{ENCRYPTED}a", [whole[:40] + bytes(32) + whole[HEADER_BYTES:]])
    inner.torn = 1
    assert read(store, "a") == b"sound"
    inner.torn = 2
    with pytest.raises(Unavailable, match="not what"):
        read(store, "a")


def test_round_by_round_all_are_wrapped_and_then_it_begins_again():
    inner = MemoryBlobStore()
    for number in range(5):
        EncryptedBlobStore(inner, OLD).put(f"blob{number}", [b"sound"])
    steady = SteadyRewrapping(Rewrapping(inner, BOTH), at_once=2)
    assert [steady() for _ in range(4)] == [2, 2, 1, 0]
    EncryptedBlobStore(inner, OLD).put("blob0", [b"late"])
    assert sum(steady() for _ in range(3)) == 1


def test_without_old_keys_nothing_is_looked_at():
    class Unseen(MemoryBlobStore):
        def list(self, prefix):
            raise AssertionError(prefix)

    assert SteadyRewrapping(None)() == 0
    assert SteadyRewrapping(Rewrapping(Unseen(), NEW))() == 0
