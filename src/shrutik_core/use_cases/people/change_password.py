"""Change a password: one's own, or as the operator; all sessions of the account end."""

import attrs

from shrutik_core.notices.letter import LetterKind
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.addresses import normal_email
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.one_time_token import TokenPurpose
from shrutik_core.people.passwords import check_password
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Missing, Refused, declare
from shrutik_core.use_cases.people.log_in import ProvePassword, succeed
from shrutik_core.use_cases.people.sessions import changed
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.letters import Letterbox
from shrutik_core.use_cases.steps.lookups import the_contributor
from shrutik_core.use_cases.steps.notifying import add_notice

declare(Refused, "password_wrong", "This is not the account's password.")


@attrs.frozen
class KeepPassword:
    """Keeps a new password, in a unit of work of the caller's."""

    clock: Clock
    ids: IdSource
    letterbox: Letterbox

    def __call__(self, uow: UnitOfWork, actor: Actor | None, contributor: Contributor, hashed: str) -> None:
        """Keep the hash, end all sessions, and tell the person.

        Args:
            uow: that the caller commits.
            actor: who does it; None for the operator, and for the reader of a letter.
            contributor: the account, locked, as it is to be kept but for the password.
            hashed: of the new password.
        """
        now = self.clock.now()
        uow.contributors.save(attrs.evolve(contributor, password_hash=hashed))
        uow.sessions.end_all(contributor.id, now)
        uow.one_time_tokens.remove(contributor.id, TokenPurpose.RESET_PASSWORD)
        add_entry(uow, self.ids, now, actor, "contributor.password_changed", contributor.id)
        add_notice(uow, self.ids, now, contributor.id, NoticeKind.PASSWORD_CHANGED)
        self.letterbox.post(uow, now, LetterKind.PASSWORD_CHANGED, contributor.id, contributor.email)


@attrs.frozen
class ChangePassword:
    """Gives an account another password."""

    units_of_work: UnitsOfWork
    hasher: PasswordHasher
    prove_password: ProvePassword
    keep_password: KeepPassword

    def __call__(self, actor: Actor, current: str | None, new: str) -> None:
        """Change one's own; all sessions end, also the one that asks.

        Args:
            actor: who asks.
            current: the present password; None if the account has none yet.
            new: as typed.

        Raises:
            Invalid: ``password_invalid``.
            Refused: ``password_wrong`` if the present one is not right.
            UsedUp: ``login_throttled`` if too many attempts failed lately.
        """
        with self.units_of_work() as uow:
            before = the_contributor(uow, actor)
        check_password(new, before.name, before.email)
        check_own(self.prove_password, before, current, actor.origin)
        hashed = self.hasher.hash(new)
        with self.units_of_work() as uow:
            contributor = uow.contributors.find(actor.id, lock=True)
            if contributor is None or changed(before, contributor):
                raise wrong_password()
            self.keep_password(uow, actor, contributor, hashed)
            uow.commit()

    def by_operator(self, email: str, new: str) -> Contributor:
        """Give an account another password, as the operator at the command line.

        Raises:
            Invalid: ``email_invalid`` or ``password_invalid``.
            Missing: ``contributor_missing``.
        """
        address = normal_email(email)
        with self.units_of_work() as uow:
            found = uow.contributors.find_by_email(address)
        if found is None:
            raise Missing("contributor_missing", f"There is no account with the address {email[:80]!r}.")
        hashed = self.hasher.hash(check_password(new, found.name, found.email))
        with self.units_of_work() as uow:
            contributor = uow.contributors.find(found.id, lock=True) or found
            self.keep_password(uow, None, contributor, hashed)
            succeed(uow, address)
            uow.commit()
        return contributor


def check_own(prove: ProvePassword, person: Contributor, password: str | None, origin: str) -> None:
    """Let pass who knows the account's password, or has none to know.

    Raises:
        Refused: ``password_wrong``.
        UsedUp: ``login_throttled``.
    """
    if person.password_hash is None and password is None:
        return
    if password is None or not prove(person.email or str(person.id), origin, person, password):
        raise wrong_password()


def wrong_password() -> Refused:
    """The error that a person's present password is not right."""
    return Refused("password_wrong", "The current password is wrong; type it again, or ask for a new one.")
