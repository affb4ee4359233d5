"""Lists of blobs: written, read, and laid side by side."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.backups.blob_index import (
    KeptBlob,
    NamedBlob,
    lines_of,
    read_kept,
    read_named,
    side_by_side,
    write_kept,
    write_named,
)
from shrutik_core.shared.errors import Invalid

KEYS = st.from_regex(r"[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,5}(/[a-z0-9-]{1,4})?", fullmatch=True)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
KEPT = st.builds(KeptBlob, KEYS, DIGESTS, st.integers(0, 1 << 50), st.datetimes(timezones=st.just(UTC)))
NAMED = st.builds(NamedBlob, KEYS, st.none() | DIGESTS)
STREAM = st.dictionaries(KEYS, st.integers())


@given(st.lists(KEPT), st.lists(NAMED))
def test_what_was_written_is_read(kept, named):
    assert list(read_kept(map(write_kept, kept))) == kept
    assert list(read_named(map(write_named, named))) == named


@given(st.binary(max_size=200).map(lambda text: text.replace(b"\r", b"\n")), st.integers(1, 9))
def test_lines_are_whole_whatever_the_blocks(text, size):
    blocks = [text[start : start + size] for start in range(0, len(text), size)]
    assert b"".join(lines_of(blocks)) == text
    assert [line.rstrip(b"\n") for line in lines_of(blocks)] == (text.removesuffix(b"\n").split(b"\n") if text else [])


@given(STREAM, STREAM, STREAM)
def test_streams_side_by_side_say_what_each_says_of_a_key(one, two, three):
    streams = (one, two, three)
    rows = list(side_by_side(*(sorted(stream.items()) for stream in streams)))
    assert [key for key, _ in rows] == sorted(set().union(*streams))
    assert all(row == [stream.get(key) for stream in streams] for key, row in rows)


def test_a_damaged_line_is_told():
    blob = KeptBlob("a", "0" * 64, 1, datetime(2026, 1, 5, tzinfo=UTC))
    for wrong in (b"\n", b"x\ty\n", write_kept(blob).replace(b"\t1\t", b"\tone\t"), b"\xff\n"):
        with pytest.raises(Invalid) as error:
            list(read_kept([wrong]))
        assert error.value.code == "backup_damaged"
    with pytest.raises(Invalid):
        list(read_named([b"\n"]))
