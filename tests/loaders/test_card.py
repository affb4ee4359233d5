"""What a release says of itself, read by mlcroissant, DataCite's schema and a reader of YAML; its snippets are run."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from shrutik_core.releases.card.columns import COLUMNS, RecordFiles
from shrutik_core.releases.card.croissant import croissant
from shrutik_core.releases.card.datacite import datacite
from shrutik_core.releases.card.readme import readme
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.stats.release_count import count

WHY = "nox -s loaders brings it"
ABOUT = SheetAbout(
    "bn-read-v2",
    "bn-read",
    2,
    datetime(2026, 12, 1, tzinfo=UTC),
    creators=("Voices",),
    publisher="Voices",
    address="https://voices.example.org/bn-read-v2",
    feed="https://voices.example.org/feed",
    software={"shrutik": "1.0"},
)


@pytest.mark.parametrize("records", RecordFiles)
def test_mlcroissant_finds_no_fault_and_reads_records(records, made, folder, exported):
    mlcroissant = pytest.importorskip("mlcroissant", reason=WHY)
    where = exported("huggingface") if records is RecordFiles.PARQUET else folder
    clips = made.release.kept if records is RecordFiles.PARQUET else made.release.clips
    file = where / "croissant.json"
    file.write_text(croissant(count(made.release.clips).stats(), ABOUT, records), "utf-8")
    found = mlcroissant.Dataset(jsonld=file)
    assert not found.metadata.ctx.issues.errors
    assert not found.metadata.ctx.issues.warnings
    assert found.metadata.ctx.conforms_to.value == "http://mlcommons.org/croissant/1.1"
    assert found.metadata.data_limitations
    rows = {row["clips/clip"].decode(): row for row in found.records("clips")}
    assert set(rows) == {clip.clip for clip in clips}
    for clip in made.release.kept:
        row = rows[clip.clip]
        assert set(row) == {"clips/audio", *(f"clips/{name}" for name, _, _ in COLUMNS)}
        assert row["clips/text"].decode() == clip.text
        assert row["clips/num_samples"] == clip.num_samples
        if records is RecordFiles.PARQUET:
            assert row["clips/audio"]["bytes"] == made.sounds[clip.clip]


def test_mlcroissant_takes_one_without_records(made, folder):
    mlcroissant = pytest.importorskip("mlcroissant", reason=WHY)
    file = folder / "croissant.json"
    file.write_text(croissant(count(made.release.clips).stats(), ABOUT, None), "utf-8")
    found = mlcroissant.Dataset(jsonld=file)
    assert not found.metadata.ctx.issues.errors
    assert not found.metadata.ctx.issues.warnings


def test_datacites_schema_finds_no_fault(made):
    schema = pytest.importorskip("datacite.schema45", reason=WHY)
    found = json.loads(datacite(count(made.release.clips).stats(), ABOUT))
    assert not list(schema.validator.iter_errors(found))


def test_the_hubs_head_is_yaml(made):
    yaml = pytest.importorskip("yaml", reason=WHY)
    text = "\n".join(readme(count(made.release.clips).stats(), ABOUT, ["jsonl"]))
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["license"] == ["cc0-1.0"]
    assert [one["split"] for one in head["configs"][0]["data_files"]] == ["dev", "test", "train"]


@pytest.mark.parametrize("snippet", [0, 1])
def test_the_cards_snippets_read_a_split(snippet, made, folder, exported, tmp_path):
    pytest.importorskip("datasets", reason=WHY)
    text = "\n".join(readme(count(made.release.clips).stats(), ABOUT, ["jsonl"]))
    program = text.split("```python\n")[snippet + 1].partition("```")[0]
    where = folder if snippet else exported("huggingface")
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=where,
        env={"HF_HOME": str(tmp_path), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kept = [clip for clip in made.release.kept if clip.split == "train"]
    said = [clip.text for clip in kept] if not snippet else [clip.clip for clip in kept if clip.shard == "train-00000"]
    assert all(one in done.stdout for one in said)
