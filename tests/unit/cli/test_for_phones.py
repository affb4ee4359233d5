"""What the operator of `serve --https` reads in the terminal."""

import re
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

from shrutik_bootstrap import own_tls as bootstrap
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.serving import for_phones
from shrutik_core.shared.errors import Invalid
from shrutik_system.tls.authority import fingerprint
from shrutik_system.tls.keeping import own_tls
from shrutik_system.tls.machine_names import MachineNames

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOME = MachineNames(
    frozenset({"pi", "pi.local", "localhost"}),
    frozenset(map(ip_address, ("127.0.0.1", "::1", "192.168.1.5", "172.17.0.1", "fe80::1", "fd00::5"))),
)


@pytest.fixture
def tls(tmp_path):
    return own_tls(tmp_path, HOME, NOW)


@pytest.fixture(autouse=True)
def outward(monkeypatch):
    monkeypatch.setattr(bootstrap, "outward_address", lambda: ip_address("192.168.1.5"))


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("0.0.0.0", ("192.168.1.5", "172.17.0.1", "pi.local")),
        ("::", ("[fd00::5]", "pi.local")),
        ("192.168.1.5", ("192.168.1.5",)),
        ("fd00::5", ("[fd00::5]",)),
        ("pi.local", ("pi.local",)),
        ("127.0.0.1", ()),
        ("::1", ()),
        ("localhost", ()),
    ],
)
def test_where_others_find_it_the_likeliest_first(tls, host, addresses):
    assert bootstrap.addresses_of(tls, host) == addresses


def test_addresses_a_picture_and_the_fingerprint(tls):
    told = list(for_phones.lines(tls, "0.0.0.0", 8443))
    assert "https://192.168.1.5:8443/ or" in told[0]
    assert "https://192.168.1.5:8443/ca" in told[2]
    assert fingerprint(tls.authority) in told[3]
    assert "just now" in told[4]
    assert len(told) == 5


def test_the_picture_is_dark_on_light_in_every_terminal(tls):
    rows = list(for_phones.lines(tls, "0.0.0.0", 8443))[1].splitlines()
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", row) for row in rows]
    assert all(row.startswith("\x1b[97;40m") and row.endswith("\x1b[0m") for row in rows)
    assert set("".join(plain)) <= set("█▀▄ ")
    assert len(set(map(len, plain))) == 1
    assert set(plain[0]) == {"█"}, "a quiet zone"


def test_who_serves_this_machine_alone_gets_no_picture(tls):
    told = list(for_phones.lines(tls, "127.0.0.1", 8443))
    assert not any("scan" in line or "█" in line for line in told)
    assert fingerprint(tls.authority) in told[0]


def test_what_the_authority_may_not_sign_for_is_told(tls, tmp_path):
    moved = own_tls(tmp_path, MachineNames(HOME.hosts, HOME.addresses | {ip_address("8.8.8.8")}), NOW)
    assert "8.8.8.8" in list(for_phones.lines(moved, "0.0.0.0", 8443))[-1]


def test_with_tls_of_its_own_it_listens_everywhere_unless_told_where(monkeypatch):
    monkeypatch.delenv("SHRUTIK_HOST", raising=False)
    assert read_settings().listens_on == "127.0.0.1"
    assert read_settings(https=True).listens_on == "0.0.0.0"
    assert read_settings(https=True, host="127.0.0.1").listens_on == "127.0.0.1"
    monkeypatch.setenv("SHRUTIK_HOST", "192.0.2.7")
    assert read_settings(https=True).listens_on == "192.0.2.7"
    monkeypatch.setenv("SHRUTIK_HTTPS", "perhaps")
    with pytest.raises(Invalid):
        read_settings()
