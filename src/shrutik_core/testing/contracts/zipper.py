"""What everything that packs zip archives for people must keep."""

import abc
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest

from shrutik_core.ports.zipper import ZipMember, Zipper
from shrutik_core.testing.contracts.base import Contract

_BLOCK = bytes(range(256)) * 1024


class ZipperContract(Contract):
    """Archives that are written while they are sent."""

    @pytest.fixture
    @abc.abstractmethod
    def zipper(self) -> Zipper:
        """What packs."""

    @pytest.fixture
    @abc.abstractmethod
    def opened(self) -> Callable[[bytes], BinaryIO]:
        """What opens bytes as a file, e.g. ``io.BytesIO``."""

    def test_what_is_packed_comes_out_again(self, zipper: Zipper, opened: Callable[[bytes], BinaryIO]) -> None:
        members = {"account.json": b'{"name": "x"}', "audio/one.wav": _BLOCK * 3, "audio/empty.wav": b""}
        parts = (ZipMember(name, [content[:7], content[7:]]) for name, content in members.items())
        with zipfile.ZipFile(opened(b"".join(zipper.pack(parts)))) as archive:
            assert archive.testzip() is None
            assert {name: archive.read(name) for name in archive.namelist()} == members

    def test_nothing_is_an_archive_too(self, zipper: Zipper, opened: Callable[[bytes], BinaryIO]) -> None:
        assert zipfile.ZipFile(opened(b"".join(zipper.pack([])))).namelist() == []

    def test_sound_is_stored_as_it_is_and_the_rest_is_made_smaller(
        self, zipper: Zipper, opened: Callable[[bytes], BinaryIO]
    ) -> None:
        members = [ZipMember("text.json", [b"a" * 10_000]), ZipMember("a.wav", [b"a" * 10_000], packed=False)]
        with zipfile.ZipFile(opened(b"".join(zipper.pack(members)))) as archive:
            text, sound = archive.getinfo("text.json"), archive.getinfo("a.wav")
        assert (sound.compress_type, sound.compress_size) == (zipfile.ZIP_STORED, 10_000)
        assert text.compress_size < 1_000

    def test_not_more_than_one_block_is_taken_ahead(self, zipper: Zipper) -> None:
        taken: list[int] = []

        def blocks() -> Iterator[bytes]:
            for number in range(100):
                taken.append(number)
                yield _BLOCK

        sent = 0
        for part in zipper.pack([ZipMember("a.wav", blocks(), packed=False)]):
            sent += len(part)
            assert len(taken) * len(_BLOCK) <= sent + len(_BLOCK)
            assert len(part) <= 2 * len(_BLOCK)
