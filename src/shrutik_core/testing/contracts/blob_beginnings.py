"""What every blob store must keep in which the beginnings of blobs can be replaced."""

import abc

import pytest

from shrutik_core.ports.rewritable_blob_store import LONGEST_BEGINNING, RewritableBlobStore
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.testing.contracts.base import Contract

MEBIBYTE = 1 << 20
# S3 treats what has more than 5 MiB otherwise; the largest is more than two of its parts.
SIZES = (72, 100_000, 5 * MEBIBYTE, 5 * MEBIBYTE + 1, 11 * MEBIBYTE)
KEY = "beginnings/a"
_BEFORE, _AFTER = b"before" * 12, b"after!" * 12


class BlobBeginningsContract(Contract):
    """Beginnings are replaced whole or not at all, and nothing else is."""

    @pytest.fixture
    @abc.abstractmethod
    def store(self) -> RewritableBlobStore:
        """An empty store."""

    @pytest.mark.parametrize("size", SIZES)
    def test_the_beginning_is_replaced_and_nothing_else(self, store: RewritableBlobStore, size: int) -> None:
        data = _BEFORE + bytes(number % 251 for number in range(1_000)) * (size // 1_000 + 1)
        store.put(KEY, [data[:size]])
        assert store.replace_beginning(KEY, _BEFORE, _AFTER)
        assert _content(store) == _AFTER + data[len(_AFTER) : size]
        assert [entry.size for entry in store.list("beginnings/")] == [size]

    @pytest.mark.parametrize("size", SIZES)
    def test_what_begins_otherwise_stays_as_it_is(self, store: RewritableBlobStore, size: int) -> None:
        store.put(KEY, [bytes(size)])
        assert not store.replace_beginning(KEY, _BEFORE, _AFTER)
        assert _content(store) == bytes(size)

    def test_what_is_shorter_begins_otherwise(self, store: RewritableBlobStore) -> None:
        store.put(KEY, [_BEFORE[:-1]])
        assert not store.replace_beginning(KEY, _BEFORE, _AFTER)
        assert _content(store) == _BEFORE[:-1]

    def test_what_is_not_there_is_missing_and_not_made(self, store: RewritableBlobStore) -> None:
        with pytest.raises(Missing) as caught:
            store.replace_beginning(KEY, _BEFORE, _AFTER)
        assert caught.value.code == "blob_missing"
        assert not store.exists(KEY)

    def test_bytes_that_are_none_too_many_or_others_in_number_are_refused(self, store: RewritableBlobStore) -> None:
        longest = bytes(LONGEST_BEGINNING)
        store.put(KEY, [longest + b"x"])
        assert store.replace_beginning(KEY, longest, b"y" * LONGEST_BEGINNING)
        for before, after in ((b"", b""), (b"y", b"yy"), (longest + b"x", longest + b"z")):
            with pytest.raises(ValueError, match="512"):
                store.replace_beginning(KEY, before, after)

    def test_what_is_no_key_is_refused(self, store: RewritableBlobStore) -> None:
        with pytest.raises(Invalid):
            store.replace_beginning("../a", _BEFORE, _AFTER)


def _content(store: RewritableBlobStore) -> bytes:
    with store.open(KEY) as stream:
        return stream.read()
