"""One word, one thing: no two public classes share a name, and nothing is called what the glossary says it is not."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).parents[3]
GLOSSARY = ROOT / "docs/reference/glossary.md"
# Released migrations are never edited, and the test of one that carries words over names the old ones.
EXEMPT = (
    "src/adapters/shrutik_postgres/migrations/versions/",
    "tests/integration/postgres/test_migrated_rows.py",
    "docs/_build/",
    "docs/reference/generated/",
)
ROW = regex.compile(r"\|\s*\*\*(?P<term>[^|*]+)\*\*.*\|\s*not:\s*(?P<words>[^|]+)\|\s*")


def public_classes():
    """Where each public class of ``src`` is defined."""
    found = defaultdict(list)
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(ROOT / "src").as_posix())
    return found


def test_no_two_public_classes_share_a_name():
    assert {name: places for name, places in public_classes().items() if len(places) > 1} == {}


def forbidden():
    """What the glossary's last column says a thing is not called, and what it is called."""
    rows = GLOSSARY.read_text(encoding="utf-8").splitlines()
    found = {}
    for row in filter(None, map(ROW.fullmatch, rows)):
        for word in row["words"].split(","):
            # A remark in brackets says when: what is looked for is the phrase before it.
            phrase = word.split("(")[0].strip(" `*.;")
            if phrase:
                found[phrase] = row["term"].strip()
    return found


def sources():
    """Every text of ours in which a word of the project may stand."""
    for folder, endings in (
        ("src", "py sql mako"),
        ("tests", "py"),
        ("docs", "md py"),
        ("benchmarks", "py md"),
        ("examples", "py md"),
    ):
        for ending in endings.split():
            yield from sorted((ROOT / folder).rglob(f"*.{ending}"))
    yield ROOT / "README.md"
    yield ROOT / "CONTRIBUTING.md"


def uses(phrase):
    """Where a phrase or identifier stands as a whole word; phrases in any case, identifiers as they are spelt."""
    case = regex.IGNORECASE if phrase.islower() and "_" not in phrase else 0
    pattern = regex.compile(rf"(?<!\w){regex.escape(phrase)}(?!\w)", case)
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        if path not in {GLOSSARY, Path(__file__)} and not name.startswith(EXEMPT):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if pattern.search(line):
                    yield f"{name}:{number}"


def test_each_word_of_the_glossary_stands_there_once_or_says_of_what():
    rows = regex.findall(r"(?m)^\| \*\*(.+?)\*\*(.*?) \|", GLOSSARY.read_text(encoding="utf-8"))
    twice = {word for word, _ in rows if sum(word == other for other, _ in rows) > 1}
    assert twice >= {"part", "slot"}
    assert [word for word, of_what in rows if word in twice and not of_what] == []
    assert len(set(rows)) == len(rows)


def test_the_glossary_says_what_things_are_not_called():
    assert forbidden()


@pytest.mark.parametrize(("phrase", "term"), sorted(forbidden().items()))
def test_nothing_is_called_what_the_glossary_says_it_is_not(phrase, term):
    assert list(uses(phrase)) == [], f"say {term!r} instead of {phrase!r}"
