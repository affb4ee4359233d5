"""The keys of a data folder."""

import json
import os
import stat
import subprocess
import sys

import pytest

from shrutik_core.ports.access_tokens import Bearer
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.testing.builders import a_contributor, an_instant
from shrutik_system.keys import FILE_NAME, MOST_KEYS, SigningKey, load_keys, rotate_keys
from shrutik_system.tokens import JwtAccessTokens


def test_keys_are_made_once(tmp_path):
    keys = load_keys(tmp_path)
    assert load_keys(tmp_path) == keys
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert len({keys.tokens[0].secret, keys.links, keys.release_salt}) == 3
    assert all(len(secret) == 32 for secret in (keys.tokens[0].secret, keys.links, keys.release_salt))


def test_two_folders_have_other_keys(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert load_keys(tmp_path / "a") != load_keys(tmp_path / "b")


def test_the_file_is_the_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        load_keys(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_that_others_may_read_is_refused(tmp_path, mode):
    load_keys(tmp_path)
    (tmp_path / FILE_NAME).chmod(mode)
    with pytest.raises(Invalid) as error:
        load_keys(tmp_path)
    assert error.value.code == "keys_exposed"
    assert "chmod 600" in error.value.detail
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == mode


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"tokens": []}',
        '{"tokens": [{"kid": "a", "secret": "AAAA"}], "links": "", "release_salt": ""}',
        '{"tokens": 3}',
        '{"tokens": [], "links": "ক", "release_salt": ""}',
    ],
)
def test_a_damaged_file_is_refused_and_kept(tmp_path, text):
    path = tmp_path / FILE_NAME
    path.touch(0o600)
    path.write_text(text)
    with pytest.raises(Invalid) as error:
        load_keys(tmp_path)
    assert error.value.code == "keys_damaged"
    assert path.read_text() == text


def test_several_keys_are_read_in_order(tmp_path):
    load_keys(tmp_path)
    path = tmp_path / FILE_NAME
    held = json.loads(path.read_text())
    held["tokens"].insert(0, {"kid": "new", "secret": "A" * 43 + "="})
    path.write_text(json.dumps(held))
    assert [key.kid for key in load_keys(tmp_path).tokens] == ["new", held["tokens"][1]["kid"]]


def test_a_folder_that_is_not_there_is_unavailable(tmp_path):
    with pytest.raises(Unavailable) as error:
        load_keys(tmp_path / "none")
    assert error.value.code == "keys_unavailable"


def test_secrets_do_not_show(tmp_path):
    keys = load_keys(tmp_path)
    assert str(keys.tokens[0].secret) not in repr(keys)
    assert "release_salt" not in repr(keys)


def test_a_short_key_cannot_be_built():
    with pytest.raises(Invalid):
        SigningKey("a", b"short")


def test_processes_that_start_at_once_have_the_same_keys(tmp_path):
    code = (
        "from pathlib import Path; from shrutik_system.keys import load_keys;"
        f"print(load_keys(Path({str(tmp_path)!r})).links.hex())"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) for _ in range(4)
    ]
    said = {process.communicate(timeout=30)[0] for process in started}
    assert said == {load_keys(tmp_path).links.hex().encode() + b"\n"}


def test_a_new_key_signs_and_the_two_before_it_are_believed(tmp_path):
    first = load_keys(tmp_path)
    names = [rotate_keys(tmp_path) for _ in range(3)]
    now = load_keys(tmp_path)
    assert [key.kid for key in now.tokens] == names[::-1]
    assert (now.links, now.release_salt) == (first.links, first.release_salt)
    assert len({key.secret for key in now.tokens}) == MOST_KEYS == 3
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_a_token_outlives_one_change_of_keys(tmp_path):
    person, now = Bearer(a_contributor(1).id, 0), an_instant(0)
    text = JwtAccessTokens(load_keys(tmp_path).tokens).issue(person, now).text
    rotate_keys(tmp_path)
    after = JwtAccessTokens(load_keys(tmp_path).tokens)
    assert after.read(text, now) == person
    assert after.issue(person, now).text != text


def test_a_folder_from_before_origins_were_kept_has_a_key_for_them(tmp_path):
    keys = load_keys(tmp_path)
    path = tmp_path / FILE_NAME
    held = json.loads(path.read_text())
    del held["origins"]
    path.write_text(json.dumps(held))
    before, again = load_keys(tmp_path), load_keys(tmp_path)
    assert before == again
    assert before.origins not in {keys.origins, keys.links, keys.release_salt}
    assert len(before.origins) == 32
