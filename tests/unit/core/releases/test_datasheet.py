"""The datasheet: says what its collections say of themselves, and promises nothing that is not there."""

import re
from collections import Counter

from shrutik_core.collections.collection import ConsentText
from shrutik_core.releases.datasheet import datasheet
from shrutik_core.releases.totals import ReleaseTotals
from shrutik_core.testing.builders import a_collection, a_release

TOTALS = ReleaseTotals(
    clips=2,
    seconds=7.2,
    confidence=1.8,
    licences=Counter({"CC0-1.0": 2}),
    splits=Counter({"train": 2}),
    speakers={"s1": {"age": "twenties"}},
)


def lines(*collections):
    return list(datasheet(a_release(), TOTALS, collections))


def test_it_opens_with_counts_and_licence():
    assert lines()[2] == "2 clips, 0.00 hours, 1 speaker. Licence: CC0-1.0."


def test_a_collection_of_synthetic_voices_is_told_as_such():
    collection = a_collection(1, slug="en-read", name="English, read by a speech synthesiser")
    assert any(line.startswith("**English, read by a speech synthesiser** (`en-read`, ") for line in lines(collection))


def test_every_line_of_a_consent_is_quoted():
    consent = ConsentText("2026-11", "I agree.\n\n# I may change my mind.")
    told = lines(a_collection(1, consent=consent))
    place = told.index("What speakers agree to, version 2026-11:")
    assert told[place + 1 : place + 5] == ["", "> I agree.", ">", "> # I may change my mind."]


def test_collections_stand_in_order_of_their_slugs_whatever_order_they_come_in():
    one, two = a_collection(1, slug="aa"), a_collection(2, slug="bb")
    assert lines(one, two) == lines(two, one)


def test_it_tells_how_the_texts_were_made():
    told = "\n".join(lines(a_collection()))
    assert "## What the collections say of themselves" in told.splitlines()
    assert "Transcribers typed what they heard in a clip without seeing each other's text" in told


def test_it_names_no_file_but_the_manifest_and_promises_no_withdrawals():
    told = "\n".join(lines(a_collection()))
    assert set(re.findall(r"`([\w-]+\.\w+)`", told)) == {"manifest.jsonl"}
    assert "withdraw" not in told
    assert "take a voice back" not in told
