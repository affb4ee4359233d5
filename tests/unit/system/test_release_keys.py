"""The key that signs an installation's releases: made once, kept by its owner alone, handed on in one step."""

import os
import stat
import subprocess
import sys

import pytest

from shrutik_core.releases.signing.key_chain import follow
from shrutik_core.releases.signing.release_key import ReleaseKey, ReleaseSecret, write_secret
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.testing.builders import an_instant
from shrutik_system import release_keys
from shrutik_system.release_keys import FILE_NAME, load_release_keys, rotate_release_key
from shrutik_system.release_signer import Ed25519SignatureChecker, public_half


def refusal(folder):
    with pytest.raises(Invalid) as caught:
        load_release_keys(folder)
    return caught.value.code


def put(folder, text):
    path = folder / FILE_NAME
    path.touch(0o600)
    path.write_text(text, encoding="utf-8")


def a_secret(seed=b"a" * 32):
    return ReleaseSecret(ReleaseKey(b"its name", public_half(seed)), seed)


def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        keys = load_release_keys(tmp_path)
    finally:
        os.umask(before)
    assert load_release_keys(tmp_path) == keys
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert keys.successions == ()
    assert keys.secret.seed.hex() not in repr(keys)
    assert str(keys.secret.seed) not in repr(keys)


def test_two_folders_have_other_keys(tmp_path):
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    one, other = (load_release_keys(folder).secret for folder in folders)
    assert one.key.id != other.key.id
    assert one.seed != other.seed


def test_processes_that_start_at_once_have_the_same_key(tmp_path):
    code = (
        "from pathlib import Path; from shrutik_system.release_keys import load_release_keys;"
        f"print(load_release_keys(Path({str(tmp_path)!r})).secret.key.text)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) for _ in range(4)
    ]
    said = {process.communicate(timeout=30)[0].decode().strip() for process in started}
    assert said == {load_release_keys(tmp_path).secret.key.text}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_may_read_is_refused(tmp_path, mode):
    load_release_keys(tmp_path)
    (tmp_path / FILE_NAME).chmod(mode)
    assert refusal(tmp_path) == "keys_exposed"


def test_a_key_of_minisigns_is_taken_and_one_with_a_password_is_not(tmp_path):
    put(tmp_path, write_secret(a_secret()).replace("secret key of releases, without a password", "what I call it"))
    assert load_release_keys(tmp_path).secret == a_secret()
    locked = write_secret(a_secret()).replace("RWQAAEIy", "RWRTY0Iy")
    put(tmp_path, locked)
    assert refusal(tmp_path) == "secret_encrypted"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "untrusted comment: x\nRW\n",
        write_secret(a_secret()) + "{}\n",
        write_secret(ReleaseSecret(a_secret().key, b"b" * 32)),
    ],
)
def test_a_damaged_file_is_refused_and_kept(tmp_path, text):
    put(tmp_path, text)
    assert refusal(tmp_path) == "keys_damaged"
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == text


def test_a_key_put_before_the_successions_of_others_is_refused(tmp_path):
    rotate_release_key(tmp_path, an_instant(1))
    below = (tmp_path / FILE_NAME).read_text(encoding="utf-8").split("\n", 2)[2]
    put(tmp_path, write_secret(a_secret()) + below)
    assert refusal(tmp_path) == "keys_damaged"


def test_a_folder_that_is_not_there_is_unavailable(tmp_path):
    with pytest.raises(Unavailable) as caught:
        load_release_keys(tmp_path / "none")
    assert caught.value.code == "keys_unavailable"


def test_each_key_is_vouched_for_by_the_one_before(tmp_path):
    keys = [load_release_keys(tmp_path)]
    for number in (1, 2, 3):
        keys.append(rotate_release_key(tmp_path, an_instant(number)))
        assert load_release_keys(tmp_path) == keys[-1]
    public = tuple(one.secret.key for one in keys)
    assert len(set(public)) == 4
    assert [one.at for one in keys[-1].successions] == [an_instant(number) for number in (1, 2, 3)]
    for place, anchor in enumerate(public):
        assert follow(anchor, keys[-1].successions, Ed25519SignatureChecker().holds) == public[place:]


def test_the_old_secret_is_gone(tmp_path):
    old = (load_release_keys(tmp_path), (tmp_path / FILE_NAME).read_text(encoding="utf-8"))[1].split("\n")[1]
    rotate_release_key(tmp_path, an_instant(1))
    assert old not in (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_a_key_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = load_release_keys(tmp_path)
    monkeypatch.setattr(release_keys, "replace_private", full)
    with pytest.raises(Unavailable, match="No space left"):
        rotate_release_key(tmp_path, an_instant(1))
    assert load_release_keys(tmp_path) == before
