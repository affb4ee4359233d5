"""The authority of an installation and what it signs: for which names, for how long, and by whom it is believed."""

import ssl
import string
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import verification
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_system.tls.authority import (
    AUTHORITY_LIFETIME,
    LIFETIME,
    RENEWED_BEFORE,
    credential_of,
    fingerprint,
    is_good,
    is_near_its_end,
    make_authority,
    permitted,
    sign_for,
)
from shrutik_system.tls.machine_names import MachineNames, machine_names

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOSTS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=20).filter(lambda one: not one.isdigit())
NAMES = st.builds(
    lambda hosts, addresses: MachineNames(
        frozenset({*hosts, *(f"{host}.local" for host in hosts)}), frozenset(addresses)
    ),
    st.sets(HOSTS, min_size=1, max_size=4),
    st.sets(st.ip_addresses().filter(lambda one: not one.is_unspecified), max_size=5),
)


def names(*texts):
    hosts = frozenset(one for one in texts if one[-1].isalpha())
    return MachineNames(hosts, frozenset(ip_address(one) for one in texts if one not in hosts))


HOME = names("pi", "pi.local", "localhost", "127.0.0.1", "::1", "192.168.1.5")


def believes(authority, server, name, when=NOW):
    """Whether somebody who trusts the authority believes the server under a name."""
    try:
        subject = x509.IPAddress(ip_address(name))
    except ValueError:
        subject = x509.DNSName(name)
    builder = verification.PolicyBuilder().store(verification.Store([authority.certificate])).time(when)
    try:
        builder.build_server_verifier(subject).verify(server.certificate, [])
    except verification.VerificationError:
        return False
    return True


@given(NAMES)
@settings(max_examples=40, deadline=None)
def test_the_machine_is_believed_under_each_of_its_names_and_no_other(own):
    authority = make_authority(own, NOW)
    assert permitted(authority, own) == own
    server = sign_for(authority, own, NOW)
    assert server.names == own.texts
    assert is_good(server, authority, own, NOW)
    assert all(believes(authority, server, name) for name in own.texts)
    assert not believes(authority, server, "example.org")


@given(NAMES, NAMES)
@settings(max_examples=40, deadline=None)
def test_an_authority_is_believed_about_nothing_beyond_its_network(own, others):
    authority = make_authority(own, NOW)
    may = permitted(authority, others)
    for host in others.hosts - may.hosts:
        one = MachineNames(frozenset({host}), frozenset())
        assert not believes(authority, sign_for(authority, one, NOW), host)
    for address in others.addresses - may.addresses:
        one = MachineNames(frozenset(), frozenset({address}))
        assert not believes(authority, sign_for(authority, one, NOW), str(address))
    assert all(host.endswith(".local") or host in own.hosts for host in may.hosts)
    assert all(one.is_private or one in own.addresses or not one.is_global for one in may.addresses)


def test_no_name_of_the_world_is_permitted():
    asked = names("bank.example.org", "local.example.org", "notlocal", "8.8.8.8", "2606:4700::1", "pi.local")
    assert permitted(make_authority(HOME, NOW), asked) == names("pi.local")


def test_an_authority_signs_certificates_and_nothing_else_does():
    authority = make_authority(HOME, NOW)
    server = sign_for(authority, HOME, NOW)
    for credential, is_ca in ((authority, True), (server, False)):
        extensions = credential.certificate.extensions
        assert extensions.get_extension_for_class(x509.BasicConstraints).value.ca == is_ca
        assert extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign == is_ca
        assert isinstance(credential.key.curve, ec.SECP256R1)
    assert authority.certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_how_long_they_last():
    authority = make_authority(HOME, NOW)
    server = sign_for(authority, HOME, NOW)
    for credential, lifetime in ((authority, AUTHORITY_LIFETIME), (server, LIFETIME)):
        certificate = credential.certificate
        assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == lifetime
        assert certificate.not_valid_before_utc < NOW
    assert timedelta(days=397) == LIFETIME
    assert timedelta(days=3650) == AUTHORITY_LIFETIME


def test_a_certificate_ends_with_its_authority():
    authority = make_authority(HOME, NOW)
    ends = authority.certificate.not_valid_after_utc
    late = sign_for(authority, HOME, ends - timedelta(days=100))
    assert late.certificate.not_valid_after_utc == ends


def test_it_is_renewed_when_less_than_thirty_days_are_left():
    authority = make_authority(HOME, NOW)
    server = sign_for(authority, HOME, NOW)
    edge = server.certificate.not_valid_after_utc - RENEWED_BEFORE
    assert is_good(server, authority, HOME, edge)
    assert not is_near_its_end(server.certificate, edge)
    assert not is_good(server, authority, HOME, edge + SECOND)
    assert is_near_its_end(server.certificate, edge + SECOND)


def test_it_is_not_good_before_it_begins_for_other_names_or_of_another_authority():
    authority = make_authority(HOME, NOW)
    server = sign_for(authority, HOME, NOW)
    assert not is_good(server, authority, HOME, server.certificate.not_valid_before_utc - SECOND)
    assert not is_good(server, authority, names("pi"), NOW)
    assert not is_good(server, authority, names(*HOME.texts, "192.168.1.6"), NOW)
    assert not is_good(server, make_authority(HOME, NOW), HOME, NOW)


def test_two_authorities_are_told_apart_by_name():
    assert make_authority(HOME, NOW).certificate.subject != make_authority(HOME, NOW).certificate.subject


def test_a_credential_comes_back_from_its_text_and_shows_no_key():
    authority = make_authority(HOME, NOW)
    again = credential_of(authority.pem)
    assert again.der == authority.der
    assert again.pem == authority.pem
    assert "key" not in repr(authority)


def test_a_key_of_another_certificate_is_no_credential():
    one, other = make_authority(HOME, NOW).pem, make_authority(HOME, NOW).pem
    end = "-----END PRIVATE KEY-----\n"
    with pytest.raises(ValueError, match="not that of the certificate"):
        credential_of(one.split(end)[0] + end + other.split(end)[1])


def test_a_fingerprint_is_what_openssl_shows(tmp_path):
    der = make_authority(HOME, NOW).der
    assert len(fingerprint(der)) == 32 * 3 - 1
    assert (
        fingerprint(b"")
        == "E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55"
    )
    assert ssl.DER_cert_to_PEM_cert(der).startswith("-----BEGIN CERTIFICATE-----")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_every_address_is_no_name(host):
    found = machine_names(host)
    assert host not in found.texts
    assert {"localhost", "127.0.0.1", "::1"} <= found.texts
    assert any(name.endswith(".local") for name in found.hosts)


@pytest.mark.parametrize(
    ("host", "name"), [("Voices.Example.org.", "voices.example.org"), ("198.51.100.7", "198.51.100.7")]
)
def test_what_is_listened_on_is_a_name(host, name):
    assert name in machine_names(host).texts


@pytest.mark.parametrize("host", ["", "a b", "-a", "a..b", "x" * 64, "*.example.org"])
def test_what_cannot_be_a_name_is_left_out(host):
    assert machine_names(host) == machine_names("0.0.0.0")
