"""Whose request it is: nobody says so but the wire, and proxies that the installation trusts."""

from ipaddress import ip_address, ip_network

import falcon.asgi
import falcon.testing
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shrutik_http.edge.origin import Origins, counted_as

PROXY, INNER = "10.0.0.1", "10.0.0.2"
TRUSTING = Origins((ip_network("10.0.0.0/8"), ip_network("fd00::/8")))
ADDRESSES = st.ip_addresses().map(str)


def a_request(peer=PROXY, **headers):
    given_headers = {name.replace("_", "-"): value for name, value in headers.items()}
    scope = falcon.testing.create_scope(remote_addr=peer, host="inner", headers=given_headers)
    return falcon.asgi.Request(scope, falcon.testing.ASGIRequestEventEmitter())


def origin(origins=TRUSTING, peer=PROXY, **headers):
    return origins.of(a_request(peer, **headers))


@given(ADDRESSES, st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_who_trusts_no_proxy_believes_the_wire(peer, told):
    assert origin(Origins(), peer, X_Forwarded_For=told, Forwarded=told) == peer


@given(st.ip_addresses(v=4).map(str).filter(lambda one: not one.startswith("10.")), ADDRESSES)
def test_a_stranger_s_word_is_not_believed(peer, told):
    assert origin(peer=peer, X_Forwarded_For=told, Forwarded=f"for={told}") == peer


@given(st.lists(ADDRESSES, max_size=5), st.sampled_from(["192.0.2.7", "2001:db8::7"]), st.integers(0, 3))
def test_the_right_most_address_that_is_not_a_proxy_s_is_the_client_s(made_up, client, proxies):
    hops = [*made_up, client, *[INNER] * proxies]
    assert origin(X_Forwarded_For=", ".join(hops)) == client


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:4711", "192.0.2.7"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.9, 192.0.2.7, fd00::1", "192.0.2.7"),
        ("", PROXY),
        ("unknown", PROXY),
        ("192.0.2.7, unknown, 10.0.0.3", "10.0.0.3"),
        ("192.0.2.7,,10.0.0.3", "10.0.0.3"),
        ("10.0.0.3, 10.0.0.4", "10.0.0.3"),
        ("192.0.2.7 192.0.2.8", PROXY),
    ],
)
def test_a_list_of_hops_is_read_from_the_right_until_it_cannot_be(told, client):
    assert origin(X_Forwarded_For=told) == client


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("for=192.0.2.7", "192.0.2.7"),
        ('For="[2001:db8::7]:4711";proto=https;by=10.0.0.1', "2001:db8::7"),
        ('proto=http; for="192.0.2.7:80", for=10.0.0.2', "192.0.2.7"),
        ("for=_hidden", PROXY),
        ("by=192.0.2.7", PROXY),
        ("for=192.0.2.9, proto=http", PROXY),
    ],
)
def test_the_standard_s_header_says_the_same(told, client):
    assert origin(Forwarded=told) == client


def test_two_headers_that_disagree_are_not_believed():
    assert origin(X_Forwarded_For="192.0.2.7", Forwarded="for=192.0.2.7") == "192.0.2.7"
    assert origin(X_Forwarded_For="192.0.2.7", Forwarded="for=192.0.2.8") == PROXY


def test_a_chain_without_end_is_read_so_far():
    assert origin(X_Forwarded_For=", ".join(["192.0.2.7", *[INNER] * 5_000])) == INNER


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_whatever_is_told_an_address_comes_of_it(told):
    assert ip_address(origin(X_Forwarded_For=told))
    assert ip_address(origin(Forwarded=told))


def test_a_trusted_proxy_says_whether_its_caller_spoke_tls():
    assert TRUSTING.is_secure(a_request(X_Forwarded_Proto="https"))
    assert not TRUSTING.is_secure(a_request(X_Forwarded_Proto="http"))
    assert not TRUSTING.is_secure(a_request("192.0.2.7", X_Forwarded_Proto="https"))
    assert not Origins().is_secure(a_request(X_Forwarded_Proto="https"))


def test_a_trusted_proxy_alone_says_by_what_address_its_caller_came():
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "voices.example.org"}
    assert TRUSTING.site(a_request(**told)) == "https://voices.example.org"
    assert TRUSTING.site(a_request("192.0.2.7", **told)) == "http://inner"
    assert Origins().site(a_request(**told)) == "http://inner"
    assert TRUSTING.site(a_request(X_Forwarded_Host="made-up.example, voices.example.org:8443")) == (
        "http://voices.example.org:8443"
    )


@pytest.mark.parametrize(
    "host", ["", "a b", "evil.example/path", "evil.example#", "user@evil.example", "[::1", "x" * 300]
)
def test_what_is_not_a_host_is_not_taken_for_one(host):
    assert TRUSTING.site(a_request(X_Forwarded_Host=host)) == "http://inner"


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_the_addresses_of_a_household_are_counted_as_one(address, other):
    assume(int(address) >> 64)  # among the others are those of IPv4
    neighbour = ip_address(int(address) >> 64 << 64 | other)
    assert counted_as(str(address)) == counted_as(str(neighbour))


def test_addresses_of_ipv4_are_counted_each_by_itself():
    assert counted_as("192.0.2.7") == "192.0.2.7"
    assert counted_as("::ffff:192.0.2.7") == "192.0.2.7"
    assert counted_as("2001:db8:1:2:3::4%eth0") == "2001:db8:1:2::/64"
    assert counted_as("") == ""
