"""Where a release came from, as in-toto and SLSA say it."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.provenance import ROOT_DIGEST, Provenance
from shrutik_core.shared.errors import Invalid

DIGESTS = {name: f"{number}f" * 32 for number, name in enumerate(["root", "checksums", "selection", "ledger"])}
MADE = Provenance("bn-read", 2, **DIGESTS, predecessor="ee" * 32, software={"shrutik": "1.0", "libsndfile": "1.2.2"})


def test_a_statement_names_what_was_made_and_from_what():
    assert json.loads(MADE.text) == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": "bn-read-v2", "digest": {"rfc6962-sha256": DIGESTS["root"]}},
            {"name": "SHA256SUMS", "digest": {"sha256": DIGESTS["checksums"]}},
        ],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:shrutik:release:1",
                "externalParameters": {"series": "bn-read", "version": 2},
                "resolvedDependencies": [
                    {"name": "selection", "digest": {"sha256": DIGESTS["selection"]}},
                    {"name": "splits.jsonl", "digest": {"sha256": DIGESTS["ledger"]}},
                    {"name": "predecessor", "digest": {ROOT_DIGEST: "ee" * 32}},
                ],
            },
            "runDetails": {"builder": {"id": "urn:shrutik:builder:1", "version": dict(MADE.software)}},
        },
    }


def test_a_first_version_has_no_predecessor():
    materials = json.loads(attrs.evolve(MADE, version=1, predecessor="").text)["predicate"]["buildDefinition"]
    assert [one["name"] for one in materials["resolvedDependencies"]] == ["selection", "splits.jsonl"]


@given(st.permutations(list(MADE.software.items())))
def test_the_same_release_has_the_same_statement(software):
    assert attrs.evolve(MADE, software=dict(software)).text == MADE.text
    assert "\n" not in MADE.text


@pytest.mark.parametrize("name", [*DIGESTS, "predecessor"])
@pytest.mark.parametrize("digest", ["f" * 63, "F" * 64, "x"])
def test_a_digest_has_one_form(name, digest):
    with pytest.raises(Invalid) as caught:
        attrs.evolve(MADE, **{name: digest})
    assert caught.value.code == "provenance_invalid"


@pytest.mark.parametrize("changes", [{"version": 0}, {"software": {}}, {"root": ""}])
def test_a_release_was_made_by_something(changes):
    with pytest.raises(Invalid) as caught:
        attrs.evolve(MADE, **changes)
    assert caught.value.code == "provenance_invalid"
