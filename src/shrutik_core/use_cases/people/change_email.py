"""Change an e-mail address, and show that letters to an address reach the person."""

from datetime import datetime

import attrs

from shrutik_core.notices.letter import LetterKind
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.addresses import normal_email
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.one_time_token import OneTimeToken, TokenPurpose, no_such_token
from shrutik_core.people.roles import Actor
from shrutik_core.people.session import digest_of
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict
from shrutik_core.use_cases.people.change_password import check_own
from shrutik_core.use_cases.people.log_in import ProvePassword
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.letters import Letterbox
from shrutik_core.use_cases.steps.lookups import no_account, the_contributor
from shrutik_core.use_cases.steps.notifying import add_notice


@attrs.frozen
class ChangeEmail:
    """Gives an account another address, once the new one has confirmed it."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    prove_password: ProvePassword
    letterbox: Letterbox

    def __call__(self, actor: Actor, email: str, password: str | None) -> None:
        """Send a letter to the new address, and a notice to the present one; whoever asks learns of no other account.

        Without mail nothing can be confirmed: the account has the new address at once, if no other has it.

        Args:
            actor: who asks.
            email: the new address, as typed.
            password: of the account; None if it has none.

        Raises:
            Invalid: ``email_invalid``.
            Refused: ``password_wrong``.
            UsedUp: ``login_throttled`` if too many attempts failed lately.
        """
        address, now = normal_email(email), self.clock.now()
        with self.units_of_work() as uow:
            person = the_contributor(uow, actor)
        check_own(self.prove_password, person, password, actor.origin)
        with self.units_of_work() as uow:
            person = uow.contributors.find(actor.id, lock=True) or person
            holder = uow.contributors.find_by_email(address)
            add_entry(uow, self.ids, now, actor, "contributor.email_changing", person.id)
            if self.letterbox.open:
                self._write(uow, now, person, holder, address)
            elif holder is None:
                uow.contributors.save(attrs.evolve(person, email=address, email_verified_at=None))
            uow.commit()

    def _write(
        self, uow: UnitOfWork, now: datetime, person: Contributor, holder: Contributor | None, address: str
    ) -> None:
        if holder is None or holder.id == person.id:
            self.letterbox.post(uow, now, LetterKind.CHANGE_EMAIL, person.id, address)
        elif holder.status is ContributorStatus.ACTIVE:
            self.letterbox.post(uow, now, LetterKind.REGISTERED_BEFORE, holder.id, holder.email)
        self.letterbox.post(uow, now, LetterKind.EMAIL_CHANGING, person.id, person.email)


@attrs.frozen
class VerifyEmail:
    """Notes that letters to an address reach the person."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    letterbox: Letterbox

    def __call__(self, token: str) -> None:
        """Take the secret of a letter: the account's address is verified, or the new one becomes its address.

        Raises:
            Conflict: ``email_taken`` if another account got the address meanwhile.
            Invalid: ``one_time_token_invalid``.
        """
        now = self.clock.now()
        with self.units_of_work() as uow:
            used = use_token(uow, token, now, TokenPurpose.VERIFY_EMAIL, TokenPurpose.CHANGE_EMAIL)
            person = uow.contributors.find(used.contributor, lock=True)
            if person is None or person.status is not ContributorStatus.ACTIVE:
                raise no_such_token()
            if used.purpose is TokenPurpose.CHANGE_EMAIL:
                self._change(uow, now, person, used.email)
            elif person.email != used.email:
                raise no_such_token()
            else:
                uow.contributors.save(attrs.evolve(person, email_verified_at=now))
                add_entry(uow, self.ids, now, person.actor, "contributor.email_verified", person.id)
            uow.commit()

    def again(self, actor: Actor) -> None:
        """Send the letter once more to the person's own address, unless it is verified."""
        with self.units_of_work() as uow:
            person = uow.contributors.find(actor.id)
            if person is None:
                raise no_account()
            if person.email_verified_at is None:
                self.letterbox.post(uow, self.clock.now(), LetterKind.VERIFY_EMAIL, person.id, person.email)
                uow.commit()

    def _change(self, uow: UnitOfWork, now: datetime, person: Contributor, address: str) -> None:
        holder = uow.contributors.find_by_email(address)
        if holder is not None and holder.id != person.id:
            raise Conflict("email_taken", "Another account has this address by now; use a different one.")
        uow.contributors.save(attrs.evolve(person, email=address, email_verified_at=now))
        # What was sent to the address before is good for nothing any more.
        uow.one_time_tokens.remove(person.id, TokenPurpose.RESET_PASSWORD, TokenPurpose.VERIFY_EMAIL)
        add_entry(uow, self.ids, now, person.actor, "contributor.email_changed", person.id)
        if person.email != address:
            add_notice(uow, self.ids, now, person.id, NoticeKind.EMAIL_CHANGED)
            self.letterbox.post(uow, now, LetterKind.EMAIL_CHANGED, person.id, person.email)


def use_token(uow: UnitOfWork, text: str, now: datetime, *purposes: TokenPurpose) -> OneTimeToken:
    """The one-time token of this text, used now.

    Raises:
        Invalid: ``one_time_token_invalid``.
    """
    found = uow.one_time_tokens.find(digest_of(text))
    if found is None or found.purpose not in purposes:
        raise no_such_token()
    used = found.use(now)
    uow.one_time_tokens.save(used)
    return used
