"""What the operator of `serve --https` reads: addresses, a picture to scan, a fingerprint to compare."""

import io
from collections.abc import Iterator

import segno

from shrutik_bootstrap.own_tls import OwnTls, addresses_of, fingerprint

_WHITE_ON_BLACK, _AS_BEFORE = "\x1b[97;40m", "\x1b[0m"


def lines(tls: OwnTls, host: str, port: int) -> Iterator[str]:
    """The lines, one after the other.

    Args:
        tls: that is spoken.
        host: name or address that is listened on.
        port: that is listened on.
    """
    sites = [f"https://{address}:{port}/" for address in addresses_of(tls, host)]
    if sites:
        yield f"Phones in the same room open {' or '.join(sites)}, or scan this:"
        yield _picture(sites[0])
        yield f"Their browsers warn until they trust this installation's certificate: {sites[0]}ca says how."
    yield f"Compare its SHA-256 fingerprint on each phone: {fingerprint(tls.authority)}"
    folder = tls.file.parent
    if tls.is_new:
        yield f"The certificate authority was made just now, in {folder}; its key must not leave that folder."
    if tls.left_out:
        yield (
            f"The certificate is not for {', '.join(sorted(tls.left_out))}: this machine did not have that name when "
            f"the authority was made. To start over, delete {folder} and let all phones trust the new one."
        )


def _picture(site: str) -> str:
    drawn = io.StringIO()
    segno.make(site, micro=False).terminal(out=drawn, compact=True)
    # Dark on light whatever the terminal's colours are; they are left out of what is not a terminal.
    return "\n".join(f"{_WHITE_ON_BLACK}{line}{_AS_BEFORE}" for line in drawn.getvalue().splitlines())
