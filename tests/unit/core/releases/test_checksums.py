"""Lists of checksums: what is written is read back, and what coreutils take is taken, by the real program's word."""

import hashlib
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.checksums import NAME, read_checksums, write_checksums
from shrutik_core.releases.paths import tidy_path
from shrutik_core.releases.release import ReleaseFile
from shrutik_core.shared.errors import Invalid

SUM = hashlib.sha256(b"sound").hexdigest()
OTHER = hashlib.sha256(b"").hexdigest()
NAMES = st.text("ab\\\n\r */\u0995\u2028\x85()", min_size=1, max_size=9)


def is_tidy(name):
    try:
        return tidy_path(name) == name
    except Invalid:
        return False


def a_file(name, sha256=SUM):
    return ReleaseFile(name, "key", 5, sha256, "text/plain")


def refusal(text):
    with pytest.raises(Invalid) as caught:
        read_checksums(text)
    assert caught.value.code == "checksums_malformed"
    return caught.value.detail


@given(st.sets(NAMES.filter(is_tidy), min_size=1, max_size=5))
def test_what_is_written_is_read_back(names):
    text = write_checksums(a_file(name) for name in names)
    assert text.count("\n") == len(names)
    assert read_checksums(text) == dict.fromkeys(names, SUM)


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_by_a_clear_error(text):
    for said in (text, f"{SUM}  {text}"):
        try:
            read_checksums(said)
        except Invalid as error:
            assert error.code == "checksums_malformed"
            assert NAME in error.detail


def test_names_with_line_ends_or_backslashes_are_escaped_as_coreutils_do():
    names = ["plain", "a\nb", "c\\d", "e\rf"]
    assert write_checksums(map(a_file, names)) == (f"\\{SUM}  a\\nb\n\\{SUM}  c\\\\d\n\\{SUM}  e\\rf\n{SUM}  plain\n")


TAKEN = {
    "as it is written": f"{SUM}  a\n",
    "upper case": f"{SUM.upper()}  a\n",
    "binary": f"{SUM} *a\n",
    "carriage returns": f"{SUM}  a\r\n",
    "no end of the last line": f"{SUM}  a",
    "comments and empty lines": f"# from the press\n\n{SUM}  a\n\n",
    "a folder's dot": f"{SUM}  ./a\n",
    "space before it": f" \t{SUM}  a\n",
    "tags": f"SHA256 (a) = {SUM}\n",
    "tags without space": f"SHA256(a)={SUM}\n",
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_what_coreutils_take_is_taken(text):
    assert read_checksums(text) == {"a": SUM}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"\\{SUM}  a\\nb", "a\nb"),
        (f"\\{SUM} *c\\\\d", "c\\d"),
        (f"\\{SUM}  e\\rf", "e\rf"),
        (f"{SUM}  c\\d", "c\\d"),
        (f"{SUM}   a", " a"),
        (f"{SUM}  *a", "*a"),
        (f"{SUM}  a b", "a b"),
        (f"{SUM}  a\u2028b", "a\u2028b"),
        (f"SHA256 (a) = b) = {SUM}", "a) = b"),
        (f"\\SHA256 (a\\nb) = {SUM}", "a\nb"),
    ],
)
def test_odd_names_are_read(line, name):
    assert read_checksums(f"{line}\n") == {name: SUM}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"{SUM} a", "is not a SHA-256 checksum"),
        (f"{SUM[1:]}  a", "is not a SHA-256 checksum"),
        (f"{SUM}0  a", "is not a SHA-256 checksum"),
        (f"{'g' * 64}  a", "is not a SHA-256 checksum"),
        (f"{SUM}  ", "is not a SHA-256 checksum"),
        (f"MD5 (a) = {SUM}", "is not a SHA-256 checksum"),
        (f"\\{SUM}  a\\tb", "an escape that sha256sum does not write"),
        (f"\\{SUM}  a\\", "an escape that sha256sum does not write"),
        (f"{SUM}  ../a", "which is not in the folder"),
        (f"{SUM}  b/../../a", "which is not in the folder"),
        (f"{SUM}  /a", "which is not in the folder"),
        (f"{SUM}  a\0", "which is not in the folder"),
        (f"{SUM}  a/", "which is not in the folder"),
        (f"{OTHER}  ./first", "names 'first' a second time"),
        (f"{SUM} *first", "names 'first' a second time"),
        (f"\ufeff{SUM}  a", "is not a SHA-256 checksum"),
    ],
)
def test_the_line_at_fault_is_named(line, why):
    detail = refusal(f"{SUM}  first\n# of two\n{line}\n{SUM}  last\n")
    assert detail.startswith("Line 3 ")
    assert why in detail


def test_a_byte_order_mark_is_named():
    assert refusal(f"\ufeff{SUM}  a\n").startswith("Line 1 of SHA256SUMS begins with a byte order mark")


@pytest.mark.parametrize("text", ["", "\n", "\r\n\n", "# nothing\n"])
def test_an_empty_list_is_none(text):
    assert "lists nothing" in refusal(text)


@pytest.fixture(scope="module")
def program():
    found = shutil.which("sha256sum")
    said = subprocess.run([found, "--version"], capture_output=True, check=False, text=True).stdout if found else ""
    if "GNU coreutils" not in said:
        pytest.skip("there is no sha256sum of GNU coreutils here")
    return found


def passes(program, folder, text):
    """Whether the real program finds each line right and each file as it was."""
    (folder / NAME).write_bytes(text.encode())
    command = [program, "--check", "--strict", "--status", NAME]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_the_real_program_takes_it_too(program, tmp_path, text):
    (tmp_path / "a").write_bytes(b"sound")
    assert passes(program, tmp_path, text)


def test_the_real_program_reads_what_is_written_and_the_other_way_round(program, tmp_path):
    names = sorted(["plain", "a\nb", "c\\d", " e", "*f", "g\u2028h", "ক.flac", "(i) = j"])
    for name in names:
        (tmp_path / name).write_bytes(b"sound")
    text = write_checksums(map(a_file, names))
    assert passes(program, tmp_path, text)
    assert not passes(program, tmp_path, text.replace(SUM, OTHER, 1))
    for options in ((), ("--binary",), ("--tag",)):
        done = subprocess.run([program, *options, "--", *names], cwd=tmp_path, capture_output=True, check=True)
        assert read_checksums(done.stdout.decode()) == dict.fromkeys(names, SUM)


@pytest.mark.parametrize("line", [f"{SUM} a", f"{SUM[1:]}  a", f"\\{SUM}  a\\tb", f"{SUM}  ", "x"])
def test_the_real_program_refuses_these_too(program, tmp_path, line):
    (tmp_path / "a").write_bytes(b"sound")
    assert not passes(program, tmp_path, f"{SUM}  a\n{line}\n")
    assert refusal(f"{SUM}  a\n{line}\n").startswith("Line 2 ")


@pytest.mark.parametrize("line", ["", "x", "0" * 64, f"{'0' * 63}  a", f"{'0' * 64} a", f"{'g' * 64}  a"])
def test_what_is_no_list_of_checksums_is_refused(line):
    for text in (line, f"{'f' * 64}  a\n{line or 'x'}\n"):
        with pytest.raises(Invalid) as caught:
            read_checksums(text)
        assert caught.value.code == "checksums_malformed"
