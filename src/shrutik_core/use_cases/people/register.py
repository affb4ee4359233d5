"""Register: a person makes an account of their own."""

import attrs

from shrutik_core.people.contributor import Contributor, check_password
from shrutik_core.people.roles import Role
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.language import check_language
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ContributorId, SpeakerId
from shrutik_core.shared.receipts import NOBODY, IdempotencyKey
from shrutik_core.use_cases.steps.arriving import note_arrival
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt


@attrs.frozen
class Registration:
    """What a person says when they register.

    Attributes:
        email: their address.
        password: 8 to 256 characters.
        name: as others see it.
        locale: BCP 47 tag of the language they read.
        role: contributor, unless an operator says otherwise.
        address: network address of who asks; empty at the command line.
    """

    email: str
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
    origins: OriginHasher

    def __call__(self, registration: Registration, key: IdempotencyKey | None = None) -> Contributor:
        """The new account, or the one that the same call made before.

        Raises:
            Conflict: ``email_taken``.
            Invalid: ``email_invalid``, ``password_invalid``, ``name_invalid``, ``language_invalid`` or
                ``text_invalid``.
        """
        contributor = self._contributor(registration)
        with self.units_of_work() as uow:
            now = contributor.created_at
            before = done_before(uow, NOBODY, key, now)
            if before:
                known = uow.contributors.find(ContributorId(before[0]))
                if known is None:
                    raise Missing("contributor_missing", "The account that this key made is gone.")
                return known
            uow.contributors.add(contributor)
            note_arrival(uow, self.origins, contributor, registration.address)
            uow.speakers.add(Speaker(contributor.speaker, contributor.id, now))
            keep_receipt(uow, NOBODY, key, (contributor.id,), now)
            uow.commit()
        return contributor

    def _contributor(self, registration: Registration) -> Contributor:
        check_password(registration.password)
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
        return attrs.evolve(draft, password_hash=self.hasher.hash(registration.password))
