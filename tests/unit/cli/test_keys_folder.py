"""Where the keys lie: in the data folder, or in a folder that is there; whoever serves is told at once if it is not."""

import pytest

from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.owned_folder import owned_folder
from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import Invalid


def test_they_lie_in_the_data_folder_unless_another_is_named(tmp_path):
    assert keys_folder(Settings(), tmp_path) == tmp_path
    (tmp_path / "keys").mkdir()
    assert keys_folder(Settings(keys=tmp_path / "keys"), tmp_path) == tmp_path / "keys"


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("a file")])
def test_a_folder_that_is_not_there_is_told_before_anything_starts(tmp_path, make):
    make(tmp_path / "keys")
    settings = Settings(data=tmp_path / "data", keys=tmp_path / "keys")
    with pytest.raises(Invalid, match=r"SHRUTIK_KEYS names .*, which is not a folder"), owned_folder(settings):
        pass
