"""etcd on several machines with the configuration that is shipped: it votes on who is primary."""

import json
import ssl
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import attrs

from servers.authority import Certificate
from servers.process import Server, listens, program

SHIPPED = Path(__file__).parents[2] / "deploy" / "etcd" / "etcd.env"
CLIENTS, PEERS = 2379, 2380


@attrs.frozen
class Etcd:
    """Its members.

    Attributes:
        addresses: of the machines, by the member's name.
        servers: by the same.
        certificate: that lets us in.
        trusted: certificate of the authority.
    """

    addresses: Mapping[str, str]
    servers: Mapping[str, Server]
    certificate: Certificate
    trusted: Path

    def leader(self) -> str | None:
        """Who leads the votes; None while nobody does."""
        ids = {name: self._status(name) for name in self.addresses}
        led = next((one["leader"] for one in ids.values() if one.get("leader", "0") != "0"), None)
        return next((name for name, one in ids.items() if led and one.get("header", {}).get("member_id") == led), None)

    def move_to(self, name: str) -> None:
        """Let this member lead."""
        leader = self.leader()
        if leader not in {None, name}:
            number = self._status(name)["header"]["member_id"]
            self._ask(str(leader), "maintenance/transfer-leadership", {"targetID": number})

    def _status(self, name: str) -> dict:
        with suppress(OSError):
            return self._ask(name, "maintenance/status", {})
        return {}

    def _ask(self, name: str, path: str, message: dict) -> dict:
        trusting = ssl.create_default_context(cafile=str(self.trusted))
        trusting.load_cert_chain(self.certificate.chain, self.certificate.key)
        url = f"https://{self.addresses[name]}:{CLIENTS}/v3/{path}"
        asked = urllib.request.Request(url, json.dumps(message).encode())
        with urllib.request.urlopen(asked, timeout=2, context=trusting) as answer:
            told: dict = json.load(answer)
        return told


def etcd(folder: Path, addresses: Mapping[str, str], certificate: Certificate, trusted: Path) -> Etcd:
    """A member on each machine; none is started."""
    path = program("etcd", "etcd-server")
    servers = {
        name: Server(
            [path],
            folder / name,
            lambda address=address: listens(CLIENTS, address),  # type: ignore[misc]
            {"PATH": "/usr/bin:/bin", **_settings(name, folder / name, addresses, certificate, trusted)},
        )
        for name, address in addresses.items()
    }
    return Etcd(addresses, servers, certificate, trusted)


def _settings(
    name: str, folder: Path, addresses: Mapping[str, str], certificate: Certificate, trusted: Path
) -> dict[str, str]:
    lines = (line for line in SHIPPED.read_text().splitlines() if line and not line.startswith("#"))
    settings = dict(line.split("=", 1) for line in lines)
    ours = {
        "NAME": name,
        "DATA_DIR": str(folder / "data"),
        "INITIAL_CLUSTER": ",".join(f"{one}=https://{address}:{PEERS}" for one, address in addresses.items()),
        **{f"{kind}_CLIENT_URLS": f"https://{addresses[name]}:{CLIENTS}" for kind in ("LISTEN", "ADVERTISE")},
        **{f"{kind}_PEER_URLS": f"https://{addresses[name]}:{PEERS}" for kind in ("LISTEN", "INITIAL_ADVERTISE")},
        **{f"{kind}TRUSTED_CA_FILE": str(trusted) for kind in ("", "PEER_")},
        **{f"{kind}CERT_FILE": str(certificate.chain) for kind in ("", "PEER_")},
        **{f"{kind}KEY_FILE": str(certificate.key) for kind in ("", "PEER_")},
    }
    named = {f"ETCD_{key}": value for key, value in ours.items()}
    assert named.keys() <= settings.keys(), "the shipped configuration lacks what a test changes"
    return settings | named
