"""The bytes around members are those that `tarfile` writes, at every limit."""

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.shards.tar_header import (
    BLOCK,
    LARGEST_MEMBER,
    LONGEST_NAME,
    RECORD,
    end_bytes,
    member_bytes,
    padding_bytes,
    tar_header,
)
from shrutik_core.shared.errors import Invalid

names = st.text(st.characters(min_codepoint=1, max_codepoint=127), min_size=1, max_size=LONGEST_NAME)


def by_tarfile(name, size):
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.USTAR_FORMAT)


@given(names, st.integers(0, LARGEST_MEMBER))
def test_a_header_is_what_tarfile_writes(name, size):
    assert tar_header(name, size) == by_tarfile(name, size)


@pytest.mark.parametrize(("name", "size"), [("a" * LONGEST_NAME, 0), ("a", LARGEST_MEMBER)])
def test_the_largest_fit(name, size):
    assert tar_header(name, size) == by_tarfile(name, size)


@pytest.mark.parametrize(
    ("name", "size"),
    [("", 0), ("a" * (LONGEST_NAME + 1), 0), ("ক", 0), ("a\0", 0), ("a", -1), ("a", LARGEST_MEMBER + 1)],
)
def test_what_no_header_can_say_is_refused(name, size):
    with pytest.raises(Invalid) as error:
        tar_header(name, size)
    assert error.value.code == "tar_member"


@given(st.lists(st.integers(0, 3 * BLOCK), max_size=30))
def test_an_archive_is_as_long_as_tarfile_makes_it(sizes):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for number, size in enumerate(sizes):
            info = tarfile.TarInfo(str(number))
            info.size = size
            archive.addfile(info, io.BytesIO(bytes(size)))
    told = sum(map(member_bytes, sizes))
    assert told + end_bytes(told) == len(stream.getvalue())
    assert len(stream.getvalue()) % RECORD == 0


@pytest.mark.parametrize(("size", "padding"), [(0, 0), (1, 511), (511, 1), (512, 0), (513, 511)])
def test_members_are_filled_up_to_blocks(size, padding):
    assert padding_bytes(size) == padding
    assert member_bytes(size) == BLOCK + size + padding


@pytest.mark.parametrize(("size", "end"), [(0, RECORD), (RECORD - 1024, 1024), (RECORD - 512, RECORD + 512)])
def test_an_end_is_two_blocks_and_the_rest_of_a_record(size, end):
    assert end_bytes(size) == end
