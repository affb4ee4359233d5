"""Whatever is done to a copy of a release, verifying it names the file, and the clip where it is one."""

import os
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealed_folders import SIGNER, signer
from shrutik_bootstrap.copies import trusted_keys, verify_copy
from shrutik_core.releases.copies.names import SIGNATURE
from shrutik_core.releases.manifest.json_lines import read_line, write_line
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_datasets.zstandard_compressor import ZstandardCompressor

KEY = SIGNER.key.text
SUMS, SHARD, MANIFEST = "SHA256SUMS", "shards/all-00000.tar", "manifest/all-00000.jsonl.zst"
MANY = settings(max_examples=150, deadline=None)


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def faults(folder, **options):
    return verify_copy(folder, key=KEY, **options).faults


def named(folder, **options):
    return {fault.path for fault in faults(folder, **options)}


def flip(path, place, bit):
    """Change one bit; what undoes it."""
    data = path.read_bytes()
    at = place % len(data)
    path.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
    return lambda: path.write_bytes(data)


def lines(folder):
    data = (folder / MANIFEST).read_bytes()
    return list(map(read_line, b"".join(ZstandardCompressor().unpack([data])).splitlines()))


@pytest.mark.parametrize("fast", [False, True])
def test_a_release_is_as_it_was_released(small, parted, fast):
    for _, folder in (small, parted):
        report = verify_copy(folder, key=KEY, fast=fast)
        assert report.sound, report.faults
        assert report.release == "bn-read-v1"
        assert "the signature" in report.checked
        assert ("the root" in report.checked) is not fast


def test_what_is_not_checked_is_said(small):
    said = verify_copy(small[1]).unchecked
    assert said == ("signature not checked: give --key", "withdrawals not checked: give --feed")


@MANY
@given(data=st.data(), place=st.integers(0, 1 << 30), bit=st.integers(0, 7))
def test_any_flipped_bit_is_named(small, data, place, bit):
    folder = small[1]
    name = data.draw(st.sampled_from(files(folder)))
    undo = flip(folder / name, place, bit)
    try:
        report = verify_copy(folder, key=KEY)
        told = {fault.path for fault in report.faults} | {note.split()[0] for note in report.notes}
    except Invalid as error:
        told = {name} if name in error.detail else set()
    finally:
        undo()
    assert name in told


@MANY
@given(data=st.data())
def test_any_file_that_is_missing_renamed_or_added_is_named(small, data):
    folder = small[1]
    name = data.draw(st.sampled_from(files(folder)))
    kind = data.draw(st.sampled_from(["missing", "renamed", "added"]))
    other = folder / data.draw(st.sampled_from(["x.flac", "shards/x.tar", f"{name}.old", "manifest/x.jsonl.zst"]))
    whole = (folder / name).read_bytes()
    try:
        if kind == "added":
            other.write_bytes(whole)
            assert named(folder) == {other.relative_to(folder).as_posix()}
        else:
            (folder / name).rename(other)
            if kind == "missing":
                other.unlink()
            if name == SUMS:
                with pytest.raises(Missing, match=SUMS):
                    faults(folder)
            else:
                told = [fault.what for fault in faults(folder) if fault.path == name]
                listed = name not in {SIGNATURE, "provenance.json"}
                assert ("is missing" in told[0]) is (kind == "missing" or not listed)
    finally:
        (folder / name).write_bytes(whole)
        other.unlink(missing_ok=True)


@settings(max_examples=80, deadline=None)
@given(place=st.integers(0, 1 << 30), bit=st.integers(0, 7))
def test_what_is_wrong_in_a_shard_names_the_clip(small, place, bit):
    folder = small[1]
    size = (folder / SHARD).stat().st_size
    clips = lines(folder)
    clip = [line for line in clips if line.offset_bytes - 512 <= place % size]
    undo = flip(folder / SHARD, place, bit)
    try:
        (fault,) = faults(folder)
    finally:
        undo()
    assert fault.path == SHARD
    # What lies behind the last clip is the archive's end.
    assert fault.clip in ({clip[-1].clip, ""} if clip[-1] is clips[-1] else {clip[-1].clip})


def test_a_shard_that_ends_too_soon_names_the_clip_it_ends_in(copy):
    line = lines(copy)[2]
    data = (copy / SHARD).read_bytes()
    (copy / SHARD).write_bytes(data[: line.offset_bytes + 10])
    assert [(fault.path, fault.clip) for fault in faults(copy)] == [(SHARD, line.clip)]
    (copy / SHARD).write_bytes(data + bytes(512))
    assert SHARD in named(copy)
    assert SHARD in named(copy, fast=True)


