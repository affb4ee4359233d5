"""What every archiver must keep."""

import abc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pytest

from shrutik_core.ports.archiver import ArchiveMember, Archiver
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract

LARGEST_BLOCK = 4 * 1024 * 1024
LARGE = 9_000_000
FILES = {
    "empty.txt": b"",
    "clips/one.flac": b"\0\1\2" * 700,
    "clips/block.flac": b"x" * 512,
    "শ্রুতি/ফাইল.txt": "কথা".encode(),
    "long/" + "name" * 60 + ".txt": b"long",
    "large.bin": bytes(LARGE),
}


class ArchiverContract(Contract):
    """Subclass it with an archiver, a store to take members from and a reader of its archives."""

    @pytest.fixture
    @abc.abstractmethod
    def archiver(self) -> Archiver:
        """The archiver under test."""

    @pytest.fixture
    @abc.abstractmethod
    def store(self) -> BlobStore:
        """An empty store, where members come from."""

    @abc.abstractmethod
    def unpack(self, archive: bytes) -> dict[str, bytes]:
        """The files of an archive by name, in its order."""

    @pytest.fixture
    def members(self, store: BlobStore) -> list[ArchiveMember]:
        """All of FILES."""
        return [self.member(store, name, data) for name, data in FILES.items()]

    def member(self, store: BlobStore, name: str, data: bytes, size: int | None = None) -> ArchiveMember:
        """A member that says it has ``size`` bytes, or as many as it has."""
        key = f"member/{name.encode().hex()[:180]}"
        store.put(key, [data])
        return ArchiveMember(name, len(data) if size is None else size, store.open(key))

    def test_what_was_packed_can_be_unpacked(self, archiver: Archiver, members: list[ArchiveMember]) -> None:
        found = self.unpack(b"".join(archiver.pack(members)))
        assert found == FILES
        assert list(found) == list(FILES)

    def test_an_archive_may_be_empty(self, archiver: Archiver) -> None:
        assert self.unpack(b"".join(archiver.pack([]))) == {}

    def test_the_same_members_give_the_same_bytes(self, archiver: Archiver, store: BlobStore) -> None:
        first, second = (
            b"".join(archiver.pack([self.member(store, name, data) for name, data in FILES.items()])) for _ in range(2)
        )
        assert first == second

    def test_blocks_are_bounded(self, archiver: Archiver, members: list[ArchiveMember]) -> None:
        sizes = [len(block) for block in archiver.pack(members)]
        assert max(sizes) <= LARGEST_BLOCK
        assert len(sizes) > 2

    @pytest.mark.parametrize("said", [0, 9, 11, 600, 2 * LARGEST_BLOCK])
    def test_a_size_that_is_not_so_is_refused(self, archiver: Archiver, store: BlobStore, said: int) -> None:
        with pytest.raises(Invalid) as error:
            list(archiver.pack([self.member(store, "a", b"ten bytes!", said)]))
        assert error.value.code == "archive_size"

    def test_sources_are_opened_when_their_turn_comes_and_closed_after_it(
        self, archiver: Archiver, store: BlobStore
    ) -> None:
        store.put("a", [b"data"])
        happened: list[str] = []

        @contextmanager
        def source(name: str) -> Iterator[BinaryIO]:
            happened.append(f"open {name}")
            with store.open("a") as stream:
                yield stream
            happened.append(f"close {name}")

        list(archiver.pack(ArchiveMember(name, 4, source(name)) for name in ("a", "b")))
        assert happened == ["open a", "close a", "open b", "close b"]

    def test_a_source_is_closed_where_packing_is_broken_off(self, archiver: Archiver, store: BlobStore) -> None:
        store.put("a", [bytes(LARGE)])
        closed: list[bool] = []

        @contextmanager
        def source() -> Iterator[BinaryIO]:
            with store.open("a") as stream:
                try:
                    yield stream
                finally:
                    closed.append(True)

        blocks = iter(archiver.pack([ArchiveMember("a", LARGE, source())]))
        next(blocks)
        next(blocks)
        blocks.close()  # type: ignore[attr-defined]
        assert closed == [True]

    @pytest.mark.parametrize("name", ["", "/etc/passwd", "../a", "a/../../b"])
    def test_names_that_leave_the_archive_cannot_be_built(self, store: BlobStore, name: str) -> None:
        with pytest.raises(Invalid) as error:
            ArchiveMember(name, 0, store.open("a"))
        assert error.value.code == "archive_name"
