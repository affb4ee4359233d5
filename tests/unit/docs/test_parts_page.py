"""The table of parts: 34 of them, each somewhere, each tested, and no package of ours forgotten."""

import re

import pytest

from page_blocks import ROOT

PAGE = (ROOT / "docs" / "explanation" / "parts.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in PAGE.splitlines() if line.startswith("| ")]
PARTS = [row for row in ROWS if row[0].isdigit()]
PATHS = sorted(set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*)`", PAGE)))


def test_there_are_34_in_order():
    assert [int(row[0]) for row in PARTS] == list(range(1, 35))


@pytest.mark.parametrize("path", PATHS)
def test_each_path_is_there(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("row", PARTS, ids=lambda row: row[0])
def test_each_part_lives_somewhere_and_is_tested_somewhere(row):
    _, name, lives, tested, *_ = row
    assert name
    assert re.search(r"`(src|deploy|docker-compose)", lives)
    assert "`tests/" in tested


def test_no_package_of_ours_is_forgotten():
    packages = {
        str(path.relative_to(ROOT))
        for group in ("adapters", "entrypoints")
        for path in ROOT.glob(f"src/{group}/shrutik_*")
    }
    named = {package for package in packages if f"`{package}" in PAGE}
    assert named == packages