@pytest.mark.parametrize("name", ["README.md", SHARD, "release.json"])
def test_a_link_is_refused_even_to_the_same_bytes(copy, tmp_path, name):
    shutil.move(copy / name, tmp_path / "elsewhere")
    (copy / name).symlink_to(tmp_path / "elsewhere")
    assert any(fault.path == name and "link" in fault.what for fault in faults(copy))


def test_a_link_in_place_of_a_folder_is_refused(copy, tmp_path):
    shutil.move(copy / "views", tmp_path / "elsewhere")
    (copy / "views").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert "views" in named(copy)


def test_pipes_and_empty_folders_are_refused(copy):
    os.mkfifo(copy / "pipe")
    (copy / "nothing/inside").mkdir(parents=True)
    assert named(copy) == {"pipe", "nothing/inside"}


def test_a_name_cannot_break_the_line_that_names_it(copy):
    (copy / "a\nb\x1b[2J").write_bytes(b"")
    (fault,) = faults(copy)
    assert fault.text.startswith("a\\x0ab\\x1b[2J: does not belong")


@pytest.mark.parametrize("fast", [False, True])
def test_a_clip_swapped_with_another_of_its_size_is_named(copy, fast):
    first, second = lines(copy)[:2]
    data = bytearray((copy / SHARD).read_bytes())
    data[first.offset_bytes - 512 : first.offset_bytes - 412] = f"{second.clip}.flac".encode().ljust(100, b"\0")
    (copy / SHARD).write_bytes(data)
    assert any(fault.path == SHARD and fault.clip == first.clip for fault in faults(copy, fast=fast))


def reformed(form, text):
    rows = [line.split("  ", 1) for line in text.splitlines()]
    return {
        "upper": "".join(f"{digest.upper()}  {name}\n" for digest, name in rows),
        "binary": "".join(f"{digest} *{name}\n" for digest, name in rows),
        "crlf": text.replace("\n", "\r\n"),
        "dots": "".join(f"{digest}  ./{name}\n" for digest, name in rows),
        "order": "".join(f"{digest}  {name}\n" for digest, name in reversed(rows)),
    }[form]


@pytest.mark.parametrize("form", ["upper", "binary", "crlf", "dots", "order"])
def test_checksums_are_taken_as_coreutils_take_them(copy, form):
    text = reformed(form, (copy / SUMS).read_text("utf-8"))
    (copy / SUMS).write_bytes(text.encode())
    if form != "crlf" and shutil.which("sha256sum"):
        assert subprocess.run(["sha256sum", "-c", "--quiet", SUMS], cwd=copy, check=False).returncode == 0
    report = verify_copy(copy, key=KEY)
    assert report.sound
    assert len(report.notes) == 1


def test_a_byte_order_mark_is_told(copy):
    (copy / SUMS).write_bytes(b"\xef\xbb\xbf" + (copy / SUMS).read_bytes())
    with pytest.raises(Invalid, match="byte order mark"):
        faults(copy)


def test_a_line_and_its_file_cannot_be_taken_away_together(copy):
    text = (copy / SUMS).read_text("utf-8")
    (copy / SUMS).write_text("".join(f"{line}\n" for line in text.splitlines() if "README" not in line), "utf-8")
    (copy / "README.md").unlink()
    assert {SUMS, "provenance.json"} <= named(copy)
    assert {"release.json", "provenance.json"} <= {fault.path for fault in verify_copy(copy).faults}


def rewrite(folder, change):
    """Another manifest, with its checksum."""
    packed = ZstandardCompressor().pack(f"{write_line(line)}\n".encode() for line in change(lines(folder)))
    (folder / MANIFEST).write_bytes(b"".join(packed))


def test_a_manifest_of_other_lines_is_named(copy):
    rewrite(copy, lambda found: found[1:])
    assert MANIFEST in named(copy)
    rewrite(copy, lambda found: [found[1], found[0], *found[2:]])
    assert any("out of order" in fault.what for fault in faults(copy))


def test_another_key_is_not_believed(copy):
    report = verify_copy(copy, key=signer(9).key.text)
    assert [fault.path for fault in report.faults] == [SIGNATURE]
    assert "not trusted" in report.faults[0].what


def test_a_key_may_stand_in_a_file(small, tmp_path):
    (tmp_path / "key.pub").write_text(f"untrusted comment: ours\n{KEY}\n", "utf-8")
    assert trusted_keys(str(tmp_path / "key.pub")) == (SIGNER.key,)
