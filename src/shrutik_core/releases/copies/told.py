"""What ``release.json`` says, as far as a reader checks it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import attrs
import regex

from shrutik_core.releases.provenance import Provenance
from shrutik_core.releases.release_json import FORM, NAME
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "release_malformed", "This is not what Shrutik writes as release.json.")

_ROOT = regex.compile("[0-9a-f]{64}")
_COUNTS = ("clips", "samples_ms", "shards", "files")


@attrs.frozen
class ToldRelease:
    """A release as it says of itself.

    Attributes:
        series: the name that all versions share.
        version: 1 and up.
        root: over its files, 64 hexadecimal characters.
        counts: ``clips``, ``samples_ms``, ``shards`` and ``files``.
        predecessor: root of the version before; empty for a first one.
        software: that made it, by name.
        selection: SHA-256 of what was selected.
        feed: address of the series' withdrawal feed; empty if there is none.

    Raises:
        Invalid: ``release_malformed`` or ``release_name_invalid``.
    """

    series: str = attrs.field(converter=check_release_name)
    version: int
    root: str
    counts: Mapping[str, int]
    predecessor: str
    software: Mapping[str, str]
    selection: str
    feed: str

    def __attrs_post_init__(self) -> None:
        if type(self.version) is not int or self.version < 1 or not _ROOT.fullmatch(self.root):
            raise _malformed("its version or root")

    @property
    def title(self) -> str:
        """Name and version: ``bn-read-v3``."""
        return f"{self.series}-v{self.version}"

    def provenance(self, checksums: str, ledger: str) -> str:
        """The text of ``provenance.json`` that belongs to it.

        Args:
            checksums: SHA-256 of the list of checksums.
            ledger: SHA-256 of the ledger of splits.

        Raises:
            Invalid: ``provenance_invalid``.
        """
        origin = Provenance(
            series=self.series,
            version=self.version,
            root=self.root,
            checksums=checksums,
            selection=self.selection,
            ledger=ledger,
            predecessor=self.predecessor,
            software=self.software,
        )
        return f"{origin.text}\n"


def read_told(text: str | bytes) -> ToldRelease:
    """What the file says.

    Raises:
        Invalid: ``release_malformed`` or ``release_name_invalid``.
    """
    try:
        said: dict[str, Any] = json.loads(text)
        if said["form"] != FORM:
            raise _malformed(f"form {said['form']!r}, which a newer Shrutik may read")
        before = said["predecessor"]
        return ToldRelease(
            series=said["series"],
            version=said["version"],
            root=said["root"],
            counts={name: int(said["counts"][name]) for name in _COUNTS},
            predecessor=before["root"] if before else "",
            software=dict(said["software"]),
            selection=hashlib.sha256(_encoded(said["selection"]).encode()).hexdigest(),
            feed=said["withdrawals"] or "",
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _malformed("not its JSON") from error


def _encoded(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _malformed(what: str) -> Invalid:
    return Invalid("release_malformed", f"{NAME} is not one that can be read here ({what}); fetch it again.")
