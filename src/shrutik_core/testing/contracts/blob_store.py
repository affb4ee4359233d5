"""What every blob store must keep."""

import abc
import hashlib
from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.testing.contracts.base import at_once
from shrutik_core.testing.contracts.staging import StagingContract

DATA = bytes(range(256)) * 700
BAD_PATHS = ("", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/../b", "a/.b", ".a", "x/" * 450 + "y")
BAD_NAMES = ("a b", "a\\b", "a\0b", "a\n", "শ্রুতি", "a:b", "~", "x" * 201)

# In the order of str, which is not that of paths: '-' and '.' come before '/'.
KEYS = ["a", "a-b", "a.b", "a0", "aB", "b/a", "b/a-c", "b/a.flac", "b/ab/c", "b/ab-c/d", "b-a/c", "b0", "c/x/y/z"]
PREFIXES = [
    "",
    "a",
    "a-",
    "b",
    "b/",
    "b/a",
    "b/ab",
    "b/ab/",
    "c/x/y/z",
    "c/x/y/z/",
    "d",
    "/",
    "..",
    "b/../",
    ".incoming/",
]


class BrokenStreamError(Exception):
    """What a test's stream raises in its middle."""


def broken(*parts: bytes) -> Iterator[bytes]:
    """The parts, and then an error."""
    yield from parts
    raise BrokenStreamError


def read(store: BlobStore, key: str, start: int = 0, length: int | None = None) -> bytes:
    """The bytes of a range, read in bites."""
    with store.open(key, start, length) as stream:
        return b"".join(iter(lambda: stream.read(1_000), b""))


class BlobStoreContract(StagingContract):
    """Subclass it, make an empty store, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def store(self) -> BlobStore:
        """An empty store."""

    def test_what_was_put_is_described_and_comes_back(self, store: BlobStore) -> None:
        stored = store.put("recordings/a-1/original", [DATA[:1], b"", DATA[1:]])
        assert (stored.key, stored.size) == ("recordings/a-1/original", len(DATA))
        assert stored.sha256 == hashlib.sha256(DATA).hexdigest()
        assert read(store, stored.key) == DATA

    @pytest.mark.parametrize("parts", [[], [b""], [b"", b""]])
    def test_a_blob_may_be_empty(self, store: BlobStore, parts: list[bytes]) -> None:
        assert store.put("empty", parts).size == 0
        assert store.exists("empty")
        assert read(store, "empty") == b""

    def test_a_later_put_takes_the_place(self, store: BlobStore) -> None:
        store.put("a", [DATA])
        assert store.put("a", [b"new"]).size == 3
        assert read(store, "a") == b"new"
        assert [entry.size for entry in store.list("")] == [3]

    @pytest.mark.parametrize("parts", [(), (b"half",), (DATA,) * 20])
    def test_a_broken_stream_changes_nothing(self, store: BlobStore, parts: tuple[bytes, ...]) -> None:
        store.put("there", [b"old"])
        for key in ("there", "new", "folder/new"):
            with pytest.raises(BrokenStreamError):
                store.put(key, broken(*parts))
        assert read(store, "there") == b"old"
        assert [entry.key for entry in store.list("")] == ["there"]

    def test_a_blob_is_not_there_before_it_is_whole(self, store: BlobStore) -> None:
        def parts() -> Iterator[bytes]:
            yield b"half"
            assert not store.exists("a/b")
            assert list(store.list("")) == []
            yield b"whole"

        store.put("a/b", parts())
        assert read(store, "a/b") == b"halfwhole"

    @pytest.mark.parametrize(
        ("start", "length"),
        [(0, None), (0, 0), (0, 1), (5, 10), (len(DATA) - 1, None), (len(DATA) - 1, 9), (1_000, 100_000)],
    )
    def test_a_range_is_that_of_the_bytes(self, store: BlobStore, start: int, length: int | None) -> None:
        store.put("a", [DATA])
        end = None if length is None else start + length
        assert read(store, "a", start, length) == DATA[start:end]

    @pytest.mark.parametrize(("start", "length"), [(len(DATA), None), (len(DATA), 5), (len(DATA) * 2, 1)])
    def test_a_range_beyond_the_end_is_empty(self, store: BlobStore, start: int, length: int | None) -> None:
        store.put("a", [DATA])
        assert read(store, "a", start, length) == b""

    def test_a_stream_read_at_once_is_whole_and_lines_can_be_read(self, store: BlobStore) -> None:
        store.put("a", [b"one\ntwo\nthr", b"ee\n"])
        with store.open("a") as stream:
            assert stream.read() == b"one\ntwo\nthree\n"
        with store.open("a", 4, 8) as stream:
            assert list(stream) == [b"two\n", b"thre"]

    def test_what_is_fetched_can_be_sought(self, store: BlobStore) -> None:
        store.put("a", [DATA])
        with store.fetch("a") as stream:
            assert stream.seek(-10, 2) == len(DATA) - 10
            assert stream.read() == DATA[-10:]
            stream.seek(0)
            assert stream.read() == DATA

    @pytest.mark.parametrize("key", ["none", "a/b", "folder", "folder/a/b"])
    def test_what_is_not_there_is_missing(self, store: BlobStore, key: str) -> None:
        store.put("a", [b"a blob"])
        store.put("folder/a", [b"another"])
        for act in (lambda: read(store, key), lambda: store.fetch(key).__enter__()):
            with pytest.raises(Missing) as error:
                act()
            assert error.value.code == "blob_missing"
        assert not store.exists(key)
        assert not store.exists("new")

    def test_a_stream_is_only_opened_when_it_is_entered(self, store: BlobStore) -> None:
        later = [store.open(f"clips/{number}") for number in range(3_000)]
        store.put("clips/7", [b"seven"])
        with later[7] as stream:
            assert stream.read() == b"seven"

    def test_deleting_takes_away_and_may_be_said_twice(self, store: BlobStore) -> None:
        store.put("a/b/c", [DATA])
        store.put("a/d", [DATA])
        for _ in range(2):
            store.delete("a/b/c")
            store.delete("never/there")
        assert not store.exists("a/b/c")
        assert [entry.key for entry in store.list("")] == ["a/d"]
        store.put("a/b/c", [b"again"])
        assert read(store, "a/b/c") == b"again"

    def test_a_stream_outlives_deletion_and_replacement(self, store: BlobStore) -> None:
        store.put("a", [DATA])
        with store.fetch("a") as stream:
            head = stream.read(10)
            store.put("a", [b"new"])
            store.delete("a")
            assert head + stream.read() == DATA

    def test_a_listing_is_sorted_by_key_and_by_prefix(self, store: BlobStore) -> None:
        for key in reversed(KEYS):
            store.put(key, [key.encode()])
        for prefix in PREFIXES:
            found = [entry.key for entry in store.list(prefix)]
            assert found == sorted(key for key in KEYS if key.startswith(prefix)), prefix

    def test_a_listing_shows_size_and_time(self, store: BlobStore) -> None:
        store.put("a", [DATA])
        store.put("b", [b"b"])
        entries = list(store.list(""))
        assert [entry.size for entry in entries] == [len(DATA), 1]
        for entry in entries:
            assert entry.stored_at.utcoffset() == timedelta(0)
            assert entry.stored_at.astimezone(UTC) == entry.stored_at
        assert entries[1].stored_at - entries[0].stored_at < timedelta(hours=1)

    def test_what_is_listed_may_be_deleted_on_the_way(self, store: BlobStore) -> None:
        for number in range(20):
            store.put(f"a/{number:02d}/x", [b"x"])
        for entry in store.list("a/"):
            store.delete(entry.key)
        assert list(store.list("")) == []

    @pytest.mark.parametrize("key", BAD_PATHS + BAD_NAMES)
    def test_other_keys_are_invalid(self, store: BlobStore, key: str) -> None:
        store.put("a", [b"a"])
        acts = (
            lambda: store.put(key, [b"x"]),
            lambda: read(store, key),
            lambda: store.fetch(key).__enter__(),
            lambda: store.delete(key),
            lambda: store.exists(key),
        )
        for act in acts:
            with pytest.raises(Invalid) as error:
                act()
            assert error.value.code == "blob_key_invalid"
        assert [entry.key for entry in store.list("")] == ["a"]

    def test_puts_at_once_do_not_mix(self, store: BlobStore) -> None:
        def put(letter: bytes) -> str:
            return store.put("deep/er/same", (letter * 1_000 for _ in range(50))).sha256

        sums = at_once(*[lambda letter=letter: put(letter) for letter in (b"a", b"b", b"c", b"d")])
        assert hashlib.sha256(read(store, "deep/er/same")).hexdigest() in sums

    def test_puts_and_deletes_at_once_get_on(self, store: BlobStore) -> None:
        def work(name: int) -> None:
            for _ in range(25):
                store.put(f"shared/folder/{name}", [b"x"])
                store.delete(f"shared/folder/{name}")

        at_once(*[lambda name=name: work(name) for name in range(4)])
        assert list(store.list("")) == []
