"""Seal a release: one root over its files, their checksums, and a signature of both."""

from collections.abc import Iterable, Sequence

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.release_signer import ReleaseSigner
from shrutik_core.releases import checksums, provenance, release_json
from shrutik_core.releases.release import Release, ReleaseFile, release_key
from shrutik_core.releases.release_json import ReleaseCounts, ReleaseFacts
from shrutik_core.releases.signing.release_claim import ReleaseClaim
from shrutik_core.releases.signing.release_signature import sign, write_signature
from shrutik_core.releases.splits.ledger_lines import NAME as SPLITS
from shrutik_core.releases.tree.release_tree import ReleaseTree
from shrutik_core.use_cases.releases.text_blobs import put_lines
from shrutik_core.use_cases.releases.written_file import WrittenFile

SIGNATURE = f"{checksums.NAME}.minisig"


@attrs.frozen
class SealedRelease:
    """A release that nothing is added to any more.

    Attributes:
        files: all of them, sorted by name.
        root: over those that the tree holds, 64 hexadecimal characters.
        digest: SHA-256 of the list of checksums.
    """

    files: tuple[ReleaseFile, ...]
    root: str
    digest: str


@attrs.frozen
class SealRelease:
    """Writes what names the root, and signs it; the same files are always sealed to the same bytes."""

    blobs: BlobStore
    signer: ReleaseSigner

    def __call__(
        self, release: Release, written: Sequence[WrittenFile], facts: ReleaseFacts, counts: ReleaseCounts
    ) -> SealedRelease:
        """The sealed release.

        Args:
            release: that is built.
            written: every file that it has so far, in any order; the ledger of splits is among them.
            facts: what stands in ``release.json``.
            counts: the same; ``files`` is counted here.
        """
        tree = ReleaseTree()
        for one in sorted(written, key=lambda one: one.file.name.encode()):
            tree.add(one.file.name, one.leaf)
        counts = attrs.evolve(counts, files=tree.files)
        told = release_json.write_release(release, facts, counts, tree.root)
        named = self._put(release, release_json.NAME, "application/json", [told])
        listed = [*(one.file for one in written), named]
        sums = checksums.write_checksums(listed)
        digest = checksums.release_digest(sums)
        listed += self._signed(release, sums, tree.root)
        origin = self._origin(release, facts, written, tree.root, digest)
        listed.append(self._put(release, provenance.NAME, "application/json", [origin]))
        return SealedRelease(tuple(sorted(listed, key=lambda file: file.name)), tree.root, digest)

    def _signed(self, release: Release, sums: str, root: str) -> list[ReleaseFile]:
        claim = ReleaseClaim(release.name, release.version, root)
        signature = write_signature(sign(sums.encode(), claim.comment, self.signer.key, self.signer.sign))
        return [
            self._put(release, checksums.NAME, "text/plain", sums.splitlines()),
            self._put(release, SIGNATURE, "text/plain", signature.splitlines()),
        ]

    def _origin(
        self, release: Release, facts: ReleaseFacts, written: Iterable[WrittenFile], root: str, digest: str
    ) -> str:
        ledger = next(one.file.sha256 for one in written if one.file.name == SPLITS)
        return provenance.Provenance(
            series=release.name,
            version=release.version,
            root=root,
            checksums=digest,
            selection=release_json.selection_digest(release, facts.collections),
            ledger=ledger,
            predecessor=facts.predecessor[1] if facts.predecessor else "",
            software=facts.software,
        ).text

    def _put(self, release: Release, name: str, media_type: str, lines: Iterable[str]) -> ReleaseFile:
        blob = put_lines(self.blobs, release_key(release.id, name), lines)
        return ReleaseFile(name, blob.key, blob.size, blob.sha256, media_type)
