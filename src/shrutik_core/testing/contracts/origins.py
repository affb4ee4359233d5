"""What every hasher of origins must keep."""

import abc
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shrutik_core.people.origin import network_of
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.testing.contracts.base import Contract

_ADDRESSES = st.ip_addresses().map(str)
# A hasher keeps nothing between two calls, and each adapter runs the same examples.
_ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])


class OriginHasherContract(Contract):
    """Origins of addresses."""

    @pytest.fixture
    @abc.abstractmethod
    def origins(self) -> OriginHasher:
        """The hasher under test."""

    @_ANY
    @given(_ADDRESSES, _ADDRESSES)
    def test_origins_are_equal_if_their_networks_are(self, origins: OriginHasher, one: str, other: str) -> None:
        if network_of(one) is not None and network_of(other) is not None:
            assert (origins.of(one) == origins.of(other)) == (network_of(one) == network_of(other))
        assert origins.of(one) == origins.of(one)

    @_ANY
    @given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
    def test_a_site_of_ipv6_is_one_origin(self, origins: OriginHasher, one: IPv6Address, device: int) -> None:
        neighbour = IPv6Address(int(one) >> 64 << 64 | device)
        # The lowest site holds this machine's own address, and those of IPv4 in another form.
        if int(one) >> 64:
            assert origins.of(str(one)) == origins.of(str(neighbour)) is not None

    @_ANY
    @given(st.ip_addresses(v=4))
    def test_an_ipv4_address_is_the_same_in_both_forms(self, origins: OriginHasher, one: IPv4Address) -> None:
        assert origins.of(str(one)) == origins.of(f"::ffff:{one}")

    @pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::"])  # noqa: S104
    def test_this_machine_is_no_origin(self, origins: OriginHasher, address: str) -> None:
        assert origins.of(address) is None

    @pytest.mark.parametrize("address", ["", "unknown", "_hidden", "203.0.113.7:80", "203.0.113", "a" * 9_999, "\0"])
    def test_what_is_not_an_address_is_no_origin(self, origins: OriginHasher, address: str) -> None:
        assert origins.of(address) is None

    @pytest.mark.parametrize("address", ["203.0.113.7", "10.0.0.1", "192.168.1.20", "100.64.0.1", "2001:db8::1"])
    def test_an_origin_shows_nothing_of_its_address(self, origins: OriginHasher, address: str) -> None:
        origin = origins.of(address)
        assert origin is not None
        assert address.encode() not in origin.bytes
        assert address not in str(origin)
