"""E-mail addresses in one normal form, so that two spellings of an address are one account."""

import unicodedata

import idna
import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "email_invalid", "This is not an e-mail address.")

LONGEST_EMAIL = 254
"""Bytes, with the domain as the domain name system has it (RFC 5321, 2008, with its errata)."""
LONGEST_LOCAL = 64
"""Bytes before the ``@``."""
# ASCII as an address may hold it without quotes; of the rest whatever can be seen.
_LOCAL = regex.compile(r"(?V1)(?:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]|[\p{L}\p{M}\p{N}\p{S}\p{P}--\p{ASCII}])+")


def normal_email(email: str) -> str:
    """The address as it is stored and compared.

    Both parts are trimmed and folded (NFKC, case folding), and the domain is as IDNA (UTS 46, non-transitional) has it,
    in Unicode. So ``Mina@EXAMPLE.org``, the same in full-width letters and the same in decomposed letters are one.

    Raises:
        Invalid: ``email_invalid`` if it is not an address.
    """
    local, at, domain = unicodedata.normalize("NFKC", email).strip().rpartition("@")
    local = _folded(local)
    ascii_domain = _ascii_domain(domain)
    length = len(local.encode("utf-8", "replace"))
    whole = bool(at) and _LOCAL.fullmatch(local) is not None and "." in ascii_domain
    if not whole or length > LONGEST_LOCAL or length + 1 + len(ascii_domain) > LONGEST_EMAIL:
        detail = "An e-mail address looks like name@example.org."
        raise Invalid("email_invalid", detail, errors=[FieldError("email", detail)])
    return f"{local}@{idna.decode(ascii_domain)}"


def ascii_email(email: str) -> str:
    """An address in normal form as the mail system wants it: the domain in ASCII, the part before it as it is."""
    local, _, domain = email.rpartition("@")
    return f"{local}@{_ascii_domain(domain)}"


def _folded(text: str) -> str:
    """NFKC and case folding until nothing changes (Unicode 16, section 5.18: twice is enough)."""
    for _ in range(2):
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text


def _ascii_domain(domain: str) -> str:
    """The domain in ASCII; empty if it is not one."""
    try:
        encoded = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
        # Some code points pass on the way in and not on the way out.
        whole = idna.encode(idna.decode(encoded)).decode("ascii") == encoded and not encoded.endswith(".")
        return encoded if whole else ""
    except (idna.IDNAError, UnicodeError, IndexError, ValueError):
        return ""
