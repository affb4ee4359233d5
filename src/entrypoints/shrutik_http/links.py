"""Addresses that the API gives out, signed if a plain audio element or a download must do without a header."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.link_signer import LinkSigner
from shrutik_core.shared.ids import ChunkId, RecordingId, ReleaseId

ROOT = "/api/v1"
# Ends are rounded up to a sixth of the lifetime: the same list asked for again has the same links and the same ETag.
_STEPS = 6


@attrs.frozen
class Links:
    """Makes addresses, and lets pass those that were signed.

    Attributes:
        signer: proves what we gave out.
        clock: the present.
        lifetime: how long a link is good for, unless a lease ends before.
    """

    signer: LinkSigner
    clock: Clock
    lifetime: timedelta = timedelta(hours=1)

    def chunk_audio(self, chunk: ChunkId, until: datetime | None = None) -> str:
        """Where a clip is heard, until a lease ends (None, or past already: for the usual while)."""
        return self._signed(f"{ROOT}/chunks/{chunk}/audio", until)

    def recording_audio(self, recording: RecordingId) -> str:
        """Where an original is heard, by those who are logged in."""
        return f"{ROOT}/recordings/{recording}/audio"

    def release_file(self, release: ReleaseId, name: str) -> str:
        """Where a release's file is downloaded."""
        return self._signed(f"{ROOT}/releases/{release}/files/{quote(name)}", None)

    def release_withdrawals(self, release: ReleaseId) -> str:
        """Where a release's withdrawal feed is read, by everybody."""
        return f"{ROOT}/releases/{release}/withdrawals"

    def check(self, path: str, expires: str, signature: str) -> None:
        """Let a signed path pass.

        Raises:
            Refused: ``link_invalid`` or ``link_expired``.
        """
        self.signer.verify(path, expires, signature, self.clock.now())

    def _signed(self, path: str, until: datetime | None) -> str:
        now = self.clock.now()
        if until is not None and until > now:
            return self.signer.sign(path, until)
        step = max(1, int(self.lifetime.total_seconds()) // _STEPS)
        end = -(-int((now + self.lifetime).timestamp()) // step) * step
        return self.signer.sign(path, datetime.fromtimestamp(end, UTC))
