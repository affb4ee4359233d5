"""Register: a person makes an account of their own."""

from uuid import UUID, uuid5

import attrs

from shrutik_core.notices.letter import LetterKind
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.passwords import check_password
from shrutik_core.people.roles import Role
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.prompts.language import check_language
from shrutik_core.shared.ids import ContributorId, SpeakerId
from shrutik_core.shared.receipts import NOBODY, RECEIPT_LIFETIME, IdempotencyKey, Receipt
from shrutik_core.use_cases.steps.arriving import note_arrival
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.letters import Letterbox


@attrs.frozen
class Registration:
    """What a person says when they register.

    Attributes:
        email: their address.
        password: 8 to 256 characters, not one that others would guess first.
        name: as others see it.
        locale: BCP 47 tag of the language they read.
        role: contributor, unless an operator says otherwise.
        address: network address of who asks; empty at the command line.
    """

    email: str = attrs.field(repr=False)
    password: str = attrs.field(repr=False)
    name: str
    locale: str = "en"
    role: Role = Role.CONTRIBUTOR
    address: str = ""


@attrs.frozen
class Register:
    """Makes an account and its own voice."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    hasher: PasswordHasher
    letterbox: Letterbox
    origins: OriginHasher

    def __call__(self, registration: Registration) -> Contributor:
        """The new account, for an operator, who may know which addresses have one.

        Raises:
            Conflict: ``email_taken``.
            Invalid: ``email_invalid``, ``password_invalid``, ``name_invalid``, ``language_invalid`` or
                ``text_invalid``.
        """
        contributor = self._contributor(registration)
        with self.units_of_work() as uow:
            uow.contributors.add(contributor)
            self._settle_in(uow, contributor, registration.address)
            if contributor.role is not Role.CONTRIBUTOR:
                # An operator at the command line did it: registration over the API makes contributors only.
                made, role = contributor.created_at, contributor.role
                add_entry(uow, self.ids, made, None, "contributor.made", contributor.id, value=role)
            uow.commit()
        return contributor

    def publicly(self, registration: Registration, key: IdempotencyKey | None = None) -> Contributor:
        """The new account, or what looks like one if the address has an account: a stranger is told nothing.

        In both cases a hash is made, an entry is kept in the audit trail and a letter goes to the address: to confirm
        it, or to say that somebody tried. The same call with the same key has the same answer and does nothing.

        Raises:
            Invalid: ``email_invalid``, ``password_invalid``, ``name_invalid``, ``language_invalid`` or
                ``text_invalid``.
        """
        contributor = self._contributor(attrs.evolve(registration, role=Role.CONTRIBUTOR))
        now = contributor.created_at
        with self.units_of_work() as uow:
            before = uow.receipts.find(_stranger(key), key, since=now - RECEIPT_LIFETIME) if key else None
            if before is not None:
                return attrs.evolve(contributor, id=ContributorId(before.subjects[0]), created_at=before.created_at)
            if uow.contributors.add_if_free(contributor):
                self._settle_in(uow, contributor, registration.address)
                add_entry(uow, self.ids, now, contributor.actor, "contributor.registered", contributor.id)
            else:
                self._tell_holder(uow, contributor)
            if key is not None:
                uow.receipts.keep(Receipt(_stranger(key), key, (contributor.id,), now))
            uow.commit()
        return contributor

    def _settle_in(self, uow: UnitOfWork, contributor: Contributor, address: str) -> None:
        now = contributor.created_at
        note_arrival(uow, self.origins, contributor, address)
        uow.speakers.add(Speaker(contributor.speaker, contributor.id, now))
        self.letterbox.post(uow, now, LetterKind.VERIFY_EMAIL, contributor.id, contributor.email)

    def _tell_holder(self, uow: UnitOfWork, contributor: Contributor) -> None:
        holder = uow.contributors.find_by_email(contributor.email or "")
        if holder is None:
            return
        now = contributor.created_at
        add_entry(uow, self.ids, now, None, "contributor.registered_again", holder.id)
        if holder.status is ContributorStatus.ACTIVE:
            self.letterbox.post(uow, now, LetterKind.REGISTERED_BEFORE, holder.id, holder.email)

    def _contributor(self, registration: Registration) -> Contributor:
        draft = Contributor(
            id=ContributorId(self.ids.new()),
            email=registration.email,
            name=registration.name,
            password_hash="",
            role=registration.role,
            speaker=SpeakerId(self.ids.new()),
            locale=check_language(registration.locale),
            created_at=self.clock.now(),
        )
        check_password(registration.password, draft.name, draft.email)
        return attrs.evolve(draft, password_hash=self.hasher.hash(registration.password))


def _stranger(key: IdempotencyKey) -> UUID:
    """Under whom a stranger's receipt is kept: whoever asks the very same, password included, and nobody else."""
    return uuid5(NOBODY, key.digest)
