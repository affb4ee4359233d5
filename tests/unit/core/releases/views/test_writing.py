"""Many views in one pass: packed without a date, pieces put together, clips in order."""

import pytest
from hypothesis import given

from manifest_clips import a_clip
from shrutik_core.releases.views.catalogue import TEXT_VIEWS
from shrutik_core.releases.views.csv import CSV
from shrutik_core.releases.views.jsonl import JSONL
from shrutik_core.releases.views.lhotse import LHOTSE
from shrutik_core.releases.views.nemo import NEMO
from shrutik_core.releases.views.sorting import SortingInMemory
from shrutik_core.releases.views.view import ReleaseAbout
from shrutik_core.releases.views.writing import write_views
from shrutik_core.shared.errors import Invalid
from views_scene import SOME, MemoryFile, MemorySink, release, releases


@SOME
@given(releases())
def test_views_written_together_are_what_they_are_alone(made):
    views = [make(SortingInMemory) for make in TEXT_VIEWS.values()]
    together = MemorySink()
    write_views(iter(made.clips), views, made.about, together)
    alone = MemorySink()
    for view in views:
        write_views(made.clips, [view], made.about, alone)
    assert {name: file.data for name, file in together.files.items()} == {
        name: file.data for name, file in alone.files.items()
    }
    assert {name.split("/")[1] for name in together.files} >= set(TEXT_VIEWS) - {"audiofolder"}


def test_a_packed_file_bears_no_date_and_no_name():
    sink = MemorySink()
    made = release([a_clip()])
    write_views(made.clips, [LHOTSE], made.about, sink)
    packed = sink.files["views/lhotse/cuts_train.jsonl.gz"].data
    assert packed[:8] == b"\x1f\x8b\x08\x00" + bytes(4)


def test_small_pieces_are_written_as_one(monkeypatch):
    sizes = []
    write = MemoryFile.write
    monkeypatch.setattr(MemoryFile, "write", lambda file, data: (sizes.append(len(data)), write(file, data)))
    made = release([a_clip(clip=f"{n:032x}") for n in range(600)], per_shard=600)
    write_views(made.clips, [CSV], made.about, MemorySink())
    assert len(sizes) == 601 // 256 + 1
    assert sum(sizes) == len(made.written(CSV).files["metadata.csv"])


@pytest.mark.parametrize("view", [LHOTSE, NEMO], ids=lambda view: view.name)
def test_clips_out_of_order_are_refused(view):
    shards = {"train": ("train-00000", "train-00001"), "dev": (), "test": ()}
    clips = [a_clip(clip=f"{n:032x}", shard=f"train-0000{n % 2}") for n in range(3)]
    with pytest.raises(Invalid, match="sort the manifest") as error:
        write_views(clips, [view], ReleaseAbout("x-v1", shards), MemorySink())
    assert error.value.code == "clip_out_of_order"


def test_a_release_too_small_to_be_split_has_files_of_one_split():
    sink = MemorySink()
    write_views([a_clip(split="all", shard="all-00000")], [JSONL], ReleaseAbout("x-v1", {"all": ("all-00000",)}), sink)
    assert list(sink.files) == ["views/jsonl/all.jsonl"]


def test_clips_that_lie_elsewhere_are_named_there():
    about = ReleaseAbout("x-v1", {"train": ("train-00000",)}, clips="clips", shards_folder="tars")
    sink = MemorySink()
    write_views([a_clip()], [JSONL, LHOTSE], about, sink)
    assert b'"audio":"clips/train/' in sink.files["views/jsonl/train.jsonl"].data
    assert b'"tars/train-00000.tar"' in sink.files["views/lhotse/shar_index.json"].data
