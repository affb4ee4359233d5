"""CSV: one table of everything."""

import csv
import io

from hypothesis import given

from manifest_clips import CLIP, a_clip
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.views.csv import COLUMNS, CSV
from shrutik_core.shared.spreadsheet_cells import unguard
from views_scene import SOME, release, releases


def rows(made):
    return list(csv.DictReader(io.StringIO(made.written(CSV).text("metadata.csv"), newline="")))


def test_a_clip_is_a_line_under_the_header():
    header, line = release([CLIP]).written(CSV).lines("metadata.csv")
    assert header == ",".join(COLUMNS)
    clip, path = "7f0c" * 8, f"../../clips/train/{'7f0c' * 8}.flac"
    assert line == (
        f"{path},আমি গান গাই,আমি গান গাই,আমি বাংলায় গান গাই,train,{clip},{'a1b2' * 8},{'91aa' * 8},3,200000,260000,60000,"
        "16000,3.75,bn,bn-read,CC0-1.0,1,2026-01-05,twenties,female,,Dhaka,,,0.93,0.021,consensus,network-vote/3,2,"
        "-22.0,-3.0,0.0,31.5,0.0,7900.0,0.8,0.3,0.2,0.0,-120.0,0,,bn-read-v1,train-00000,512,48000,"
        f"{'ab' * 32},false"
    )
    assert len(set(COLUMNS)) == len(COLUMNS)


@SOME
@given(releases())
def test_every_text_comes_back(made):
    found = rows(made)
    assert [row["clip"] for row in found] == [clip.clip for clip in made.clips]
    for row, clip in zip(found, made.clips, strict=True):
        for name in ("text", "text_normalised", "prompt"):
            assert unguard(row[name]) == (getattr(clip, name) or "")
        for name, value in clip.traits.items():
            assert unguard(row[name]) == (value or "")
        assert float(row["duration_s"]) == clip.duration_s
        assert int(row["votes"]) == len(clip.votes)
        assert row["withdrawn"] == str(clip.withdrawn).lower()


@SOME
@given(releases())
def test_no_cell_is_a_formula(made):
    for row in rows(made):
        figures = {name: row.pop(name) for name in FIGURES}
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values())
        assert all(float(figure) is not None for figure in figures.values() if figure)


def test_a_withdrawn_clip_keeps_its_line_without_a_word():
    (row,) = rows(release([a_clip(text="secret").without_voice()]))
    assert (row["text"], row["withdrawn"], row["snr_db"], row["age"]) == ("", "true", "", "")


def test_a_figure_that_a_line_was_written_without_is_nothing():
    old = {name: value for name, value in CLIP.quality.items() if name != "hum_hz"}
    (row,) = rows(release([a_clip(quality=old)]))
    assert (row["hum_hz"], row["snr_db"]) == ("", "31.5")
