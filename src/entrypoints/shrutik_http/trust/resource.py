"""Trust: a page that says how a phone comes to trust this installation, and the certificate that it is to trust."""

import hashlib
from pathlib import Path
from string import Template
from typing import Self

import attrs

from shrutik_core.shared.errors import Missing, declare
from shrutik_http.call import Call
from shrutik_http.documents.resource import HTML, PAGE_HEADERS
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Document
from shrutik_http.wiring import Wiring

MEDIA_TYPE = "application/x-x509-ca-cert"
_PAGE = Path(__file__).parent / "static" / "ca.html"

declare(Missing, "authority_missing", "The installation has no certificate authority of its own.")


@attrs.frozen
class TrustResource:
    """What answers when somebody wants to trust the installation.

    Attributes:
        authority: its authority's certificate, as DER; empty if it has none.
    """

    authority: bytes

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.authority)

    def page(self, _call: Call[None, NoQuery]) -> Document:
        """Send the page that says how, in English and in Bengali.

        Raises:
            Missing: ``authority_missing``.
        """
        told = hashlib.sha256(self._authority()).digest().hex(":").upper()
        page = Template(_PAGE.read_text(encoding="utf-8")).substitute(fingerprint=told)
        return Document(page.encode(), HTML, PAGE_HEADERS)

    def certificate(self, _call: Call[None, NoQuery]) -> Document:
        """Send the certificate, as phones install it.

        Raises:
            Missing: ``authority_missing``.
        """
        return Document(self._authority(), MEDIA_TYPE)

    def _authority(self) -> bytes:
        if not self.authority:
            detail = "This installation did not make its own certificate: there is nothing to trust by hand."
            raise Missing("authority_missing", detail)
        return self.authority
