"""Accept an invitation: a code and a name open an account, or a code gives one back to its holder."""

from datetime import datetime

import attrs

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.invitation import Invitation
from shrutik_core.people.invitation_code import hash_of
from shrutik_core.people.names import check_name
from shrutik_core.people.roles import Actor, Role
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.prompts.language import check_language
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_core.shared.receipts import NOBODY, IdempotencyKey
from shrutik_core.use_cases.invitations.make_invitations import check_replaceable
from shrutik_core.use_cases.people.sessions import StartSession, TokenPair
from shrutik_core.use_cases.steps.arriving import note_arrival
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import no_account


@attrs.frozen
class Acceptance:
    """What a person says who was invited.

    Attributes:
        code: as it was typed.
        name: as others see it; not looked at if the code gives an account back.
        locale: BCP 47 tag of the language that the person reads.
    """

    code: str = attrs.field(repr=False)
    name: str
    locale: str = "en"


@attrs.frozen
class Welcome:
    """What a person has who accepted an invitation.

    Attributes:
        contributor: the account.
        collection: for which they were invited.
        tokens: of a new session.
    """

    contributor: Contributor
    collection: CollectionId
    tokens: TokenPair


@attrs.frozen
class AcceptInvitation:
    """Opens an account without an address or a password, or gives one back; of many who try at once one succeeds."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    start_session: StartSession
    origins: OriginHasher

    def __call__(
        self, acceptance: Acceptance, origin: str = "", agent: str = "", key: IdempotencyKey | None = None
    ) -> Welcome:
        """The account with a session of its own; a code that gives an account back ends all earlier sessions.

        The same call once more, as a bad network makes people repeat it, gives the account back, unless the facilitator
        has made a code to replace it since.

        Args:
            acceptance: what the person says.
            origin: network address of the caller.
            agent: what the caller's program says of itself.
            key: the wish that the code is used once.

        Raises:
            Conflict: ``invitation_used``, ``invitation_revoked`` or ``invitation_expired``;
                ``account_not_replaceable`` if the account got an address or another role since the code was made.
            Invalid: ``invitation_code_invalid``, ``name_invalid``, ``language_invalid`` or ``text_invalid``.
            Missing: ``invitation_missing`` or ``contributor_missing``.
        """
        code_hash, now = hash_of(acceptance.code), self.clock.now()
        with self.units_of_work() as uow:
            invitation = uow.invitations.find_by_code(code_hash, lock=True)
            if invitation is None:
                raise Missing("invitation_missing", "There is no invitation with this code; compare it with the card.")
            before = done_before(uow, NOBODY, key, now)
            if before and uow.invitations.of_account(ContributorId(before[0]))[-1].id == invitation.id:
                contributor = _given_back(uow, ContributorId(before[0]), now)
            else:
                contributor = self._used(uow, invitation, acceptance, now, origin)
                keep_receipt(uow, NOBODY, key, (contributor.id,), now)
            tokens = self.start_session.within(uow, contributor, origin, agent)
            uow.commit()
        return Welcome(contributor, invitation.collection, tokens)

    def _used(
        self, uow: UnitOfWork, invitation: Invitation, acceptance: Acceptance, now: datetime, origin: str
    ) -> Contributor:
        invitation.check(now)
        if invitation.replaces is None:
            contributor = self._opened(uow, acceptance, now, origin)
        else:
            contributor = _given_back(uow, invitation.replaces, now)
        uow.invitations.save(invitation.use(contributor.id, now))
        actor = Actor(contributor.id, contributor.role, origin=origin)
        add_entry(uow, self.ids, now, actor, "invitation.used", invitation.id, account=str(contributor.id))
        return contributor

    def _opened(self, uow: UnitOfWork, acceptance: Acceptance, now: datetime, origin: str) -> Contributor:
        contributor = Contributor(
            id=ContributorId(self.ids.new()),
            email=None,
            name=check_name(acceptance.name),
            password_hash=None,
            role=Role.CONTRIBUTOR,
            speaker=SpeakerId(self.ids.new()),
            locale=check_language(acceptance.locale),
            created_at=now,
        )
        uow.contributors.add(contributor)
        note_arrival(uow, self.origins, contributor, origin, vouched=True)
        uow.speakers.add(Speaker(contributor.speaker, contributor.id, now))
        return contributor


def _given_back(uow: UnitOfWork, account: ContributorId, now: datetime) -> Contributor:
    """The account that a code gives back; whoever had it before has it no more."""
    contributor = uow.contributors.find(account, lock=True)
    if contributor is None:
        raise no_account()
    check_replaceable(uow, contributor)
    uow.sessions.end_all(contributor.id, now)
    return contributor
