"""No block of the documentation escapes: each is run, compared, drawn by Sphinx, or listed with its reason."""

import json
import re
import tomllib
from itertools import pairwise

import pytest

from page_blocks import (
    NOT_RUN,
    NOT_RUN_LINES,
    ROOT,
    RUN_ELSEWHERE,
    SHOWN,
    TYPED,
    Block,
    blocks,
    is_run,
    matches,
    pages,
    runnable_pages,
)
from shrutik_core.collections.policies import read_policies
from shrutik_core.shared.policy_family import plain

ALL = [block for page in pages() for block in blocks(page)]


def shown_after_what_is_run(page_blocks: list[Block]) -> set[Block]:
    return {
        block for before, block in pairwise(page_blocks) if block.language in SHOWN and block.follows and is_run(before)
    }


@pytest.mark.parametrize("page", pages())
def test_every_block_is_run_or_compared_or_listed(page):
    found = blocks(page)
    compared = shown_after_what_is_run(found)
    left = [
        str(block)
        for block in found
        if not (block.directive or block.listed or (is_run(block) and page in runnable_pages()) or block in compared)
    ]
    assert not left, f"run by no test and listed by none: {left}"


@pytest.mark.parametrize("start", NOT_RUN)
def test_what_is_listed_is_there(start):
    assert any(block.code.lstrip().startswith(start) for block in ALL)


@pytest.mark.parametrize("page", RUN_ELSEWHERE)
def test_a_page_that_another_session_runs_is_named_by_its_test(page):
    named = re.search(r"tests/\S+\.py", RUN_ELSEWHERE[page])
    assert f'"{page}"' in (ROOT / named[0]).read_text(encoding="utf-8")


@pytest.mark.parametrize("line", NOT_RUN_LINES)
def test_lines_that_are_listed_are_there(line):
    assert any(re.fullmatch(line, one) for block in ALL for one in block.code.splitlines())


def test_fences_are_closed_and_of_known_languages():
    for page in pages():
        fences = re.findall(r"^`{3,}", (ROOT / page).read_text(encoding="utf-8"), re.M)
        assert len(fences) == 2 * len(blocks(page)), page
    assert {block.language for block in ALL if not block.directive} <= {*TYPED, *SHOWN}


def test_extras_that_readers_are_told_to_install_exist():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {
        extra
        for page in pages()
        for extras in re.findall(r"pip install[^\n`]*'(?:shrutik|\.)\[([\w,]+)\]'", (ROOT / page).read_text("utf-8"))
        for extra in extras.split(",")
    }
    assert named
    assert named <= set(project["optional-dependencies"])


def test_policies_that_are_shown_can_be_read():
    shown = [json.loads(block.code) for block in ALL if block.code.startswith('{"policies": ')]
    assert shown
    for one in shown:
        policies = read_policies(one["policies"])
        assert all(said.items() <= plain(getattr(policies, name)).items() for name, said in one["policies"].items())


def test_the_readme_has_code():
    assert sum(block.language == "python" for block in blocks("README.md")) >= 2


def test_an_ellipsis_stands_for_anything_and_a_loose_figure_for_any():
    assert matches("id …\nstatus done\n", "id 1-2-3  \nstatus done")
    assert not matches("3 chunks", "4 chunks")
    assert matches("3 chunks, 1.5 s", "14 chunks, 20.25 s", loose=True)
    assert not matches("3 chunks", "3 clips", loose=True)
