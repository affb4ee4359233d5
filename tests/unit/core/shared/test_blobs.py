"""Keys of blobs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import clip_key
from shrutik_core.recordings.recording import original_key
from shrutik_core.releases.release import release_key
from shrutik_core.shared.blobs import LONGEST_KEY, check_blob_key
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import an_id
from shrutik_core.testing.contracts.blob_store import BAD_NAMES, BAD_PATHS
from shrutik_core.testing.strategies import KEY_LETTERS


@given(strategies.blob_keys())
def test_keys_pass_as_they_are(key):
    assert check_blob_key(key) == key


@given(st.text() | st.text(KEY_LETTERS + "/"))
def test_what_passes_stays_below_its_folder(key):
    try:
        check_blob_key(key)
    except Invalid as error:
        assert error.code == "blob_key_invalid"
    else:
        assert 0 < len(key) <= LONGEST_KEY
        assert key.isascii()
        assert all(part and not part.startswith(".") for part in key.split("/"))


@pytest.mark.parametrize("key", BAD_PATHS + BAD_NAMES)
def test_these_are_no_keys(key):
    with pytest.raises(Invalid):
        check_blob_key(key)


@given(strategies.identifiers(), strategies.identifiers())
def test_the_keys_that_are_made_are_keys(one, two):
    for key in (original_key(one), clip_key(one, two), release_key(one, "manifest.jsonl")):
        check_blob_key(key)
    assert clip_key(one, two).startswith(f"recordings/{one}/")
    assert original_key(one) != original_key(two) or one == two


def test_the_longest_key():
    key = "/".join(["x" * 179] * 5)
    assert len(key) <= LONGEST_KEY
    check_blob_key(key)
    with pytest.raises(Invalid):
        check_blob_key(key + "y" * 180)
    assert original_key(an_id(1)).count("/") == 2
