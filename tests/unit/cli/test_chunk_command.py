"""`shrutik chunk` from files to clips and manifest; what is bad is one line, and nothing is half-written."""

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
import typer
from typer.testing import CliRunner

from audio_files import by_ffmpeg, by_sndfile, sound
from shrutik_cli.chunk_folder import recording_name
from shrutik_cli.commands.chunk import chunk

APP = typer.Typer(add_completion=False)
APP.command()(chunk)


@pytest.fixture
def wav(tmp_path):
    path = tmp_path / "আমার গান.wav"
    path.write_bytes(by_sndfile(sound(12.0, channels=2)))
    return path


def run(*arguments):
    return CliRunner().invoke(APP, [str(argument) for argument in arguments])


def rows_of(manifest):
    return [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]


def test_clips_tile_the_recording_and_the_manifest_says_so(wav, tmp_path):
    out = tmp_path / "out"
    result = run(wav, "--out", out, "--jobs", 1)
    assert result.exit_code == 0, result.output
    rows = rows_of(out / "chunks.jsonl")
    wanted = {
        "recording", "index", "start", "end", "start_sample", "end_sample", "path", "sha256", "silent", "quality",
    }  # fmt: skip
    assert all(wanted <= set(row) for row in rows)
    assert rows[0]["start_sample"] == 0
    assert rows[-1]["end_sample"] == 12 * 16_000
    assert [row["start_sample"] for row in rows[1:]] == [row["end_sample"] for row in rows[:-1]]
    assert all(1 <= row["end"] - row["start"] <= 10 for row in rows if not row["silent"])
    parts = []
    for row in rows:
        data = (out / row["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        parts.append(soundfile.read(out / row["path"], dtype="int16", always_2d=True)[0])
    assert np.array_equal(np.concatenate(parts), soundfile.read(wav, dtype="int16", always_2d=True)[0])
    assert {path.name for path in out.iterdir()} == {"chunks.jsonl", rows[0]["recording"]}


def test_bad_files_are_one_line_each_and_the_others_are_done(wav, tmp_path):
    text, empty, gone = tmp_path / "text.wav", tmp_path / "empty.wav", tmp_path / "gone.wav"
    text.write_text("no sound")
    empty.write_bytes(b"")
    out = tmp_path / "out"
    result = run(text, wav, empty, gone, tmp_path, "--out", out, "--jobs", 1)
    assert result.exit_code == 1
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 4
    assert all(line.startswith("shrutik chunk: ") for line in lines)
    assert ["unsupported_media" in lines[0], "empty" in lines[1], "No such file" in lines[2]] == [True] * 3
    assert len({row["recording"] for row in rows_of(out / "chunks.jsonl")}) == 1
    assert len(list(out.iterdir())) == 2


def test_json_tells_what_was_done(wav, tmp_path):
    bad = tmp_path / "bad.flac"
    bad.write_bytes(b"fLaC")
    result = run(wav, bad, "--out", tmp_path / "out", "--json", "--jobs", 1)
    said = json.loads(result.stdout)
    assert result.exit_code == 1
    assert said["recordings"][0]["duration"] == 12.0
    assert said["recordings"][0]["verdict"] in {"accept", "warn", "refuse"}
    assert said["errors"] == [{"source": str(bad), "code": "damaged", "detail": said["errors"][0]["detail"]}]


def test_limits_are_the_users(wav, tmp_path):
    result = run(wav, "--out", tmp_path / "out", "--min", 2, "--max", 6, "--target", 4, "--jobs", 1)
    assert result.exit_code == 0, result.output
    lengths = [row["end"] - row["start"] for row in rows_of(tmp_path / "out" / "chunks.jsonl") if not row["silent"]]
    assert 2 <= min(lengths) <= max(lengths) <= 6


@pytest.mark.parametrize("wrong", [("--min", 8, "--max", 10), ("--target", 50), ("--max", -1)])
def test_limits_that_cannot_be_are_one_line(wav, tmp_path, wrong):
    result = run(wav, "--out", tmp_path / "out", *wrong)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert wrong[-2] in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_second_run_takes_the_place_of_the_first(wav, tmp_path):
    out = tmp_path / "out"
    for _ in range(2):
        assert run(wav, "--out", out, "--jobs", 1).exit_code == 0
    rows = rows_of(out / "chunks.jsonl")
    assert len(list((out / rows[0]["recording"]).iterdir())) == len(rows)


def test_what_is_not_ours_is_left_alone(wav, tmp_path):
    precious = tmp_path / "out" / recording_name(wav, set()) / "diary.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("mine")
    result = run(wav, "--out", tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 1
    assert "folder_taken" in result.stderr
    assert precious.read_text() == "mine"


def test_a_manifest_elsewhere_names_whole_paths(wav, tmp_path):
    manifest = tmp_path / "lists" / "m.jsonl"
    assert run(wav, "--out", tmp_path / "out", "--manifest", manifest, "--jobs", 1).exit_code == 0
    assert all(Path(row["path"]).is_absolute() and Path(row["path"]).is_file() for row in rows_of(manifest))


def test_a_picture_is_drawn(wav, tmp_path):
    pytest.importorskip("matplotlib", reason="the extra 'plot' is not installed")
    picture = tmp_path / "plan.png"
    assert run(wav, "--out", tmp_path / "out", "--plot", picture, "--jobs", 1).exit_code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_several_files_side_by_side(tmp_path):
    files = [tmp_path / "a.wav", tmp_path / "b.webm", tmp_path / "sub" / "a.wav"]
    files[2].parent.mkdir()
    files[0].write_bytes(by_sndfile(sound(8.0)))
    files[1].write_bytes(by_ffmpeg(sound(8.0, 48_000)))
    files[2].write_bytes(by_sndfile(sound(9.0)))
    result = run(*files, "--out", tmp_path / "out", "--jobs", 2)
    assert result.exit_code == 0, result.output
    names = [row["recording"] for row in rows_of(tmp_path / "out" / "chunks.jsonl")]
    assert sorted(set(names), key=names.index) == ["a", "b", "a-2"]


def test_advice_is_in_the_language_asked_for(tmp_path):
    quiet = tmp_path / "quiet.wav"
    quiet.write_bytes(by_sndfile(sound(8.0) * 0.01))
    result = run(quiet, "--out", tmp_path / "out", "--locale", "bn", "--jobs", 1)
    assert "মাইক্রোফোনের কাছে" in result.stdout


@pytest.mark.parametrize(
    ("name", "expected"),
    [("../../etc.wav", "etc"), ("a b.wav", "a_b"), (".hidden", "hidden"), ("…", "recording"), ("গান.mp3", "গান")],
)
def test_names_are_safe(name, expected):
    assert recording_name(Path(name), set()) == expected


def test_names_are_not_taken_twice():
    taken = set()
    assert [recording_name(Path(name), taken) for name in ("x.wav", "X.flac", "x.mp3")] == ["x", "X-2", "x-3"]


def test_a_pipe_is_refused_and_not_waited_for(wav, tmp_path):
    pipe = tmp_path / "pipe.wav"
    os.mkfifo(pipe)
    result = run(pipe, Path(os.devnull), wav, "--out", tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 1
    assert result.stderr.count("(no_file)") == 2
    assert len(rows_of(tmp_path / "out" / "chunks.jsonl")) > 0


@pytest.mark.parametrize("wrong", [("--target", "nan"), ("--target", 0), ("--min", "nan"), ("--max-hours", "nan")])
def test_what_is_no_length_is_named_by_its_option(wav, tmp_path, wrong):
    result = run(wav, "--out", tmp_path / "out", *wrong)
    assert result.exit_code == 2
    assert wrong[0].removeprefix("--") in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_manifest_that_is_a_folder_is_seen_before_any_work(wav, tmp_path):
    result = run(wav, "--out", tmp_path / "out", "--manifest", tmp_path, "--jobs", 1)
    assert result.exit_code == 2
    assert list((tmp_path / "out").iterdir()) == []
