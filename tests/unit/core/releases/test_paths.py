"""Names of files: tidy, inside the folder, and never two for one file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.paths import check_path, tidy_path
from shrutik_core.shared.errors import Invalid


@given(st.text("a./\\ \0\n\ud800", max_size=8))
def test_a_tidy_name_stays_as_it_is_and_leads_nowhere_else(name):
    try:
        tidy = tidy_path(name)
    except Invalid as error:
        assert error.code == "path_invalid"
        return
    assert tidy_path(tidy) == check_path(tidy) == tidy
    assert not {"", ".", ".."} & set(tidy.split("/"))
    assert [part for part in name.split("/") if part not in {"", "."}] == tidy.split("/")


@pytest.mark.parametrize(
    ("name", "tidy"), [("a", "a"), ("./a", "a"), ("a//b", "a/b"), ("a/./b", "a/b"), ("..a", "..a"), (" ", " ")]
)
def test_what_changes_nothing_is_left_out(name, tidy):
    assert tidy_path(name) == tidy
    if name != tidy:
        with pytest.raises(Invalid, match="shorter form"):
            check_path(name)


@pytest.mark.parametrize(
    "name", ["", ".", "/", "/a", "//a", "..", "../a", "a/..", "a/../b", "a/", "a/.", "a\0b", "\ud8ff"]
)
def test_these_name_no_file_inside(name):
    with pytest.raises(Invalid) as caught:
        tidy_path(name)
    assert caught.value.code == "path_invalid"
