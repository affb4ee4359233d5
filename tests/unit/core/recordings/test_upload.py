"""Uploads in parts: they grow to their length and no further, and end once."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.recordings.recording import Reason
from shrutik_core.recordings.upload import UPLOAD_LIFE, UploadStatus, part_key, problem_again, upload_prefix
from shrutik_core.shared.blobs import check_blob_key
from shrutik_core.shared.errors import Conflict, Invalid, TooLarge
from shrutik_core.testing.builders import a_recording, an_instant
from shrutik_core.testing.upload_builders import a_part, an_upload

LATER = an_instant(99)
PROBLEM = Reason("upload_exceeded", "Send less.")
SIZES = st.lists(st.integers(1, 200), max_size=8)


def grown(upload, sizes):
    for size in sizes:
        upload = upload.grow(a_part(1, upload.offset, size), LATER)
    return upload


@given(SIZES, st.integers(1, 1_000))
def test_it_grows_by_what_comes_up_to_its_length(sizes, length):
    if sum(sizes) <= length:
        upload = grown(an_upload(length=length), sizes)
        assert (upload.offset, upload.is_whole) == (sum(sizes), sum(sizes) == length)
    else:
        with pytest.raises(TooLarge) as caught:
            grown(an_upload(length=length), sizes)
        assert caught.value.code == "upload_exceeded"


@given(st.integers(0, 100), st.integers(0, 200))
def test_only_bytes_that_follow_are_taken(offset, start):
    upload = an_upload(offset=offset, length=1_000)
    if start == offset:
        assert upload.grow(a_part(1, start), LATER).expires_at == LATER
    else:
        with pytest.raises(Conflict) as caught:
            upload.grow(a_part(1, start), LATER)
        assert (caught.value.code, caught.value.extra) == ("upload_offset_differs", {"offset": offset})


def ended(status):
    upload = attrs.evolve(an_upload(), offset=100)
    if status is UploadStatus.COMPLETE:
        return upload.complete(a_recording(1).id, "ab" * 32, LATER)
    return upload.refuse(PROBLEM, LATER) if status is UploadStatus.REFUSED else upload


@pytest.mark.parametrize("before", UploadStatus)
@pytest.mark.parametrize("after", [UploadStatus.COMPLETE, UploadStatus.REFUSED])
def test_it_lives_as_the_table_says(before, after):
    upload = ended(before)
    end = {
        UploadStatus.COMPLETE: lambda: upload.complete(a_recording(1).id, "ab" * 32, LATER),
        UploadStatus.REFUSED: lambda: upload.refuse(PROBLEM, LATER),
    }[after]
    if UPLOAD_LIFE.allows(before, after):
        assert end().status is after
    else:
        with pytest.raises(Conflict) as caught:
            end()
        assert caught.value.code == f"upload_{before}"


def test_what_is_not_whole_is_not_complete():
    with pytest.raises(Conflict) as caught:
        attrs.evolve(an_upload(), offset=99).complete(a_recording(1).id, "ab" * 32, LATER)
    assert caught.value.code == "upload_receiving"


def test_what_has_ended_takes_no_more_and_says_why():
    with pytest.raises(Conflict) as caught:
        ended(UploadStatus.COMPLETE).check_open()
    assert caught.value.code == "upload_complete"
    with pytest.raises(TooLarge) as refused:
        ended(UploadStatus.REFUSED).check_open()
    assert (refused.value.code, refused.value.detail) == ("upload_exceeded", "Send less.")
    an_upload().check_open()


def test_a_problem_comes_back_as_the_error_that_it_was():
    assert type(problem_again(Reason("upload_offset_differs", "Gone."))) is Conflict
    assert type(problem_again(Reason("of_another_version", "?"))) is Invalid


@pytest.mark.parametrize(
    "changes",
    [
        {"length": 0},
        {"offset": -1},
        {"offset": 101},
        {"announced": "ab"},
        {"announced": "AB" * 32},
        {"status": UploadStatus.COMPLETE},
        {"status": UploadStatus.COMPLETE, "recording": a_recording(1).id},
        {"recording": a_recording(1).id, "sha256": "ab" * 32},
        {"status": UploadStatus.REFUSED},
        {"problem": PROBLEM},
    ],
)
def test_what_cannot_be_is_not_made(changes):
    with pytest.raises(Invalid) as caught:
        an_upload(**changes)
    assert caught.value.code == "upload_invalid"


def test_the_edges_can_be():
    assert an_upload(length=1, offset=1).is_whole
    assert not an_upload(length=1).is_whole


def test_a_part_lies_where_its_upload_is_looked_for():
    key = check_blob_key(part_key(an_upload().id, 5_000_000_000, "a" * 32))
    assert key.startswith(upload_prefix(an_upload().id))
    assert part_key(an_upload().id, 9, "z") < part_key(an_upload().id, 10, "a")
