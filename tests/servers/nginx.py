"""nginx with the configuration that is shipped: its servers, addresses and folders are the test's, the rest stays."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import attrs

from servers.authority import Authority
from servers.process import HOST, Server, free_ports, listens, program

SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx" / "shrutik.conf"
_FRAME = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/errors warn;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    include {folder}/shrutik.conf;
}}
"""


@attrs.frozen
class Nginx:
    """A proxy that speaks TLS.

    Attributes:
        server: its process.
        url: where it answers, by TLS.
        plain: its port without TLS.
        trusted: the certificate of the authority that signed its own.
        folder: with ``access``, ``errors`` and the configuration.
    """

    server: Server
    url: str
    plain: int
    trusted: Path
    folder: Path


def nginx(
    folder: Path,
    ports: Sequence[int],
    authority: Authority,
    requests_per_second: int = 100,
    host: str = HOST,
    spare: Sequence[str] = (),
    blobs: Path | None = None,
    included: Path | None = None,
) -> Nginx:
    """One before API servers; all callers of a test are one address to it.

    Args:
        folder: of its configuration and logs.
        ports: of the API servers on this host.
        authority: that signs its certificate.
        requests_per_second: of one address.
        host: that it listens on.
        spare: API servers elsewhere, which are asked when none here answers; ``host:port``.
        blobs: where it finds the files of blobs; None for nowhere.
        included: file that names the API servers in place of ``ports``, as `shrutik deploy` writes it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain, encrypted = free_ports(2)
    certificate = authority.issue("voices.example.org", addresses=[] if host == HOST else [host])
    servers = [f"{host}:{port} max_fails=1 fail_timeout=2s" for port in ports]
    servers += [f"{one} max_fails=1 fail_timeout=2s backup" for one in spare]
    lines = f"    include {included};" if included else "\n".join(f"    server {one};" for one in servers)
    changes = {
        r"(    server 127\.0\.0\.1:\d+ [^\n]*\n?)+": f"{lines}\n",
        r"rate=100r/s": f"rate={requests_per_second}r/s",
        r"listen 80;": f"listen {host}:{plain};",
        r"listen 443 ssl http2;": f"listen {host}:{encrypted} ssl http2;",
        r"    listen \[::\][^\n]*\n": "",
        r"/etc/nginx/tls/shrutik\.pem": str(certificate.chain),
        r"/etc/nginx/tls/shrutik\.key": str(certificate.key),
        r"/var/log/nginx/shrutik\.log": f"{folder}/access",
        r"/var/cache/nginx/shrutik": f"{folder}/cache",
        r"/srv/shrutik/blobs/": f"{blobs or folder / 'nowhere'}/",
    }
    if included:
        changes[r"    least_conn;\n"] = ""
    text = SHIPPED.read_text(encoding="utf-8")
    for pattern, new in changes.items():
        text, count = re.subn(pattern, new, text)
        assert count, f"the shipped configuration has no {pattern}"
    (folder / "shrutik.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        _FRAME.format(folder=folder, user="user root;" if os.geteuid() == 0 else ""), encoding="utf-8"
    )
    command = [program("nginx", "nginx-light"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    server = Server(command, folder, lambda: listens(encrypted, host))
    called = "localhost" if host == HOST else host
    return Nginx(server, f"https://{called}:{encrypted}", plain, authority.trusted, folder)
