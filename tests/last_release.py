"""The last release as it was: taken out of git's history into a folder, for tests of what comes after it."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_NAMED = ROOT / "deploy" / "last-release.toml"


def last_release() -> dict[str, str]:
    """Its version, commit and newest revision of tables."""
    return tomllib.loads(_NAMED.read_text(encoding="utf-8"))


def checked_out(folder: Path) -> Path:
    """Its tree; the test is skipped where there is no history, as in an archive of the sources."""
    commit = last_release()["commit"]
    if shutil.which("git") is None:
        pytest.skip("git is missing, by which the last release is found")
    known = subprocess.run(
        ["git", "cat-file", "-e", f"{commit}^{{commit}}"], cwd=ROOT, capture_output=True, check=False
    )
    if known.returncode:
        pytest.skip(f"the history has no {commit[:12]}, the last release: this is no clone, or a shallow one")
    archive = folder / "last-release.tar"
    subprocess.run(["git", "archive", "--output", archive, commit], cwd=ROOT, check=True)
    tree = folder / "last-release"
    shutil.unpack_archive(archive, tree, filter="data")
    archive.unlink()
    return tree
