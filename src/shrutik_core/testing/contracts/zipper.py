"""What everything that packs zip archives for people must keep."""

import abc
import io
import zipfile
from collections.abc import Iterator

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

    def test_what_is_packed_comes_out_again(self, zipper: Zipper) -> None:
        members = {"account.json": b'{"name": "x"}', "audio/one.wav": _BLOCK * 3, "audio/empty.wav": b""}
        parts = (ZipMember(name, [content[:7], content[7:]]) for name, content in members.items())
        with zipfile.ZipFile(io.BytesIO(b"".join(zipper.pack(parts)))) as archive:
            assert archive.testzip() is None
            assert {name: archive.read(name) for name in archive.namelist()} == members

    def test_nothing_is_an_archive_too(self, zipper: Zipper) -> None:
        assert zipfile.ZipFile(io.BytesIO(b"".join(zipper.pack([])))).namelist() == []

    def test_sound_is_stored_as_it_is_and_the_rest_is_made_smaller(self, zipper: Zipper) -> None:
        members = [ZipMember("text.json", [b"a" * 10_000]), ZipMember("a.wav", [b"a" * 10_000], packed=False)]
        with zipfile.ZipFile(io.BytesIO(b"".join(zipper.pack(members)))) as archive:
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
