"""A new release format or quality rule comes with its test and its line in the documentation."""

import ast
from pathlib import Path

import pytest

from shrutik_bootstrap.release_views import release_views
from shrutik_core.recordings import quality_rules
from shrutik_core.recordings.advice_words import WORDS
from shrutik_core.releases.selection import ReleaseFormat
from shrutik_core.releases.views.sound import SoundForm
from shrutik_datasets.view_catalogue import sound_views, text_views

ROOT = Path(__file__).parents[3]
EXAMPLES = "tests/unit/core/recordings/test_quality_codes.py"


def documented(page):
    """What stands in the first column of a page's table, in code letters."""
    lines = (ROOT / "docs/reference" / page).read_text(encoding="utf-8").splitlines()
    return [line.split("`")[1] for line in lines if line.startswith("| `")]


def quality_codes():
    """Every code that the rules can give: what is graded, and what damage is called."""
    tree = ast.parse(Path(quality_rules.__file__).read_text(encoding="utf-8"))
    graded = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_graded", "Finding"}
        if isinstance(node.args[0], ast.Constant)
    }
    return graded | set(quality_rules._DAMAGE.values())


@pytest.mark.parametrize("format_", ReleaseFormat)
def test_a_release_format_is_a_view(format_):
    assert release_views([format_.value]), f"{format_} has no view"
    assert format_.value in text_views()


VIEWS = {**text_views(), **sound_views(lambda clip: b"", SoundForm.AS_RECORDED)}


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_a_view_has_a_test_and_a_line_in_the_documentation(name):
    places = (f"tests/unit/core/releases/views/test_{name}.py", f"tests/unit/datasets/test_{name}_view.py")
    assert any((ROOT / place).exists() for place in places), f"write {' or '.join(places)}: what one clip looks like"
    assert name in documented("release-formats.md"), f"give {name} a line in docs/reference/release-formats.md"


def test_the_documentation_names_no_format_that_there_is_not():
    assert sorted(documented("release-formats.md")) == sorted(VIEWS)


def examples():
    """The codes that the examples of quality rules name, read from their text."""
    tree = ast.parse((ROOT / EXAMPLES).read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("code", sorted(quality_codes()))
def test_a_quality_rule_has_words_an_example_and_a_line_in_the_documentation(code):
    assert code in WORDS, f"give {code} its words in recordings/advice_words.py"
    assert code in examples(), f"give {code} an example at its edge in {EXAMPLES}"
    assert code in documented("quality-rules.md"), f"give {code} a line in docs/reference/quality-rules.md"


def test_the_documentation_names_no_quality_rule_that_there_is_not():
    assert sorted(documented("quality-rules.md")) == sorted(quality_codes())
