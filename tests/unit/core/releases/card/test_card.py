"""What a release says of itself to hubs and registries: from the data, and nothing that is not known."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifest_clips import CLIP, TRAITS, a_clip, clips
from shrutik_core.releases.card.columns import COLUMNS, RecordFiles
from shrutik_core.releases.card.croissant import croissant
from shrutik_core.releases.card.datacite import datacite
from shrutik_core.releases.card.hub import HUB_LICENCES, size_category
from shrutik_core.releases.card.readme import readme
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.stats.release_count import count
from shrutik_core.shared.errors import Invalid

MADE = datetime(2026, 12, 1, tzinfo=UTC)
BARE = SheetAbout("bn-read-v2", "bn-read", 2, MADE)
FULL = SheetAbout(
    "bn-read-v2",
    "bn-read",
    2,
    MADE,
    "bn-read-v1",
    ("Clips of 1 to 20 seconds.",),
    software={"shrutik": "1.0"},
    feed="https://voices.example.org/feed",
    public_key="RWQf6LRCGA9i",
    creators=("Voices of Bengal",),
    publisher="Voices",
    address="https://voices.example.org/bn-read-v2",
    doi="10.1234/voices",
)


def stats(*lines):
    return count(lines or [CLIP]).stats()


def card(found, about=BARE, views=("jsonl",)):
    return "\n".join(readme(found, about, views))


@given(st.lists(clips() | clips(withdrawn=True), min_size=1, max_size=5), st.sampled_from([BARE, FULL]))
def test_whatever_a_release_holds_all_three_are_written_whole(lines, about):
    found = stats(*lines)
    for records in RecordFiles:
        fields = json.loads(croissant(found, about, records))["recordSet"][0]["field"]
        assert [field["name"] for field in fields] == ["audio", *(name for name, _, _ in COLUMNS)]
    assert json.loads(datacite(found, about))["publicationYear"] == "2026"
    assert all("\n" not in line for line in readme(found, about, ()))


def test_the_head_of_the_card_says_what_the_hub_files_it_by():
    lines = card(stats(CLIP, a_clip(split="dev", licence="CC-BY-4.0", language="bn-IN"))).split("\n")
    head = lines[1 : lines.index("---", 1)]
    assert head == [
        'pretty_name: "bn-read-v2"',
        "language:",
        '- "bn"',
        "license:",
        '- "cc-by-4.0"',
        '- "cc0-1.0"',
        "task_categories:",
        '- "automatic-speech-recognition"',
        "annotations_creators:",
        '- "crowdsourced"',
        "size_categories:",
        '- "n<1K"',
        "tags:",
        '- "audio"',
        '- "speech"',
        '- "shrutik"',
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: dev",
        '    path: "views/jsonl/dev.jsonl"',
        "  - split: train",
        '    path: "views/jsonl/train.jsonl"',
    ]


def test_the_head_names_tables_that_lie_in_the_release():
    assert 'path: "views/parquet/train.parquet"' in card(stats(), views=["csv", "jsonl", "parquet"])
    assert "configs:" not in card(stats(), views=["csv"])


def test_the_card_lists_what_lies_in_the_release():
    bare, full = card(stats(), views=()), card(stats(), FULL)
    for name in ("`views/`", "`delta-from-v*.jsonl.zst`", "`LICENSES/`", "`CONSENT/`"):
        assert name not in bare
    assert "`views/`" in full
    assert "`delta-from-v*.jsonl.zst`" in full


def test_without_files_that_a_reader_takes_a_croissant_has_no_records():
    found = json.loads(croissant(stats(), FULL, None))
    assert "recordSet" not in found
    assert [one["includes"] for one in found["distribution"]] == ["shards/*.tar", "manifest/*.jsonl.zst"]


def test_a_licence_that_the_hub_does_not_know_is_named():
    text = card(stats(a_clip(licence="GFDL-1.3-only")))
    assert '- "other"\nlicense_name: "gfdl-1.3-only"\nlicense_link: "LICENSES/GFDL-1.3-only.txt"' in text
    assert HUB_LICENCES["ODbL-1.0"] == "odbl"


@pytest.mark.parametrize(
    ("clips", "size"), [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (999_999, "100K<n<1M"), (1_000_000, "1M<n<10M")]
)
def test_sizes_are_those_of_the_hub(clips, size):
    assert size_category(clips) == size


def test_the_card_says_what_is_known_and_no_more():
    text, bare = card(stats(), FULL), card(stats())
    for said in (
        "minisign -Vm SHA256SUMS -P RWQf6LRCGA9i",
        "<https://voices.example.org/feed>",
        "Voices of Bengal (2026): bn-read-v2. https://doi.org/10.1234/voices",
    ):
        assert said in text
    assert not {"## Cite it", "minisign -Vm", "withdrawal feed"} & set(bare.split("\n"))
    assert "Audio(decode=False)" in text
    assert "No speaker is in two splits." not in text
    assert "No speaker is in two splits." in card(stats(CLIP, a_clip(split="dev", speaker="b" * 32)))


def test_snippets_are_programs():
    blocks = card(stats()).split("```python\n")[1:]
    assert len(blocks) == 2
    for block in blocks:
        compile(block.partition("```")[0], "snippet", "exec")


def test_responsible_fields_come_from_the_data():
    found = json.loads(croissant(stats(CLIP, a_clip(prompt=None)), FULL, RecordFiles.PARQUET))
    assert found["rai:dataCollection"] == "1 speaker recorded 1 clip of free speech and 1 clip of read speech."
    assert found["rai:dataCollectionTimeframe"] == ["2026-01-05", "2026-01-05"]
    assert found["rai:dataAnnotationProtocol"] == ["Texts settled by consensus: 2 clips (100 %)."]
    assert found["rai:annotationsPerItem"] == "2.00 votes on average, 2 to 2."
    assert found["rai:personalSensitiveInformation"] == [
        "Voice",
        "Accent, self-declared",
        "Age, self-declared",
        "Gender, self-declared",
    ]
    assert "One speaker has 100 % of all hours." in found["rai:dataBiases"]
    assert found["rai:machineAnnotationTools"] == ["shrutik 1.0"]
    assert "https://voices.example.org/feed" in found["rai:dataReleaseMaintenancePlan"]
    silent = a_clip(traits=dict.fromkeys(TRAITS), flags=("synthetic",), votes=(), expected_wer=None)
    bare = json.loads(croissant(stats(silent), BARE, RecordFiles.JSONL))
    absent = {"rai:personalSensitiveInformation", "rai:dataReleaseMaintenancePlan", "rai:dataAnnotationAnalysis", "url"}
    assert not absent & set(bare)


def test_a_registry_is_told_whom_to_cite_and_the_terms():
    found = json.loads(datacite(stats(), FULL))
    assert found["creators"] == [{"name": "Voices of Bengal"}]
    assert found["rightsList"][0]["rightsIdentifier"] == "CC0-1.0"
    assert (found["doi"], found["language"], found["version"]) == ("10.1234/voices", "bn", "2")
    assert json.loads(datacite(stats(), BARE))["creators"] == [{"name": ":unav"}]


def test_a_registry_wants_a_year():
    with pytest.raises(Invalid, match="year"):
        datacite(stats(), SheetAbout("bn-read-v2", "bn-read", 2))
