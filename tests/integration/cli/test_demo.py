"""`shrutik demo` for real: told, gone on with, begun anew, served; and what it refuses."""

import json
import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from integration.cli.programs import Program, processes_of, refused, shrutik
from shrutik_cli.demo.loading_line import loading_line
from shrutik_cli.demo.material import samples
from shrutik_datasets.opening import open_release

pytestmark = pytest.mark.slow
# The story itself is told by the README's page, and on the newest Python by the session `compat`.


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def first(folder):
    result = shrutik("demo", "--data", folder, "--exit", "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.long
def test_the_whole_story_is_told(first, folder):
    assert first["recordings"] == len(samples())
    assert first["clips"] == first["accepted"] + first["in_review"] + first["rejected"]
    assert first["open"] == 0
    assert first["accepted"] > 0
    assert first["in_review"] > 0
    assert first["words_right"]["consensus"] > first["words_right"]["crowd"] > 0.75
    assert first["release"]["clips"] == first["accepted"]
    assert not processes_of(folder)


@pytest.mark.long
def test_the_dataset_lies_ready(first):
    check = shrutik("release", "verify", first["release"]["path"], "--json")
    assert check.returncode == 0
    assert json.loads(check.stdout)["sound"] is True


@pytest.mark.long
def test_every_split_has_clips_and_the_loading_line_reads_them(first):
    folder = first["release"]["path"]
    loaded = subprocess.run(loading_line(Path(folder)), shell=True, capture_output=True, text=True, check=True)
    lines = [re.fullmatch(r"(\w+) \((\d+),\) (\d+) (.+)", line).groups() for line in loaded.stdout.splitlines()]
    assert len(lines) == first["release"]["clips"]
    assert {split for split, *_ in lines} == {"train", "dev", "test"}
    assert all(clip.line.flags == ("synthetic",) for clip in open_release(folder))
    assert all(0 < int(samples) / int(rate) < 30 and text for _, samples, rate, text in lines)


@pytest.mark.long
def test_again_it_goes_on_with_what_is_there(first, folder):
    result = shrutik("demo", "--data", folder, "--exit")
    assert result.returncode == 0, result.stderr
    assert "transcriptions: 0\n" in result.stderr
    for name, value in (("recordings", first["recordings"]), ("clips", first["clips"])):
        assert any(line.split()[:2] == [name, str(value)] for line in result.stdout.splitlines())
    assert json.loads(shrutik("release", "list", "--data", folder, "--json").stdout)[0]["id"] == first["release"]["id"]
    assert len(json.loads(shrutik("release", "list", "--data", folder, "--json").stdout)) == 1


@pytest.mark.long
def test_own_audio_is_cut_and_left_open(first, folder, tmp_path):
    path = tmp_path / "my voice.ogg"
    path.write_bytes(samples()[0].sound())
    result = shrutik("demo", "--data", folder, "--exit", "--json", "--audio", path, "--language", "hi")
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    (own,) = told["own_recordings"]
    assert own["status"] == "chunked"
    assert own["chunks"] > 0
    assert told["transcriptions"] == first["transcriptions"]


@pytest.mark.long
def test_it_serves_and_the_login_that_it_prints_is_right(first, folder):
    program = Program("demo", "--data", folder, "--port", "0")
    try:
        email = program.wait_for("Log in as").split()[-1]
        password = program.wait_for("password").split()[-1]
        address = re.search(r"http://\S+?(?=[;\s])", program.wait_for("listens on"))[0]
        with urllib.request.urlopen(f"{address}/api/docs", timeout=30) as answer:
            assert answer.status == 200
        body = json.dumps({"email": email, "password": password}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{address}/api/v1/auth/login", body, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert json.load(answer)["token_type"] == "bearer"

        refused(shrutik("demo", "--data", folder, "--exit"), "data_folder_in_use")
        refused(shrutik("demo", "--data", folder, "--exit", "--reset"), "data_folder_in_use")
        listed = shrutik("release", "list", "--data", folder, "--json")
        assert json.loads(listed.stdout)[0]["id"] == first["release"]["id"]
    finally:
        code = program.end(signal.SIGINT)
    assert code == 0, program.lines
    assert not processes_of(folder)


@pytest.mark.long
def test_reset_begins_anew(first, folder):
    result = shrutik("demo", "--data", folder, "--exit", "--json", "--reset")
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["release"]["id"] != first["release"]["id"]
    assert told["own_recordings"] == []
    same = ("recordings", "clips", "transcriptions", "accepted", "in_review", "words_right")
    assert {name: told[name] for name in same} == {name: first[name] for name in same}


def test_interrupted_it_closes_its_house(tmp_path):
    program = Program("demo", "--data", tmp_path / "data", "--exit")
    program.wait_for("Data folder")
    assert program.end(signal.SIGINT) == 130
    assert not processes_of(tmp_path)


def test_a_folder_that_is_something_else_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("dear")
    refused(shrutik("demo", "--data", tmp_path, "--exit"), "data_folder_foreign")
    refused(shrutik("demo", "--data", tmp_path, "--exit", "--reset"), "not_a_demo")
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.long
def test_a_house_with_people_in_it_is_left_alone(tmp_path):
    folder = tmp_path / "data"
    made = shrutik("user", "create", "asha@example.org", "--generate-password", "--data", folder)
    assert made.returncode == 0, made.stderr
    refused(shrutik("demo", "--data", folder, "--exit"), "not_a_demo", "Starting PostgreSQL …")
    refused(shrutik("demo", "--data", folder, "--exit", "--reset"), "not_a_demo")
    assert shrutik("user", "role", "asha@example.org", "admin", "--data", folder).returncode == 0


@pytest.mark.parametrize("options", [(), ("--reset",)])
def test_a_place_that_cannot_be_written_is_told(tmp_path, options):
    (tmp_path / "file").write_text("")
    result = shrutik("demo", "--data", tmp_path / "file" / "data", "--exit", *options)
    refused(result, "data_folder_not_writable")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_port_that_is_taken_is_told_before_anything_begins(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(shrutik("demo", "--data", tmp_path / "data", "--port", port), "port_in_use")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "audio_missing"), (b"", "unsupported_media"), (b"These are words, not sound.", "unsupported_media")],
)
def test_a_file_that_is_no_audio_is_told_before_anything_begins(tmp_path, content, code):
    path = tmp_path / "voice.wav"
    if content is not None:
        path.write_bytes(content)
    refused(shrutik("demo", "--data", tmp_path / "data", "--exit", "--audio", path), code)
    assert not (tmp_path / "data").exists()


def test_a_language_that_is_none_is_told(tmp_path):
    refused(shrutik("demo", "--data", tmp_path / "data", "--exit", "--language", "!"), "language_invalid")
    assert not (tmp_path / "data").exists()
