"""A data folder over an empty database, as `shrutik doctor` is shown it."""

import pytest

from shrutik_bootstrap.doctor.patient import admitted
from shrutik_bootstrap.settings import read_settings


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "shrutik.json").write_text('{"format": 1}')
    return tmp_path


@pytest.fixture
def patient(folder, units_of_work, engine):
    """An installation over an empty database."""

    def patient(*, is_deep=False, url=None, **settings):
        return admitted(read_settings(data=folder, **settings), folder, url or engine.url, is_deep=is_deep)

    return patient
