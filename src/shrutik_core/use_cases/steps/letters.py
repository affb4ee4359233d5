"""Write a letter to a person, in the unit of work that makes it due; a job sends it."""

from datetime import datetime

import attrs

from shrutik_core.notices.letter import Letter, LetterKind
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ContributorId, JobId, LetterId
from shrutik_core.shared.job_kinds import LetterWritten
from shrutik_core.shared.jobs import Job


@attrs.frozen
class Letterbox:
    """Takes letters, if the installation has a way to send them.

    Attributes:
        ids: makes ids of letters and jobs.
        open: whether mail is set up; otherwise no letter is written, and no address needs to be verified.
    """

    ids: IdSource
    open: bool

    def post(
        self, uow: UnitOfWork, now: datetime, kind: LetterKind, contributor: ContributorId | None, email: str | None
    ) -> None:
        """Keep a letter and the job that sends it; nothing if there is no address, or no way.

        Args:
            uow: that commits what the letter is about too.
            now: UTC.
            kind: what it says.
            contributor: whose account it is about; None to find that by the address when it is sent.
            email: where it goes, in normal form.
        """
        if not self.open or email is None:
            return
        self.keep(uow, Letter(LetterId(self.ids.new()), kind, contributor, email, now))

    def keep(self, uow: UnitOfWork, letter: Letter) -> None:
        """Keep a letter and the job that sends it at once."""
        uow.letters.add(letter)
        uow.jobs.add(Job.due(JobId(self.ids.new()), LetterWritten(letter.id), letter.created_at))
