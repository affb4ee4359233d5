"""Where a release came from: an in-toto statement (v1) with SLSA's provenance (v1), the same for the same release.

It names the digest of ``SHA256SUMS``, so it is not listed there; it is not signed, for root and checksums are. There is
no time in it: a release built again has the same bytes.
"""

from collections.abc import Mapping

import attrs
import regex

from shrutik_core.releases.canonical import canonical_json
from shrutik_core.releases.checksums import NAME as CHECKSUMS
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.shared.errors import Invalid

NAME = "provenance.json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = "urn:shrutik:release:1"
BUILDER = "urn:shrutik:builder:1"
ROOT_DIGEST = "rfc6962-sha256"
"""What a root is called among digests: it is no SHA-256 of the release's bytes."""
_DIGEST = regex.compile("[0-9a-f]{64}")


@attrs.frozen
class Provenance:
    """What a release is made from, and by what.

    Attributes:
        series: the name that all versions share.
        version: 1, 2, 3 …
        root: over the release's files.
        checksums: SHA-256 of ``SHA256SUMS``.
        selection: SHA-256 of what was selected.
        ledger: SHA-256 of the ledger of splits.
        predecessor: root of the version before; empty for a first one.
        software: what made it, each with its version.

    All digests have 64 lower-case hexadecimal characters.

    Raises:
        Invalid: ``provenance_invalid`` or ``release_name_invalid``.
    """

    series: str = attrs.field(converter=check_release_name)
    version: int
    root: str
    checksums: str
    selection: str
    ledger: str
    predecessor: str
    software: Mapping[str, str]

    def __attrs_post_init__(self) -> None:
        digests = [self.root, self.checksums, self.selection, self.ledger]
        digests += [self.predecessor] if self.predecessor else []
        if self.version < 1 or not self.software or not all(_DIGEST.fullmatch(one) for one in digests):
            detail = (
                "A release has a version from 1 on, digests of 64 hexadecimal characters, and software that made it."
            )
            raise Invalid("provenance_invalid", detail)

    @property
    def text(self) -> str:
        """The statement, one line of canonical JSON."""
        subject = [
            _named(f"{self.series}-v{self.version}", ROOT_DIGEST, self.root),
            _named(CHECKSUMS, "sha256", self.checksums),
        ]
        predicate = {"buildDefinition": self._definition(), "runDetails": {"builder": self._builder()}}
        return canonical_json(
            {"_type": STATEMENT_TYPE, "subject": subject, "predicateType": PREDICATE_TYPE, "predicate": predicate}
        )

    def _definition(self) -> dict[str, object]:
        materials = [_named("selection", "sha256", self.selection), _named("splits.jsonl", "sha256", self.ledger)]
        if self.predecessor:
            materials.append(_named("predecessor", ROOT_DIGEST, self.predecessor))
        asked = {"series": self.series, "version": self.version}
        return {"buildType": BUILD_TYPE, "externalParameters": asked, "resolvedDependencies": materials}

    def _builder(self) -> dict[str, object]:
        return {"id": BUILDER, "version": dict(self.software)}


def _named(name: str, algorithm: str, digest: str) -> dict[str, object]:
    return {"name": name, "digest": {algorithm: digest}}
