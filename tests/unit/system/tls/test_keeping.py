"""The folder in which an installation keeps its authority and its certificate."""

import os
import stat
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_system.tls.authority import AUTHORITY_LIFETIME, LIFETIME, credential_of
from shrutik_system.tls.keeping import AUTHORITY, FOLDER, SERVER, own_tls
from shrutik_system.tls.machine_names import MachineNames

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOME = MachineNames(frozenset({"pi", "pi.local"}), frozenset({ip_address("192.168.1.5")}))


def files(data):
    return {path.name: path.read_text() for path in (data / FOLDER).iterdir()}


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_start_makes_both(tmp_path):
    tls = own_tls(tmp_path, HOME, NOW)
    assert set(files(tmp_path)) == {AUTHORITY, SERVER}
    assert tls.is_new
    assert tls.names == HOME
    assert tls.left_out == frozenset()
    assert credential_of(tls.file.read_text()).names == HOME.texts
    assert credential_of(files(tmp_path)[AUTHORITY]).der == tls.authority


def test_the_next_starts_change_nothing(tmp_path):
    first = own_tls(tmp_path, HOME, NOW)
    before = files(tmp_path)
    again = own_tls(tmp_path, HOME, NOW + 300 * DAY)
    assert files(tmp_path) == before
    assert again.authority == first.authority
    assert not again.is_new


def test_nobody_else_can_read_them_whatever_the_mask(tmp_path):
    before = os.umask(0)
    try:
        own_tls(tmp_path, HOME, NOW)
    finally:
        os.umask(before)
    assert mode(tmp_path / FOLDER) == 0o700
    assert {mode(path) for path in (tmp_path / FOLDER).iterdir()} == {0o600}


def test_a_folder_that_was_opened_is_closed_again(tmp_path):
    own_tls(tmp_path, HOME, NOW)
    (tmp_path / FOLDER).chmod(0o755)
    own_tls(tmp_path, HOME, NOW)
    assert mode(tmp_path / FOLDER) == 0o700


@pytest.mark.parametrize("name", [AUTHORITY, SERVER])
@pytest.mark.parametrize("opened", [0o640, 0o604])
def test_a_key_that_others_may_read_is_refused(tmp_path, name, opened):
    own_tls(tmp_path, HOME, NOW)
    (tmp_path / FOLDER / name).chmod(opened)
    with pytest.raises(Invalid) as error:
        own_tls(tmp_path, HOME, NOW)
    assert error.value.code == "keys_exposed"


@pytest.mark.parametrize("name", [AUTHORITY, SERVER])
@pytest.mark.parametrize("text", ["", "nothing", "-----BEGIN PRIVATE KEY-----\n", "ключ"])
def test_what_is_damaged_is_told_and_kept(tmp_path, name, text):
    own_tls(tmp_path, HOME, NOW)
    (tmp_path / FOLDER / name).write_text(text)
    with pytest.raises(Invalid) as error:
        own_tls(tmp_path, HOME, NOW)
    assert error.value.code == "keys_damaged"
    assert (tmp_path / FOLDER / name).read_text() == text


def test_a_file_in_the_folders_place_is_told(tmp_path):
    (tmp_path / FOLDER).write_text("")
    with pytest.raises(Unavailable) as error:
        own_tls(tmp_path, HOME, NOW)
    assert error.value.code == "keys_unavailable"


@pytest.mark.parametrize(
    "changed",
    [
        MachineNames(HOME.hosts, frozenset({ip_address("192.168.1.6")})),
        MachineNames(HOME.hosts | {"new.local"}, HOME.addresses),
        MachineNames(frozenset({"pi"}), HOME.addresses),
    ],
)
def test_a_machine_that_is_called_otherwise_gets_a_certificate_and_keeps_the_authority(tmp_path, changed):
    first = own_tls(tmp_path, HOME, NOW)
    again = own_tls(tmp_path, changed, NOW)
    assert again.authority == first.authority
    assert credential_of(again.file.read_text()).names == changed.texts


def test_the_certificate_is_renewed_in_time_by_the_same_authority(tmp_path):
    first = own_tls(tmp_path, HOME, NOW)
    before = files(tmp_path)
    edge = NOW - DAY + LIFETIME - 30 * DAY
    own_tls(tmp_path, HOME, edge)
    assert files(tmp_path) == before
    late = own_tls(tmp_path, HOME, edge + timedelta(seconds=1))
    assert late.authority == first.authority
    assert files(tmp_path)[SERVER] != before[SERVER]


def test_the_authority_is_made_anew_in_time_and_signs_anew(tmp_path):
    first = own_tls(tmp_path, HOME, NOW)
    edge = NOW - DAY + AUTHORITY_LIFETIME - 30 * DAY
    assert own_tls(tmp_path, HOME, edge).authority == first.authority
    late = own_tls(tmp_path, HOME, edge + timedelta(seconds=1))
    assert late.authority != first.authority
    assert late.is_new


def test_a_clock_that_was_set_back_costs_nobody_their_trust(tmp_path):
    first = own_tls(tmp_path, HOME, NOW)
    assert own_tls(tmp_path, HOME, NOW - 3000 * DAY).authority == first.authority


def test_a_public_address_of_later_is_left_out_and_told(tmp_path):
    own_tls(tmp_path, HOME, NOW)
    moved = MachineNames(HOME.hosts | {"elsewhere"}, HOME.addresses | {ip_address("8.8.8.8")})
    tls = own_tls(tmp_path, moved, NOW)
    assert tls.left_out == {"8.8.8.8", "elsewhere"}
    assert tls.names == HOME
