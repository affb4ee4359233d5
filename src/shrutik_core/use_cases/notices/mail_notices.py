"""Put notices that are due into letters: one letter for each person, however many notices it holds."""

from datetime import datetime

import attrs

from shrutik_core.notices.letter import Letter, LetterKind
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ContributorId, LetterId
from shrutik_core.use_cases.steps.letters import Letterbox
from shrutik_core.use_cases.steps.mailing import still_to_mail

PEOPLE_AT_ONCE = 200
"""People to whom one run writes; the others wait for the next one."""
_DROPPED_AT_ONCE = 1_000


@attrs.frozen
class MailNotices:
    """Writes the letters that are due; any number may run at a time, and nobody gets a letter twice.

    A letter, what is in it, and the job that sends it become true together: whatever ends the process loses nothing.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    letterbox: Letterbox

    def __call__(self) -> int:
        """How many letters were written. Without a way to send them, what is due is forgotten: the page has it all."""
        now = self.clock.now()
        with self.units_of_work() as uow:
            if not self.letterbox.open:
                uow.notice_post.forget(now, _DROPPED_AT_ONCE)
                uow.commit()
                return 0
            people = uow.notice_post.due(now, PEOPLE_AT_ONCE)
        return sum(self._write(person, now) for person in people)

    def _write(self, contributor: ContributorId, now: datetime) -> int:
        letter = LetterId(self.letterbox.ids.new())
        with self.units_of_work() as uow:
            person = uow.contributors.find(contributor, lock=True)
            due = uow.notice_post.put_into(letter, contributor, now)
            preferences = uow.notice_preferences.find(contributor)
            if person is None or not still_to_mail(due, person, preferences) or person.email is None:
                uow.notice_post.remove(letter)
                uow.commit()
                return 0
            self.letterbox.keep(uow, Letter(letter, LetterKind.NOTICES, contributor, person.email, now))
            uow.commit()
        return 1
