"""Fetches a series' withdrawal feed from a file or an address.

At the address are its rows, and behind ``/head`` the signed statement of where it ends; beside a file, and where files
alone are served, it stands in one whose name ends in ``.head``. The statement is read first: rows that came since are
none of its business.
"""

from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from shrutik_core.releases.feed.feed import read_feed
from shrutik_core.releases.feed.head import read_signed_head
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_datasets.copies.feed_check import SignedFeed
from shrutik_datasets.fetching import Address, is_address

_BEHIND, _BESIDE = "/head", ".head"


def fetch_feed(where: str) -> SignedFeed:
    """The feed at an address or in a file.

    Raises:
        Missing: ``fetch_missing`` if there is none.
        Unavailable: ``fetch_failed``.
        Invalid: ``feed_malformed``, ``statement_malformed``, ``signature_malformed``, ``not_utf8`` and their like.
    """
    signed = read_signed_head(_head(where))
    rows = _text(where, "").split("\n")
    told = "".join(f"{row}\n" for row in rows[: signed.head.tip.seq])
    return SignedFeed(where, read_feed(told), signed)


def fetch_text(where: str) -> str:
    """A small text from an address or a file.

    Raises:
        Missing: ``fetch_missing``.
        Unavailable: ``fetch_failed``.
        Invalid: ``not_utf8``.
    """
    return _text(where, "")


def _head(where: str) -> str:
    if is_address(where):
        with suppress(Missing):
            return _text(where, _BEHIND)
    return _text(where, _BESIDE)


def _text(where: str, ending: str) -> str:
    data = Address(_behind(where, ending)).read() if is_address(where) else _file(Path(where + ending))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Invalid("not_utf8", f"{where}{ending} is not text in UTF-8.") from error


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Missing("fetch_missing", f"{path}: there is no such file.") from error


def _behind(address: str, ending: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=parts.path + ending))
