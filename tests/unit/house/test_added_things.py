"""The table "Add a thing" of the architecture page, held to what was added last of each kind."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SRC = ROOT / "src"
PAGE = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")

# Each kind with one of it: a pattern of the names that only it has, and the rooms whose use of it is another matter:
# the contract suites are tests, the demo reads what is there, and what a field is filled with is a decision of its own.
ADDED = {
    "a route": (r"renew|_renewed", ("shrutik_core/transcription", "shrutik_core/testing")),
    "a field of a recording": (r"copy_of", ("shrutik_core/use_cases", "shrutik_core/testing")),
    "a kind of job": (r"WITHDRAW|erase_withdrawn|EraseWithdrawn", ("shrutik_core/testing",)),
    "a release format": (r"NEMO|nemo", ("shrutik_core/testing", "shrutik_core/corpora")),
    "a format of corpora": (r"lhotse", ("shrutik_core/testing", "shrutik_core/releases", "shrutik_datasets")),
    "a quality rule": (r"narrow_band", ()),
}


def most(thing):
    """The files that the page says it touches at most."""
    (number,) = re.findall(rf"^\| {re.escape(thing)} \| (\d+) \|", PAGE, re.MULTILINE)
    return int(number)


def naming(pattern, apart):
    """The files of the product that name it, outside the rooms that are set apart."""
    named = re.compile(rf"\b(?:{pattern})\b")
    files = {
        path.relative_to(SRC).as_posix().removeprefix("adapters/").removeprefix("entrypoints/"): path
        for path in SRC.rglob("*.py")
    }
    return sorted(
        name for name, path in files.items() if not name.startswith(apart) and named.search(path.read_text("utf-8"))
    )


@pytest.mark.parametrize("thing", ADDED)
def test_what_was_added_last_is_named_in_no_more_files_than_the_page_says(thing):
    files = naming(*ADDED[thing])
    assert files
    assert len(files) <= most(thing), files
