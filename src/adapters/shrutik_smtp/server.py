"""Which mail server letters are handed to, as one address says it."""

from enum import StrEnum
from urllib.parse import unquote, urlsplit

import attrs

from shrutik_core.shared.errors import Invalid

_HINT = "it looks like smtps://user:secret@mail.example.org, smtp+starttls://… or smtp://localhost:25"


class Protection(StrEnum):
    """How the way to the server is protected, by the address's scheme."""

    TLS = "smtps"
    """From the first byte on."""
    STARTTLS = "smtp+starttls"
    """From the greeting on; a server that does not offer it gets no letter."""
    NONE = "smtp"
    """Not at all: for a server on this very machine."""


_PORTS = {Protection.TLS: 465, Protection.STARTTLS: 587, Protection.NONE: 25}


@attrs.frozen
class SmtpServer:
    """A mail server.

    Attributes:
        host: its name or address.
        port: 1 to 65535.
        protection: of the way to it.
        user: whom we log in as; empty for nobody.
        password: of the user.
    """

    host: str
    port: int
    protection: Protection
    user: str = ""
    password: str = attrs.field(default="", repr=False)


def read_smtp_url(url: str) -> SmtpServer:
    """The server that an address names.

    Raises:
        Invalid: ``settings_invalid``; the message never repeats the address, which holds a password.
    """
    try:
        parts = urlsplit(url)
        protection, port = Protection(parts.scheme), parts.port
        if not parts.hostname or parts.path not in {"", "/"} or parts.query or parts.fragment:
            raise ValueError("something is left out, or over")
    except ValueError as error:
        raise Invalid("settings_invalid", f"SHRUTIK_SMTP_URL cannot be used: {_HINT}.") from error
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return SmtpServer(parts.hostname, port or _PORTS[protection], protection, user, password)
