"""What proves that a copy's list of checksums is the one that was signed."""

import hashlib
from collections.abc import Sequence

import attrs

from shrutik_core.releases import checksums, provenance
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.names import SIGNATURE
from shrutik_core.releases.copies.told import ToldRelease
from shrutik_core.releases.signing.release_claim import ReleaseClaim, read_claim
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.releases.signing.release_signature import (
    Holds,
    ReleaseSignature,
    check_signature,
    read_signature,
    write_signature,
)
from shrutik_core.releases.splits.ledger_lines import NAME as SPLITS
from shrutik_core.shared.errors import Invalid


@attrs.define
class SealCheck:
    """Checks what names the root, file by file.

    Attributes:
        told: what ``release.json`` says.
        listed: checksums by path, as the list says them.
        text: the list as it lies there.
        faults: what was found.
        rewritten: whether the list says what was signed in another form, as `sha256sum` on other machines writes it.
        signed: whether the signature was checked and holds.
    """

    told: ToldRelease
    listed: dict[str, str]
    text: str
    faults: list[CopyFault] = attrs.field(factory=list, init=False)
    rewritten: bool = attrs.field(default=False, init=False)
    signed: bool = attrs.field(default=False, init=False)

    @property
    def canonical(self) -> str:
        """The list as a release is sealed with it."""
        return checksums.write_listed(self.listed)

    @property
    def digest(self) -> str:
        """SHA-256 of the list in that form."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    def signature(self, text: str, origin: str, keys: Sequence[ReleaseKey], holds: Holds) -> None:
        """Check the signature.

        Args:
            text: of its file.
            origin: text of ``provenance.json``, which tells whether the list or the signature is another one.
            keys: those that are trusted; empty to see only whether it speaks of this release.
            holds: checks one Ed25519 signature.
        """
        self.rewritten = self.text != self.canonical
        try:
            signature = read_signature(text)
            if write_signature(signature) != text:
                self.faults.append(CopyFault(SIGNATURE, "is not as it was written; fetch it again"))
            if read_claim(signature.comment) != ReleaseClaim(self.told.series, self.told.version, self.told.root):
                told = f"is of another release, or root, than release.json tells of: {signature.comment}"
                self.faults.append(CopyFault(SIGNATURE, told))
            if keys:
                self._held(signature, origin, keys, holds)
        except Invalid as error:
            self.faults.append(CopyFault(SIGNATURE, error.detail))

    def origin(self, text: str) -> None:
        """Check ``provenance.json``: all of it follows from the other files."""
        try:
            wanted = self.told.provenance(self.digest, self.listed.get(SPLITS, ""))
        except Invalid as error:
            self.faults.append(CopyFault(provenance.NAME, error.detail))
            return
        if text != wanted:
            told = "does not say where this release came from, or SHA256SUMS is another list; fetch both again"
            self.faults.append(CopyFault(provenance.NAME, told))

    def _held(self, signature: ReleaseSignature, origin: str, keys: Sequence[ReleaseKey], holds: Holds) -> None:
        try:
            check_signature(self.canonical.encode(), signature, keys, holds)
            self.signed = True
        except Invalid as error:
            path = SIGNATURE if self.digest in origin else checksums.NAME
            self.faults.append(CopyFault(path, f"the signature does not hold: {error.detail}"))
