"""TLS by an authority of the installation's own, for the machine's names of today."""

from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from shrutik_system.tls import keeping
from shrutik_system.tls.authority import fingerprint
from shrutik_system.tls.keeping import OwnTls
from shrutik_system.tls.machine_names import MachineNames, machine_names, outward_address

__all__ = ["MachineNames", "OwnTls", "addresses_of", "fingerprint", "own_tls"]


def own_tls(folder: Path, host: str) -> OwnTls:
    """The certificate of a data folder for this machine, made or renewed if that is due.

    Args:
        folder: the data folder, owned by this process.
        host: name or address that is listened on.

    Raises:
        Invalid: ``keys_exposed`` or ``keys_damaged``.
        Unavailable: ``keys_unavailable``.
    """
    return keeping.own_tls(folder, machine_names(host), datetime.now(UTC))


def addresses_of(tls: OwnTls, host: str) -> tuple[str, ...]:
    """Names and addresses that other machines can open, the likeliest first; empty if they can open none.

    Args:
        tls: what the certificate is for.
        host: name or address that is listened on.
    """
    every = {"0.0.0.0": IPv4Address, "::": IPv6Address}.get(host)  # noqa: S104 - compared, not bound
    if every is None:
        return () if _is_loopback(host) else (f"[{host}]" if ":" in host else host,)
    first = outward_address()
    usable = [one for one in tls.names.addresses if isinstance(one, every) and _is_of_use(one)]
    usable.sort(key=lambda one: (one != first, not one.is_private, str(one)))
    names = sorted(name for name in tls.names.hosts if name.endswith(".local"))
    return (*(f"[{one}]" if one.version == 6 else str(one) for one in usable), *names)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_of_use(address: IPv4Address | IPv6Address) -> bool:
    """Whether others can open it; a browser cannot be told the zone that a link-local address of IPv6 needs."""
    return not address.is_loopback and not (address.version == 6 and address.is_link_local)
