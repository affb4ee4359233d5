"""HAProxy with the configuration that is shipped: its servers, addresses and folders are the test's, the rest stays."""

import re
from collections.abc import Sequence
from pathlib import Path

import attrs

from servers.authority import Authority
from servers.process import HOST, Server, free_ports, listens, program

SHIPPED = Path(__file__).parents[2] / "deploy" / "haproxy" / "shrutik.cfg"


@attrs.frozen
class Haproxy:
    """A proxy that speaks TLS; its attributes are those of `Nginx`."""

    server: Server
    url: str
    plain: int
    trusted: Path
    folder: Path


def haproxy(folder: Path, ports: Sequence[int], authority: Authority) -> Haproxy:
    """One before API servers on these ports of loopback."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, encrypted = free_ports(2)
    certificate = authority.issue("voices.example.org")
    both = folder / "shrutik.pem"
    both.write_bytes(certificate.chain.read_bytes() + certificate.key.read_bytes())
    both.chmod(0o600)
    lines = "\n".join(f"    server s{number} {HOST}:{port}" for number, port in enumerate(ports))
    changes = {
        r"    server one [^\n]*\n    server two [^\n]*": lines,
        r"    user haproxy\n    group haproxy\n": "",
        r"/dev/log local0": "stdout format raw local0",
        r"bind :80\b": f"bind {HOST}:{plain}",
        r"bind :443": f"bind {HOST}:{encrypted}",
        r"/etc/haproxy/tls/shrutik\.pem": str(both),
    }
    text = SHIPPED.read_text(encoding="utf-8")
    for pattern, new in changes.items():
        text, count = re.subn(pattern, new, text)
        assert count == 1, f"the shipped configuration has no {pattern}, or more than one"
    config = folder / "haproxy.cfg"
    config.write_text(text, encoding="utf-8")
    server = Server([program("haproxy", "haproxy"), "-db", "-f", str(config)], folder, lambda: listens(encrypted))
    return Haproxy(server, f"https://localhost:{encrypted}", plain, authority.trusted, folder)
