"""Send a letter: put it into words, with a secret if it needs one, hand it to the mail server, and forget it."""

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
from shrutik_core.use_cases.notices.write_notice_letter import WriteNoticeLetter

_PURPOSES = {
    LetterKind.VERIFY_EMAIL: TokenPurpose.VERIFY_EMAIL,
    LetterKind.CHANGE_EMAIL: TokenPurpose.CHANGE_EMAIL,
    LetterKind.RESET_PASSWORD: TokenPurpose.RESET_PASSWORD,
}
# What speaks of the address that the account has; such a letter is not sent once it has another.
_OF_THE_PRESENT_ADDRESS = frozenset({LetterKind.VERIFY_EMAIL, LetterKind.RESET_PASSWORD, LetterKind.NOTICES})


@attrs.frozen
class SendLetter:
    """Sends a letter that waits; the work of its job."""

    units_of_work: UnitsOfWork
    clock: Clock
    secrets: SecretSource
    mailer: Mailer
    public_url: str
    write_notices: WriteNoticeLetter

    def __call__(self, subject: UUID) -> None:
        """Send it, unless it was sent before, its account is gone or it would say nothing.

        Each attempt makes a new secret, if there is to be one.

        Raises:
            Unavailable: ``mail_unavailable``.
            Invalid: ``mail_refused``.
        """
        with self.units_of_work() as uow:
            letter = uow.letters.find(LetterId(subject))
            person = _reader(uow, letter) if letter else None
            mail = self._mail(uow, letter, person) if letter and person else None
            if mail is None and letter is not None:
                _forget(uow, letter)
            uow.commit()
        if mail is None or letter is None:
            return
        self.mailer.send(mail)
        with self.units_of_work() as uow:
            _forget(uow, letter)
            uow.commit()

    def give_up(self, subject: UUID, error: str) -> None:
        """Keep the letter: the job may be retried once mail goes out again."""

    def _mail(self, uow: UnitOfWork, letter: Letter, person: Contributor) -> Mail | None:
        if letter.kind is LetterKind.NOTICES:
            return self.write_notices(uow, letter, person)
        secret, good_for, purpose = "", timedelta(), _PURPOSES.get(letter.kind)
        if purpose is not None:
            secret, good_for = self.secrets.new(), LIFETIMES[purpose]
            uow.one_time_tokens.replace(OneTimeToken.of(secret, purpose, person.id, letter.email, self.clock.now()))
        said = worded(letter.kind, person.locale, person.name, self.public_url, secret, good_for)
        return Mail(letter.email, said.subject, said.plain, said.html, said.language)


def _forget(uow: UnitOfWork, letter: Letter) -> None:
    uow.letters.remove(letter.id)
    if letter.kind is LetterKind.NOTICES:
        uow.notice_post.remove(letter.id)


def _reader(uow: UnitOfWork, letter: Letter) -> Contributor | None:
    """Whom the letter is for; None if it is for nobody, or not any more."""
    if letter.contributor is None:
        person = uow.contributors.find_by_email(letter.email)
    else:
        person = uow.contributors.find(letter.contributor)
    if person is None:
        return None
    # Whoever's account was disabled is to read so.
    if person.status is not ContributorStatus.ACTIVE and letter.kind is not LetterKind.NOTICES:
        return None
    stale = letter.kind in _OF_THE_PRESENT_ADDRESS and person.email != letter.email
    return None if stale else person
