"""Releases in a bucket: exported into it as they were released and as one tool reads them, and read from it."""

import contextlib
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from releases_scene import content, one_settled, release
from sealed_folders import SealedFolders
from servers.seaweed import BUCKET, SECRET, USER
from shrutik_bootstrap.copies import open_copy
from shrutik_cli.app import app
from shrutik_cli.release_folder import lay_out, placed
from shrutik_core.releases.views.writing import write_file
from shrutik_core.shared.errors import Conflict, Invalid


def call(*arguments):
    return CliRunner().invoke(app, ["release", *map(str, arguments)])


def kept(server, prefix):
    """What lies below a prefix, by the rest of its key."""
    with contextlib.closing(server.client()) as client:
        listed = client.list_objects_v2(Bucket=BUCKET, Prefix=f"{prefix}/").get("Contents", [])
        return {
            one["Key"].removeprefix(f"{prefix}/"): client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read()
            for one in listed
        }


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("released") / "bn-read-v1"
    SealedFolders(3, 2).lay_out(place, views=("jsonl",))
    return place


@pytest.fixture(scope="module")
def sent(server, folder):
    """A prefix below which the release lies."""
    with contextlib.closing(server.client()) as client:
        for path in folder.rglob("*"):
            if path.is_file():
                client.put_object(
                    Bucket=BUCKET, Key=f"sent/{path.relative_to(folder).as_posix()}", Body=path.read_bytes()
                )
    return "sent"


def test_a_release_goes_into_a_bucket_as_it_was_released(server):
    scene = one_settled()
    made = release(scene)
    with placed(server.url("asis")) as sink:
        lay_out(scene.platform.read_releases(), scene.admin, made, sink)
    assert kept(server, "asis") == {file.name: content(scene, made, file.name) for file in made.files}


def test_an_export_goes_into_a_bucket_and_no_secret_is_shown(server, folder, tmp_path):
    out = server.url("csv")
    result = call("export", folder, "--layout", "csv", "--out", out)
    assert result.exit_code == 0, result.output
    assert SECRET not in result.output
    assert "secret" not in result.output
    assert call("export", folder, "--layout", "csv", "--out", tmp_path / "csv").exit_code == 0
    local = tmp_path / "csv"
    assert kept(server, "csv") == {
        path.relative_to(local).as_posix(): path.read_bytes() for path in local.rglob("*") if path.is_file()
    }
    again = call("export", folder, "--layout", "csv", "--out", out)
    assert isinstance(again.exception, Conflict)
    assert again.exception.code == "folder_taken"


def broken_off(out):
    with placed(out) as sink:
        write_file(sink, "whole", [b"x"])
        sink.create("half").write(b"y")
        raise RuntimeError


def test_nothing_is_left_of_an_export_that_is_broken_off(server):
    with pytest.raises(RuntimeError):
        broken_off(server.url("half"))
    assert kept(server, "half") == {}


def test_an_archive_is_not_written_into_a_bucket(server):
    with pytest.raises(Invalid) as caught, placed(server.url("bn.tar.zst")):
        pass
    assert caught.value.code == "archive_elsewhere"


def test_a_release_is_read_from_a_bucket(server, folder, sent):
    there, here = open_copy(server.url(sent)), open_copy(str(folder))
    read = [(clip.line, clip.samples.tobytes()) for clip in there]
    assert read == [(clip.line, clip.samples.tobytes()) for clip in here]
    assert there.read(read[-1][0]).samples.tobytes() == read[-1][1]
    assert len(read) == 6


def test_the_lines_that_are_printed_read_it_with_a_key_of_the_environment(server, sent):
    result = call("open", server.url(sent))
    assert result.exit_code == 0, result.output
    assert USER + ":" not in result.output
    code = result.stdout[result.stdout.index("from ") :]
    keys = {"AWS_ACCESS_KEY_ID": USER, "AWS_SECRET_ACCESS_KEY": SECRET, "PYTHONPATH": ":".join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=keys, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert len([line for line in run.stdout.splitlines() if line.endswith("(1600,) 16000")]) == 6
