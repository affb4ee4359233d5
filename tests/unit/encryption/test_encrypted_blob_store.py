"""Encrypted blobs: the contract over memory and over files, and whatever somebody does to what is stored."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing import contracts
from shrutik_encryption.blob_store import ENCRYPTED, EncryptedBlobStore
from shrutik_encryption.header import HEADER_BYTES
from shrutik_encryption.keyring import KEY_BYTES, Keyring, WrappingKey
from shrutik_encryption.segments import SEALED_BYTES, SEGMENT_BYTES, plain_size
from shrutik_files.blob_store import FileBlobStore
from shrutik_memory.blob_store import MemoryBlobStore

FIRST, SECOND = WrappingKey("00000001", b"1" * KEY_BYTES), WrappingKey("00000002", b"2" * KEY_BYTES)
OLD, NEW = Keyring((FIRST,)), Keyring((SECOND, FIRST))
EDGES = [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES, 3 * SEGMENT_BYTES + 7]
SIZES = st.sampled_from(EDGES) | st.integers(0, 4 * SEGMENT_BYTES)


class TestOverMemory(contracts.BlobStoreContract):
    @pytest.fixture
    def store(self):
        return EncryptedBlobStore(MemoryBlobStore(), OLD)


class TestOverFiles(contracts.BlobStoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        return EncryptedBlobStore(FileBlobStore(tmp_path), OLD)


@pytest.fixture
def inner():
    return MemoryBlobStore()


@pytest.fixture
def store(inner):
    return EncryptedBlobStore(inner, OLD)


def content(size):
    return bytes((number * 31 + number // 251) % 256 for number in range(size))


WHOLE = content(4 * SEGMENT_BYTES + 7)


def read(store, key="a", start=0, length=None):
    with store.open(key, start, length) as stream:
        return stream.read()


def stored(inner, key="a"):
    return read(inner, ENCRYPTED + key)


@pytest.mark.property
@given(SIZES, SIZES, st.none() | SIZES, st.integers(1, 3 * SEGMENT_BYTES))
def test_any_range_of_any_content_is_that_of_the_bytes(size, start, length, bite):
    inner = MemoryBlobStore()
    store, data = EncryptedBlobStore(inner, OLD), WHOLE[:size]
    store.put("a", (data[at : at + bite] for at in range(0, size, bite)))
    end = None if length is None else start + length
    assert read(store, "a", start, length) == data[start:end]
    with store.fetch("a") as file:
        file.seek(start)
        assert file.read(length) == data[start:end]
    assert [entry.size for entry in store.list("")] == [size]


@pytest.mark.property
@given(SIZES, st.integers(1, 3 * SEGMENT_BYTES))
def test_what_is_staged_is_what_is_put(size, bite):
    store, data = EncryptedBlobStore(MemoryBlobStore(), OLD), WHOLE[:size]
    staging = store.stage()
    for at in range(0, size, bite):
        staging.write(data[at : at + bite])
    with staging.fetch() as file:
        assert file.read() == data
    assert staging.commit("a") == store.put("b", [data]).__class__("a", size, store.put("b", [data]).sha256)
    assert read(store) == data


@pytest.mark.property
@given(st.integers(0, 10 * SEALED_BYTES))
def test_sizes_follow_from_each_other(size):
    segments = max(1, -(-size // SEGMENT_BYTES))
    assert plain_size(size + 16 * segments) == size


def refused(store, key="a", start=0, length=None):
    for act in (lambda: read(store, key, start, length), lambda: _fetched(store, key)):
        with pytest.raises(Unavailable) as error:
            act()
        assert error.value.code == "blob_damaged"


def _fetched(store, key):
    with store.fetch(key) as file:
        return file.read()


@settings(max_examples=60)
@pytest.mark.property
@given(SIZES, st.data())
def test_a_flipped_bit_is_seen(size, data):
    inner = MemoryBlobStore()
    store = EncryptedBlobStore(inner, OLD)
    store.put("a", [WHOLE[:size]])
    whole = bytearray(stored(inner))
    # The name of the wrapping key says which is missing.
    at = data.draw(st.integers(0, len(whole) - 1).filter(lambda at: not 8 <= at < 12))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    inner.put(ENCRYPTED + "a", [bytes(whole)])
    refused(store)


@settings(max_examples=60)
@pytest.mark.property
@given(SIZES, st.data())
def test_what_is_cut_off_is_seen(size, data):
    inner = MemoryBlobStore()
    store = EncryptedBlobStore(inner, OLD)
    store.put("a", [WHOLE[:size]])
    whole = stored(inner)
    ends = [HEADER_BYTES + number * SEALED_BYTES for number in range(5)]
    end = data.draw(st.sampled_from(ends) | st.integers(0, len(whole) - 1))
    if end < len(whole):
        inner.put(ENCRYPTED + "a", [whole[:end]])
        refused(store)


def test_a_range_beyond_where_a_blob_was_cut_off_is_refused_and_not_empty(store, inner):
    store.put("a", [WHOLE])
    inner.put(ENCRYPTED + "a", [stored(inner)[: HEADER_BYTES + SEALED_BYTES]])
    for start in (SEGMENT_BYTES, 3 * SEGMENT_BYTES):
        with pytest.raises(Unavailable):
            read(store, "a", start, 10)


def test_segments_that_change_places_are_seen(store, inner):
    store.put("a", [WHOLE])
    whole = stored(inner)
    head, one, two = whole[:HEADER_BYTES], HEADER_BYTES, HEADER_BYTES + SEALED_BYTES
    three = two + SEALED_BYTES
    inner.put(ENCRYPTED + "a", [head, whole[two:three], whole[one:two], whole[three:]])
    refused(store)


def test_a_blob_under_anothers_name_is_seen(store, inner):
    store.put("a", [b"mine"])
    inner.put(ENCRYPTED + "b", [stored(inner)])
    refused(store, "b")


def test_nothing_of_the_content_lies_in_the_store(store, inner):
    store.put("a", [b"a voice " * 20_000])
    assert b"a voice" not in stored(inner)
    assert stored(inner) != (store.put("a", [b"a voice " * 20_000]), stored(inner))[1]


def test_old_keys_open_what_they_wrapped_and_new_ones_wrap(store, inner):
    store.put("a", [b"old"])
    turned = EncryptedBlobStore(inner, NEW)
    assert read(turned) == b"old"
    turned.put("b", [b"new"])
    with pytest.raises(Unavailable) as error:
        read(store, "b")
    assert error.value.code == "blob_key_missing"
    assert SECOND.id in error.value.detail


def test_plain_blobs_from_before_are_read_whatever_they_look_like(store, inner):
    store.put("a", [b"sealed"])
    inner.put("plain", [stored(inner)])
    inner.put("z", [WHOLE])
    assert read(store, "plain") == stored(inner)
    assert read(store, "z", 5, 10) == WHOLE[5:15]
    with store.fetch("z") as file:
        assert file.read() == WHOLE
    assert [(one.key, one.size) for one in store.list("")] == [
        ("a", 6),
        ("plain", len(stored(inner))),
        ("z", len(WHOLE)),
    ]
    store.put("z", [b"now encrypted"])
    assert not inner.exists("z")
    assert read(store, "z") == b"now encrypted"
    store.delete("plain")
    assert [one.key for one in store.list("")] == ["a", "z"]


def test_it_can_be_sent_and_shows_no_key(tmp_path):
    store = EncryptedBlobStore(FileBlobStore(tmp_path), NEW)
    store.put("a", [b"here"])
    assert read(pickle.loads(pickle.dumps(store))) == b"here"
    assert "111" not in repr(store) + repr(FIRST)
    assert store.link("a", 60, "audio/flac") is None
