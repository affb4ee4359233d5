"""The unit of work: one transaction with its repositories."""

from types import TracebackType
from typing import Protocol, Self

from shrutik_core.ports.account_repositories import AccountRepositories
from shrutik_core.ports.activity import Activities
from shrutik_core.ports.audit import AuditTrail
from shrutik_core.ports.chunks import Chunks
from shrutik_core.ports.clip_measures import ClipMeasures
from shrutik_core.ports.clip_reports import ClipReports
from shrutik_core.ports.clip_sets import ClipSets
from shrutik_core.ports.consensuses import Consensuses
from shrutik_core.ports.consent_documents import ConsentDocuments
from shrutik_core.ports.decisions import Decisions
from shrutik_core.ports.entrusted import EntrustedSpeakers
from shrutik_core.ports.erasing import Erasing
from shrutik_core.ports.fingerprints import Fingerprints
from shrutik_core.ports.flags import Flags
from shrutik_core.ports.golds import Golds
from shrutik_core.ports.leases import Leases
from shrutik_core.ports.people import Consents, Contributors, Speakers
from shrutik_core.ports.prompt_skips import PromptSkips
from shrutik_core.ports.prompts import Collections, Prompts
from shrutik_core.ports.recordings import Recordings
from shrutik_core.ports.releases import Releases
from shrutik_core.ports.reviews import Reviews
from shrutik_core.ports.series_feeds import SeriesFeeds
from shrutik_core.ports.standings import Standings
from shrutik_core.ports.tasks import Tasks
from shrutik_core.ports.transcriptions import Transcriptions
from shrutik_core.ports.uploads import Uploads
from shrutik_core.ports.withdrawal_feed import WithdrawalFeed
from shrutik_core.ports.withdrawals import Withdrawals
from shrutik_core.ports.work_repositories import WorkRepositories
from shrutik_core.shared.errors import Unavailable, declare

declare(Unavailable, "database_unavailable", "The database does not answer.")
declare(Unavailable, "try_again", "Others were quicker; send the same call again.")


class UnitOfWork(AccountRepositories, WorkRepositories, Protocol):
    """One transaction: what is done on its repositories becomes true together at `commit`, or not at all.

    Used as a context manager; leaving it without `commit`, or by an exception, undoes everything. Rows read without a
    lock are as they were committed. A store that does not answer is `Unavailable` ``database_unavailable``; a
    transaction that lost against another and may simply be tried again is `Unavailable` ``try_again``. Either is
    `Interrupted` if nothing speaks against another try at once.
    """

    @property
    def contributors(self) -> Contributors:
        """Accounts."""
        ...

    @property
    def speakers(self) -> Speakers:
        """Voices."""
        ...

    @property
    def consents(self) -> Consents:
        """Agreements."""
        ...

    @property
    def collections(self) -> Collections:
        """Collections."""
        ...

    @property
    def consent_documents(self) -> ConsentDocuments:
        """What speakers are asked to agree to."""
        ...

    @property
    def prompts(self) -> Prompts:
        """What is to be said."""
        ...

    @property
    def prompt_skips(self) -> PromptSkips:
        """What speakers would rather not say."""
        ...

    @property
    def activities(self) -> Activities:
        """Sums over what people did."""
        ...

    @property
    def recordings(self) -> Recordings:
        """Recordings and their cuts."""
        ...

    @property
    def uploads(self) -> Uploads:
        """Recordings on their way, in parts."""
        ...

    @property
    def fingerprints(self) -> Fingerprints:
        """What recordings are known by."""
        ...

    @property
    def chunks(self) -> Chunks:
        """Clips."""
        ...

    @property
    def clip_sets(self) -> ClipSets:
        """All clips of a recording at once."""
        ...

    @property
    def tasks(self) -> Tasks:
        """Leases, and what became of them."""
        ...

    @property
    def leases(self) -> Leases:
        """Leases as they are given out."""
        ...

    @property
    def golds(self) -> Golds:
        """Chunks whose text is known."""
        ...

    @property
    def transcriptions(self) -> Transcriptions:
        """What people typed."""
        ...

    @property
    def consensuses(self) -> Consensuses:
        """What they agree on."""
        ...

    @property
    def decisions(self) -> Decisions:
        """What follows from it, many chunks at once."""
        ...

    @property
    def standings(self) -> Standings:
        """How reliable people are."""
        ...

    @property
    def flags(self) -> Flags:
        """What makes an admin look at a person's texts."""
        ...

    @property
    def clip_reports(self) -> ClipReports:
        """What people say is wrong with settled clips."""
        ...

    @property
    def reviews(self) -> Reviews:
        """The reviewers' queue."""
        ...

    @property
    def clip_measures(self) -> ClipMeasures:
        """What decoding clips has shown."""
        ...

    @property
    def releases(self) -> Releases:
        """Datasets."""
        ...

    @property
    def audit(self) -> AuditTrail:
        """What was done."""
        ...

    @property
    def withdrawals(self) -> Withdrawals:
        """What people took back."""
        ...

    @property
    def withdrawal_feed(self) -> WithdrawalFeed:
        """What holders of a release are told of it."""
        ...

    @property
    def series_feeds(self) -> SeriesFeeds:
        """The same for holders of any release of a name, chained and signed."""
        ...

    @property
    def erasing(self) -> Erasing:
        """Deletion of what was derived."""
        ...

    @property
    def entrusted(self) -> EntrustedSpeakers:
        """Voices that facilitators look after."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Make everything true; the unit of work is over afterwards."""
        ...


class UnitsOfWork(Protocol):
    """Opens units of work."""

    def __call__(self) -> UnitOfWork:
        """A new one, not begun; its ``with`` begins it."""
        ...

    def commits_begun(self) -> int:
        """How many commits this thread has begun here, whatever came of them.

        A call that raised `Interrupted` may be made again if the number is what it was before the call.
        """
        ...
