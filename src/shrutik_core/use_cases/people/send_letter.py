"""Send a letter: put it into words with a secret made for it, hand it to the mail server, and forget it."""

from datetime import timedelta
from uuid import UUID

import attrs

from shrutik_core.notices.letter import Letter, LetterKind
from shrutik_core.notices.letter_words import worded
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.one_time_token import LIFETIMES, OneTimeToken, TokenPurpose
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.mailer import Mail, Mailer
from shrutik_core.ports.secret_source import SecretSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.ids import LetterId

_PURPOSES = {
    LetterKind.VERIFY_EMAIL: TokenPurpose.VERIFY_EMAIL,
    LetterKind.CHANGE_EMAIL: TokenPurpose.CHANGE_EMAIL,
    LetterKind.RESET_PASSWORD: TokenPurpose.RESET_PASSWORD,
}
# What speaks of the address that the account has; such a letter is not sent once it has another.
_OF_THE_PRESENT_ADDRESS = frozenset({LetterKind.VERIFY_EMAIL, LetterKind.RESET_PASSWORD})


@attrs.frozen
class SendLetter:
    """Sends a letter that waits; the work of its job."""

    units_of_work: UnitsOfWork
    clock: Clock
    secrets: SecretSource
    mailer: Mailer
    public_url: str

    def __call__(self, subject: UUID) -> None:
        """Send it, unless it was sent before or its account is gone; each attempt makes a new secret.

        Raises:
            Unavailable: ``mail_unavailable``.
            Invalid: ``mail_refused``.
        """
        with self.units_of_work() as uow:
            letter = uow.letters.find(LetterId(subject))
            person = _reader(uow, letter) if letter else None
            if letter is None or person is None:
                uow.letters.remove(LetterId(subject))
                uow.commit()
                return
            mail = self._mail(uow, letter, person)
            uow.commit()
        self.mailer.send(mail)
        self._forget(LetterId(subject))

    def give_up(self, subject: UUID, error: str) -> None:
        """Keep the letter: the job may be retried once mail goes out again."""

    def _mail(self, uow: UnitOfWork, letter: Letter, person: Contributor) -> Mail:
        secret, good_for, purpose = "", timedelta(), _PURPOSES.get(letter.kind)
        if purpose is not None:
            secret, good_for = self.secrets.new(), LIFETIMES[purpose]
            uow.one_time_tokens.replace(OneTimeToken.of(secret, purpose, person.id, letter.email, self.clock.now()))
        said = worded(letter.kind, person.locale, person.name, self.public_url, secret, good_for)
        return Mail(letter.email, said.subject, said.plain, said.html, said.language)

    def _forget(self, letter: LetterId) -> None:
        with self.units_of_work() as uow:
            uow.letters.remove(letter)
            uow.commit()


def _reader(uow: UnitOfWork, letter: Letter) -> Contributor | None:
    """Whom the letter is for; None if it is for nobody, or not any more."""
    if letter.contributor is None:
        person = uow.contributors.find_by_email(letter.email)
    else:
        person = uow.contributors.find(letter.contributor)
    if person is None or person.status is not ContributorStatus.ACTIVE:
        return None
    stale = letter.kind in _OF_THE_PRESENT_ADDRESS and person.email != letter.email
    return None if stale else person
