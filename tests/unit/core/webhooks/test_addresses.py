"""Only public addresses are reached, whatever form a private one is written in."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.webhooks.addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *(
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "192.0.0.8",
            "192.88.99.1",
            "198.18.0.1",
            "198.19.255.255",
        ),
        *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.7", "203.0.113.9"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2001::1", "3fff::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "2002:7f00:1::", "2002:808:808::1"),
        *("64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::808:808", "100::1", "5f00::1", "fec0::1"),
        *("", "localhost", "2130706433", "0x7f.1", "127.1", "1.2.3.4.5", "[::1]", " 8.8.8.8"),
    ],
)
def test_these_are_not_reached(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_these_are(address):
    assert is_public(address)


ANY_4 = st.integers(0, 2**32 - 1).map(IPv4Address)
ANY_6 = st.integers(0, 2**128 - 1).map(IPv6Address)


@given(st.one_of(ANY_4, ANY_6, st.integers(2**125, 2**126 - 1).map(IPv6Address)))
def test_what_is_reached_is_global_by_the_standard_library_too(address):
    if is_public(str(address)):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_private


@given(ANY_4)
def test_an_address_in_another_form_is_judged_as_itself(address):
    for form in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(str(ip_address(form))) == is_public(str(address))
    assert not is_public(str(IPv6Address(0x2002 << 112 | int(address) << 80)))
