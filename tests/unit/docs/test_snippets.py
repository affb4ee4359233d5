"""The Python snippets of the README and of the how-to pages run."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SNIPPETS = [
    pytest.param(code, id=f"{page.relative_to(ROOT)}-{number}")
    for page in PAGES
    if "_build" not in page.parts and "generated" not in page.parts
    for number, code in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S))
]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the files that the pages speak of."""
    rows = [f"clip-{clip},worker-{who},the {clip} of {who % 2} words" for clip in range(3) for who in range(4)]
    (tmp_path / "clips.csv").write_text("\n".join(["item,worker,text", *rows]) + "\n", encoding="utf-8")
    texts = [f"clip-{clip},the {clip} of 0 words" for clip in range(3)]
    (tmp_path / "texts.csv").write_text("\n".join(["item,text", *texts]) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("code", SNIPPETS)
def test_a_snippet_runs(code):
    exec(compile(code, "snippet", "exec"), {"__name__": "snippet"})


def test_the_readme_has_snippets():
    assert sum("README" in str(snippet.id) for snippet in SNIPPETS) >= 2
