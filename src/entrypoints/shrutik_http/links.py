"""Addresses that the API gives out, signed if a plain audio element or a download must do without a header."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import attrs

from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.link_signer import LinkSigner, SignedLink
from shrutik_core.shared.errors import Nameless, Refused
from shrutik_core.shared.ids import ChunkId, ContributorId, PromptMediumId, RecordingId, ReleaseId, parse_id

ROOT = "/api/v1"
# Ends are rounded up to a sixth of the lifetime: the same list asked for again has the same links and the same ETag.
_STEPS = 6


@attrs.frozen
class SignedLinks:
    """Makes links for people, and lets pass those that were made while the person's rights are what they were then.

    Attributes:
        signer: proves what we gave out.
        accounts: whose links they are.
        clock: the present.
        lifetime: how long a link is good for, unless a lease ends before.
    """

    signer: LinkSigner
    accounts: Accounts
    clock: Clock
    lifetime: timedelta = timedelta(hours=1)

    def of(self, person: Contributor) -> "Links":
        """The links of one person."""
        return Links(self, person)

    def check(self, path: str, link: SignedLink) -> None:
        """Let a signed path pass.

        Raises:
            Refused: ``link_invalid``, also if the account it was made for changed since, or ``link_expired``.
            Unavailable: ``database_unavailable``.
        """
        try:
            person = self.accounts.find(ContributorId(parse_id(link.subject)))
        except Nameless as error:
            raise _unknown() from error
        if person is None or person.status is not ContributorStatus.ACTIVE:
            raise _unknown()
        self.signer.verify(path, link, _rights(person), self.clock.now())

    def sign(self, path: str, person: Contributor, until: datetime | None) -> str:
        """The path for one person, until a lease ends (None, or past already: for the usual while)."""
        now = self.clock.now()
        if until is None or until <= now:
            step = max(1, int(self.lifetime.total_seconds()) // _STEPS)
            end = -(-int((now + self.lifetime).timestamp()) // step) * step
            until = datetime.fromtimestamp(end, UTC)
        return self.signer.sign(path, until, str(person.id), _rights(person))


@attrs.frozen
class Links:
    """Makes addresses for one person, which nobody's but their own rights keep alive.

    Attributes:
        signed: makes those that are signed.
        person: whom they are for.
    """

    signed: SignedLinks
    person: Contributor

    def chunk_audio(self, chunk: ChunkId, until: datetime | None = None) -> str:
        """Where a clip is heard, until a lease ends (None, or past already: for the usual while)."""
        return self.signed.sign(f"{ROOT}/chunks/{chunk}/audio", self.person, until)

    def chunk_peaks(self, chunk: ChunkId, until: datetime | None = None) -> str:
        """Where a clip's outline is read, as `chunk_audio` is heard."""
        return self.signed.sign(f"{ROOT}/chunks/{chunk}/peaks", self.person, until)

    def chunk_spectrogram(self, chunk: ChunkId, until: datetime | None = None) -> str:
        """Where a clip's spectrogram is seen, as `chunk_audio` is heard."""
        return self.signed.sign(f"{ROOT}/chunks/{chunk}/spectrogram", self.person, until)

    def recording_audio(self, recording: RecordingId) -> str:
        """Where an original is heard, by those who are logged in."""
        return f"{ROOT}/recordings/{recording}/audio"

    def prompt_medium(self, medium: PromptMediumId) -> str:
        """Where the picture of a prompt is seen, or its sound heard."""
        return self.signed.sign(f"{ROOT}/prompts/media/{medium}", self.person, None)

    def release_file(self, release: ReleaseId, name: str) -> str:
        """Where a release's file is downloaded."""
        path = f"{ROOT}/releases/{release}/files/{name}"
        signed = self.signed.sign(path, self.person, None)
        # Signed is the path as it is read, however its characters are escaped on the way.
        return f"{quote(path)}{signed.removeprefix(path)}"

    def release_withdrawals(self, release: ReleaseId) -> str:
        """Where a release's withdrawal feed is read, by everybody."""
        return f"{ROOT}/releases/{release}/withdrawals"


def _rights(person: Contributor) -> str:
    """What a link dies with: disabling, another password, another role, or a role that counts elsewhere."""
    return f"{person.generation} {person.role} {' '.join(sorted(map(str, person.collections)))}"


def _unknown() -> Refused:
    return Refused("link_invalid", "This link is not valid, or no longer valid; ask for a new one.")
