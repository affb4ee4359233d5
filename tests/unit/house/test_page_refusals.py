"""Every refusal that the page can meet has words in every language of the page, with figures that are carried."""

import json
import re
from pathlib import Path

import pytest

from shrutik_bootstrap.platform import Platform
from shrutik_core.shared.errors import DECLARED, UsedUp
from shrutik_core.shared.failures import failure_code
from shrutik_core.shared.jobs import LOST
from shrutik_http.call import Access
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.raises import codes_of

PAGE = Path(__file__).parents[3] / "src/entrypoints/shrutik_web/page/src"
CATALOGUES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((PAGE / "words").glob("*.json"))}
ASKED = re.compile(r'api\.(GET|POST|PUT|PATCH|DELETE)\(\s*"([^"]+)"')
ADDRESS = re.compile(r'["`](/api/v1/[^"`$]*?)/?["`$]')
# What the page finds out itself, of what waits on the device.
OWN = {"sent_differs", "take_unreadable"}


def sources():
    """What the page is made of, without its tests and without the types made of the API's document."""
    for path in sorted(PAGE.rglob("*.ts*")):
        if path.name != "schema.d.ts" and ".test." not in path.name and "testing" not in path.parts:
            yield path.read_text("utf-8")


def called():
    """The operations that the page calls: by the client, by an address, or behind an address that the API signs."""
    text = "\n".join(sources())
    named = set(ASKED.findall(text))
    addresses = tuple(ADDRESS.findall(ASKED.sub("", text)))
    for one in OPERATIONS:
        under = any(one.path == address or one.path.startswith(f"{address}/") for address in addresses)
        if (one.method, one.path) in named or under or one.access is Access.LINK:
            yield one


def met():
    """Each code that a person can meet on the page, with where."""
    found = {failure_code(LOST): "a dead job", "release_empty": "a dataset"}
    for work in Platform.works.kwargs.values():
        found |= dict.fromkeys(codes_of(work.cls.__call__), "a dead job")
    for operation in called():
        found |= dict.fromkeys(operation.codes, f"{operation.method} {operation.path}")
    return found


MET = met()


def test_the_calls_of_the_page_are_found():
    paths = {(one.method, one.path) for one in called()}
    assert {
        ("POST", "/api/v1/recordings"),
        ("PATCH", "/api/v1/uploads/{upload_id}"),
        ("POST", "/api/v1/auth/refresh"),
        ("GET", "/api/v1/admin/jobs"),
        ("GET", "/api/v1/chunks/{chunk_id}/audio"),
    } <= paths
    assert len(paths) < len(OPERATIONS)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_refusal_has_words(language):
    words = CATALOGUES[language]
    lacking = {code: where for code, where in sorted(MET.items()) if not words.get(f"refusal.{code}", "").strip()}
    assert lacking == {}, (
        f"The page may show these refusals: put 'refusal.<code>' into page/src/words/{language}.json, "
        "a sentence that says what happened and what to do, in the reader's words."
    )


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_words_are_of_a_code_that_there_is_not(language):
    codes = {key.removeprefix("refusal.").removesuffix("_with") for key in CATALOGUES[language] if "refusal." in key}
    assert codes - DECLARED.keys() - MET.keys() == OWN, "take the words of a code that is no more out of the catalogues"


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_sentence_with_a_figure_has_it_from_the_problem(language):
    for key, text in CATALOGUES[language].items():
        if key.startswith("refusal.") and key.endswith("_with"):
            error = DECLARED[key.removeprefix("refusal.").removesuffix("_with")]
            carried = {"limit" if name.startswith("most") else "least" for name in error.figures}
            carried |= {"wait"} if issubclass(error.kind, UsedUp) else set()
            asked = set(re.findall(r"\{(\w+)\}", text))
            assert asked <= carried, f"{key} asks for {asked - carried}: declare the figure beside the code"
