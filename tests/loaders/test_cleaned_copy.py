"""What reads a release reads a copy from which clips were taken out since: silence in their places, and no text."""

import json
import shutil
from datetime import UTC, datetime

import pandas as pd
import pyarrow.parquet as pq
import pytest
import soundfile

from release_folder_scene import samples
from sealed_folders import SIGNER, SealedFolders, write_feed_file
from shrutik_bootstrap.copies import apply_withdrawals
from shrutik_datasets.opening import open_release

TEXT_VIEWS = ("csv", "jsonl", "kaldi", "lhotse", "webdataset", "parquet", "nemo", "common_voice", "ljspeech")


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory):
    """A copy as it was released, the same without two clips, and what these two are called."""
    scene, place = SealedFolders(40, 1), tmp_path_factory.mktemp("cleaned")
    scene.lay_out(place / "whole", views=TEXT_VIEWS)
    gone = [scene.clip_of(100), scene.clip_of(700)]
    shutil.copytree(place / "whole", place / "copy")
    feed = write_feed_file(place / "feed", gone, now=datetime.now(UTC))
    assert apply_withdrawals(place / "copy", str(feed), SIGNER.key.text).new == 2
    return place / "whole", place / "copy", set(gone)


def shards(folder):
    return sorted(path.name.removesuffix(".tar") for path in (folder / "shards").iterdir())


def test_webdataset_gets_over_them(cleaned):
    webdataset = pytest.importorskip("webdataset", reason="webdataset is not installed here; nox -s loaders brings it")
    whole, copy, gone = cleaned

    def read(folder):
        urls = [str(folder / f"shards/{shard}.tar") for shard in shards(folder)]
        return {one["__key__"]: one["flac"] for one in webdataset.WebDataset(urls, shardshuffle=False)}

    before, after = read(whole), read(copy)
    assert before.keys() == after.keys()
    assert {clip for clip in after if not samples(after[clip], soundfile).any()} == gone
    assert {clip for clip in after if after[clip] != before[clip]} == gone


def test_lhotse_gets_over_them(cleaned):
    lhotse = pytest.importorskip("lhotse", reason="lhotse is not installed here; nox -s loaders brings it, with torch")
    _, copy, gone = cleaned
    views, found = copy / "views/lhotse", {}
    for fields in json.loads((views / "shar_index.json").read_text("utf-8")).values():
        paths = {name: [str(views / one) for one in those] for name, those in fields.items()}
        found |= {cut.id: cut for cut in lhotse.CutSet.from_shar(fields=paths)}
    assert len(found) == 40
    assert {clip for clip, cut in found.items() if not cut.supervisions} == gone
    assert {clip for clip, cut in found.items() if not cut.load_audio().any()} == gone
    cuts = [
        cut.id
        for split in ("train", "dev", "test")
        for cut in lhotse.CutSet.from_file(views / f"cuts_{split}.jsonl.gz")
    ]
    assert set(found) - set(cuts) == gone


def test_tables_get_over_them(cleaned):
    _, copy, gone = cleaned
    rows = [row for path in (copy / "views/parquet").iterdir() for row in pq.read_table(path).to_pylist()]
    assert len(rows) == 40
    assert {row["clip"] for row in rows if row["withdrawn"]} == gone
    assert {row["clip"] for row in rows if row["text"] is None} == gone
    clips = pd.read_csv(copy / "views/csv/metadata.csv")
    assert set(clips[clips.withdrawn]["clip"]) == gone
    assert set(clips[clips.text.isna()]["clip"]) == gone


def test_kaldi_and_its_like_name_them_no_more(cleaned):
    whole, copy, gone = cleaned
    for name in ("kaldi", "nemo", "common_voice", "ljspeech"):
        for path in (copy / "views" / name).rglob("*"):
            told = path.read_text("utf-8") if path.is_file() else ""
            assert not [clip for clip in gone if clip in told], path
    assert len((whole / "views/kaldi/train/text").read_text("utf-8")) > len(
        (copy / "views/kaldi/train/text").read_text("utf-8")
    )


def test_our_own_reader_passes_over_them(cleaned):
    release = open_release(cleaned[1])
    assert not {clip.line.clip for clip in release} & cleaned[2]
    assert release.blank == 2
