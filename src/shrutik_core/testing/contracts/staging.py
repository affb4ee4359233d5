"""What every blob store must keep of what is written to it as bytes come in."""

import abc
import hashlib

import pytest

from shrutik_core.ports.blob_store import BlobStore, Staging
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract, at_once

BLOCKS = (b"RIFF", b"", bytes(range(256)) * 300, b"x")
WHOLE = b"".join(BLOCKS)


def keys(store: BlobStore) -> list[str]:
    """All keys of the store."""
    return [entry.key for entry in store.list("")]


def staged(store: BlobStore, *blocks: bytes, largest: int | None = None) -> Staging:
    """A staging to which the blocks were written."""
    staging = store.stage(largest)
    for block in blocks:
        staging.write(block)
    return staging


class StagingContract(Contract):
    """The part of `BlobStoreContract` that is about staging."""

    @pytest.fixture
    @abc.abstractmethod
    def store(self) -> BlobStore:
        """An empty store."""

    @pytest.mark.parametrize("blocks", [BLOCKS, (WHOLE,), (), (b"", b"")], ids=["many", "one", "none", "empty"])
    def test_what_was_staged_is_a_blob_once_it_is_committed(self, store: BlobStore, blocks: tuple[bytes, ...]) -> None:
        staging = staged(store, *blocks)
        assert keys(store) == []
        stored = staging.commit("recordings/a/original")
        whole = b"".join(blocks)
        assert (stored.key, stored.size) == ("recordings/a/original", len(whole))
        assert stored.sha256 == hashlib.sha256(whole).hexdigest()
        with store.open(stored.key) as stream:
            assert stream.read() == whole

    def test_the_size_is_that_of_what_was_written(self, store: BlobStore) -> None:
        staging, sizes = store.stage(), []
        for block in BLOCKS:
            staging.write(block)
            sizes.append(staging.size)
        assert sizes == [4, 4, len(WHOLE) - 1, len(WHOLE)]
        staging.discard()

    @pytest.mark.parametrize("largest", [len(WHOLE), len(WHOLE) + 1])
    def test_as_much_as_may_be_staged_is_kept(self, store: BlobStore, largest: int) -> None:
        assert staged(store, *BLOCKS, largest=largest).commit("a").size == len(WHOLE)

    @pytest.mark.parametrize("largest", [0, 3, len(WHOLE) - 1])
    def test_more_than_may_be_staged_is_refused_and_not_appended(self, store: BlobStore, largest: int) -> None:
        staging = store.stage(largest)
        with pytest.raises(Invalid) as error:
            staging.write(WHOLE)
        assert error.value.code == "blob_too_large"
        staging.write(WHOLE[:largest])
        assert staging.size == largest
        assert staging.commit("a").sha256 == hashlib.sha256(WHOLE[:largest]).hexdigest()

    def test_what_is_staged_can_be_read_and_sought_before_it_is_a_blob(self, store: BlobStore) -> None:
        staging = staged(store, *BLOCKS)
        with staging.fetch() as stream:
            assert stream.seek(-10, 2) == len(WHOLE) - 10
            assert stream.read() == WHOLE[-10:]
            stream.seek(0)
            assert stream.read() == WHOLE
        staging.write(b"more")
        with staging.fetch() as stream:
            assert stream.read() == WHOLE + b"more"
        assert staging.commit("a").size == len(WHOLE) + 4

    def test_what_is_discarded_is_gone_and_may_be_discarded_twice(self, store: BlobStore) -> None:
        store.put("there", [b"old"])
        staging = staged(store, *BLOCKS)
        for _ in range(2):
            staging.discard()
        assert keys(store) == ["there"]

    def test_discarding_after_the_commit_leaves_the_blob(self, store: BlobStore) -> None:
        staging = staged(store, *BLOCKS)
        staging.commit("a")
        staging.discard()
        with store.open("a") as stream:
            assert stream.read() == WHOLE

    @pytest.mark.parametrize("end", ["commit", "discard"])
    def test_what_has_ended_takes_no_more(self, store: BlobStore, end: str) -> None:
        staging = staged(store, b"x")
        if end == "commit":
            staging.commit("a")
        else:
            staging.discard()
        for act in (lambda: staging.write(b"y"), lambda: staging.commit("b"), lambda: staging.fetch().__enter__()):
            with pytest.raises(ValueError, match=r"closed|before"):
                act()
        assert keys(store) == (["a"] if end == "commit" else [])

    def test_a_commit_takes_the_place_of_a_blob(self, store: BlobStore) -> None:
        store.put("a", [b"old"])
        staging = staged(store, b"new blob")
        with store.open("a") as stream:
            assert stream.read() == b"old"
        staging.commit("a")
        assert [(entry.key, entry.size) for entry in store.list("")] == [("a", 8)]

    @pytest.mark.parametrize("key", ["", "../a", "a//b", ".incoming/a", "a b"])
    def test_another_key_is_invalid_and_another_commit_may_follow(self, store: BlobStore, key: str) -> None:
        staging = staged(store, *BLOCKS)
        with pytest.raises(Invalid) as error:
            staging.commit(key)
        assert error.value.code == "blob_key_invalid"
        assert staging.commit("a").size == len(WHOLE)
        assert keys(store) == ["a"]

    def test_stagings_at_once_do_not_mix(self, store: BlobStore) -> None:
        def stage(letter: bytes) -> tuple[str, str]:
            staging = staged(store, *([letter * 1_000] * 50))
            return staging.commit(f"deep/er/{letter.decode()}").sha256, hashlib.sha256(letter * 50_000).hexdigest()

        for found, meant in at_once(*[lambda letter=letter: stage(letter) for letter in (b"a", b"b", b"c", b"d")]):
            assert found == meant
