"""A small release, as the libraries that will read it find it; they come with ``nox -s loaders``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from release_folder_scene import lay_out_clips, write_release, write_sound_view
from shrutik_core.releases.views.sound import SoundForm
from sounds_scene import Sounding


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sounding]:
    """The folder of a release, clips as files beside its shards, and what it was made of."""
    folder = tmp_path_factory.mktemp("releases") / "bn-read-v2"
    made = write_release(folder)
    lay_out_clips(folder, made)
    return folder, made


@pytest.fixture(scope="session")
def folder(laid_out: tuple[Path, Sounding]) -> Path:
    """The release's folder."""
    return laid_out[0]


@pytest.fixture(scope="session")
def made(laid_out: tuple[Path, Sounding]) -> Sounding:
    """What it was made of."""
    return laid_out[1]


@pytest.fixture
def exported(tmp_path: Path, made: Sounding) -> Callable[..., Path]:
    """Writes a view with its sound, as it is exported; where it lies."""

    def export(name: str, form: SoundForm = SoundForm.AS_RECORDED) -> Path:
        folder = tmp_path / f"{name}-{form}"
        write_sound_view(folder, made, name, form)
        return folder

    return export
