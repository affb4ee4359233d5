"""Tar archives: the archiver's contract, and that tar programs read them."""

import hashlib
import io
import subprocess
import tarfile

import pytest

from shrutik_core.ports.archiver import ArchiveMember
from shrutik_core.testing import contracts
from shrutik_datasets.tar_archive import TarArchiver
from shrutik_memory.blob_store import MemoryBlobStore

# Of one member of three bytes; a release's digest must not change with a new version of Python.
KNOWN = "488ccff75c73c7c1abdd466e7bf5a4a47b29fbc95c2d2f4c0d2dd920451542c6"


class TestTarArchiver(contracts.ArchiverContract):
    @pytest.fixture
    def archiver(self):
        return TarArchiver()

    @pytest.fixture
    def store(self):
        return MemoryBlobStore()

    def unpack(self, archive: bytes) -> dict[str, bytes]:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
            return {info.name: tar.extractfile(info).read() for info in tar}

    def test_members_say_nothing_about_this_machine(self, archiver, members):
        with tarfile.open(fileobj=io.BytesIO(b"".join(archiver.pack(members)))) as tar:
            for info in tar:
                assert (info.mtime, info.uid, info.gid, info.uname, info.gname) == (0, 0, 0, "", "")
                assert (info.mode, info.type) == (0o644, tarfile.REGTYPE)

    def test_it_is_as_long_as_tar_makes_it(self, archiver, members):
        assert len(b"".join(archiver.pack(members))) % tarfile.RECORDSIZE == 0

    def test_the_bytes_are_these_for_ever(self, archiver, store):
        packed = b"".join(archiver.pack([self.member(store, "clips/ক.flac", b"abc")]))
        assert hashlib.sha256(packed).hexdigest() == KNOWN

    def test_the_tar_program_reads_it(self, archiver, store, tmp_path):
        members = [self.member(store, f"clips/{name}", name.encode()) for name in ("a", "b", "শ্রুতি")]
        (tmp_path / "clips.tar").write_bytes(b"".join(archiver.pack(members)))
        subprocess.run(["tar", "xf", "clips.tar"], cwd=tmp_path, check=True)
        assert {path.name: path.read_text() for path in (tmp_path / "clips").iterdir()} == {
            n: n for n in ("a", "b", "শ্রুতি")
        }

    def test_a_thousand_members_take_little_memory(self, archiver, store):
        store.put("clip", [bytes(1_000)])
        members = (ArchiveMember(f"clips/{number}", 1_000, store.open("clip")) for number in range(1_000))
        assert max(len(block) for block in archiver.pack(members)) <= tarfile.RECORDSIZE
