"""Reset a password that was forgotten: by the secret of a letter to the account's address."""

import attrs

from shrutik_core.notices.letter import LetterKind
from shrutik_core.people.addresses import normal_email
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.one_time_token import TokenPurpose, no_such_token
from shrutik_core.people.passwords import check_password
from shrutik_core.people.session import digest_of
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.use_cases.people.change_email import use_token
from shrutik_core.use_cases.people.change_password import KeepPassword
from shrutik_core.use_cases.people.log_in import succeed
from shrutik_core.use_cases.steps.letters import Letterbox


@attrs.frozen
class ResetPassword:
    """Sends a letter with a secret, and takes it back with a new password."""

    units_of_work: UnitsOfWork
    clock: Clock
    hasher: PasswordHasher
    letterbox: Letterbox
    keep_password: KeepPassword

    def ask(self, email: str) -> None:
        """Write a letter to the address, whether or not it has an account: that is looked at when it is sent.

        So whoever asks learns nothing from the answer, nor from the time that it takes.

        Raises:
            Invalid: ``email_invalid``.
        """
        address = normal_email(email)
        with self.units_of_work() as uow:
            self.letterbox.post(uow, self.clock.now(), LetterKind.RESET_PASSWORD, None, address)
            uow.commit()

    def __call__(self, token: str, password: str) -> None:
        """Give the account the new password; all its sessions end, and nobody waits any more to log in to it.

        Raises:
            Invalid: ``one_time_token_invalid`` or ``password_invalid``.
        """
        now = self.clock.now()
        with self.units_of_work() as uow:
            found = uow.one_time_tokens.find(digest_of(token))
            if found is None or found.purpose is not TokenPurpose.RESET_PASSWORD:
                raise no_such_token()
            found.use(now)
            person = _active(uow.contributors.find(found.contributor))
        hashed = self.hasher.hash(check_password(password, person.name, person.email))
        with self.units_of_work() as uow:
            self._keep(uow, token, hashed)
            uow.commit()

    def _keep(self, uow: UnitOfWork, token: str, hashed: str) -> None:
        now = self.clock.now()
        used = use_token(uow, token, now, TokenPurpose.RESET_PASSWORD)
        person = _active(uow.contributors.find(used.contributor, lock=True))
        if person.email != used.email:
            raise no_such_token()
        verified = person.email_verified_at or now
        self.keep_password(uow, None, attrs.evolve(person, email_verified_at=verified), hashed)
        succeed(uow, used.email)


def _active(person: Contributor | None) -> Contributor:
    if person is None or person.status is not ContributorStatus.ACTIVE:
        raise no_such_token()
    return person
