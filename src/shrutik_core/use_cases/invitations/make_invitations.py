"""Make invitations: codes that are shown once, each of which opens an account, or gives one back to its holder."""

from datetime import datetime, timedelta

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.invitation import DEFAULT_LIFETIME, Invitation, InvitationStatus, check_lifetime
from shrutik_core.people.invitation_code import CODE_LENGTH, code_of, hash_of, prefix_of
from shrutik_core.people.roles import Actor, Permission, Role
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.random_source import RandomSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, Missing, declare
from shrutik_core.shared.ids import ContributorId, InvitationId
from shrutik_core.shared.receipts import NOBODY, IdempotencyKey
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection

declare(
    Invalid,
    "invitation_count_invalid",
    "That many invitations cannot be made at once.",
    {"most": "Invitations that are made at once."},
)
declare(Conflict, "invitations_made", "These invitations were made before, and their codes shown.")
declare(Conflict, "account_not_replaceable", "This account cannot be given back by a code.")

MOST_INVITATIONS = 200


@attrs.frozen
class InvitationOrder:
    """What invitations are wanted.

    Attributes:
        collection: slug or id.
        count: how many, 1 to 200.
        name: what the maker calls the person or the group; may be empty.
        lifetime: how long the codes are good for, a minute to a year.

    Raises:
        Invalid: ``invitation_count_invalid`` or ``invitation_lifetime_invalid``.
    """

    collection: str
    count: int = 1
    name: str = ""
    lifetime: timedelta = attrs.field(default=DEFAULT_LIFETIME, converter=check_lifetime)

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.count <= MOST_INVITATIONS:
            detail = f"Make 1 to {MOST_INVITATIONS} invitations at once, not {self.count}."
            raise Invalid(
                "invitation_count_invalid",
                detail,
                errors=[FieldError("count", detail)],
                extra={"most": MOST_INVITATIONS},
            )


@attrs.frozen
class IssuedInvitation:
    """An invitation with its code, as it is shown this once.

    Attributes:
        invitation: what is kept of it.
        code: in groups.
        collection: for which it is.
    """

    invitation: Invitation
    code: str = attrs.field(repr=False)
    collection: Collection


@attrs.frozen
class MakeInvitations:
    """Makes codes; ``actor`` is None for the operator at the command line."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    random_source: RandomSource

    def __call__(
        self, actor: Actor | None, order: InvitationOrder, key: IdempotencyKey | None = None
    ) -> tuple[IssuedInvitation, ...]:
        """Codes that open one account each.

        Raises:
            Conflict: ``policies_unreadable``; ``invitations_made`` if the same call made them before.
            Invalid: ``name_invalid`` or ``text_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            collection = _for_whom_may_invite(uow, actor, order.collection)
            issued = tuple(self._issue(actor, collection, order.name, order.lifetime) for _ in range(order.count))
            self._keep(uow, actor, issued, key)
        return issued

    def replacement(
        self,
        actor: Actor | None,
        account: ContributorId,
        lifetime: timedelta = DEFAULT_LIFETIME,
        key: IdempotencyKey | None = None,
    ) -> IssuedInvitation:
        """A code that gives an account back to its holder, who lost code or phone; earlier such codes end.

        Only an account that an invitation opened, to a collection for which the actor may invite, that is a
        contributor's and still has no address: nobody is let into an account that has another way in, or more rights.

        Raises:
            Conflict: ``policies_unreadable``, or ``account_not_replaceable``; ``invitations_made`` if the same
                call made one before.
            Invalid: ``invitation_lifetime_invalid``.
            Missing: ``contributor_missing``, also if it was not invited to a collection of the actor's;
                ``collection_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.INVITE)
        with self.units_of_work() as uow:
            opened, contributor = _invited(uow, actor, account)
            check_replaceable(uow, contributor)
            collection = the_collection(uow, str(opened.collection))
            for earlier in uow.invitations.of_account(account):
                if earlier.status is InvitationStatus.OPEN:
                    uow.invitations.save(earlier.revoke(self.clock.now()))
            issued = self._issue(actor, collection, contributor.name, check_lifetime(lifetime))
            issued = attrs.evolve(issued, invitation=attrs.evolve(issued.invitation, replaces=account))
            self._keep(uow, actor, (issued,), key)
        return issued

    def _issue(self, actor: Actor | None, collection: Collection, name: str, lifetime: timedelta) -> IssuedInvitation:
        code, now = code_of(self.random_source.draws(CODE_LENGTH)), self.clock.now()
        invitation = Invitation(
            id=InvitationId(self.ids.new()),
            code_hash=hash_of(code),
            prefix=prefix_of(code),
            collection=collection.id,
            made_by=actor.id if actor else None,
            created_at=now,
            expires_at=now + lifetime,
            name=name,
        )
        return IssuedInvitation(invitation, code, collection)

    def _keep(
        self,
        uow: UnitOfWork,
        actor: Actor | None,
        issued: tuple[IssuedInvitation, ...],
        key: IdempotencyKey | None,
    ) -> None:
        person, now, invitations = actor.id if actor else NOBODY, self.clock.now(), [one.invitation for one in issued]
        if done_before(uow, person, key, now):
            detail = "These were made before, and no code is shown twice; take them back and make new ones."
            raise Conflict("invitations_made", detail)
        keep_receipt(uow, person, key, tuple(one.id for one in invitations), now)
        uow.invitations.add_all(invitations)
        for one in invitations:
            _note_made(uow, self.ids, now, actor, one)
        uow.commit()


def _note_made(uow: UnitOfWork, ids: IdSource, now: datetime, actor: Actor | None, made: Invitation) -> None:
    facts: dict[str, object] = {"collection": str(made.collection)}
    if made.replaces is not None:
        facts["replaces"] = str(made.replaces)
    add_entry(uow, ids, now, actor, "invitation.made", made.id, **facts)


def check_replaceable(uow: UnitOfWork, contributor: Contributor) -> None:
    """Let pass if a code may give this account back.

    Raises:
        Conflict: ``account_not_replaceable`` if it has an address, a log-in elsewhere or another role, or is not
            active.
    """
    plain = contributor.status is ContributorStatus.ACTIVE and contributor.role is Role.CONTRIBUTOR
    if contributor.email is not None or not plain or uow.identities.of_account(contributor.id):
        detail = "A code gives back an active contributor's account without an address; an administrator helps others."
        raise Conflict("account_not_replaceable", detail)


def _for_whom_may_invite(uow: UnitOfWork, actor: Actor | None, reference: str) -> Collection:
    """The collection, for those who may invite to it; whoever may invite to none is not told which there are."""
    if actor is not None:
        actor.require(Permission.INVITE)
    collection = the_collection(uow, reference)
    if actor is not None:
        actor.require(Permission.INVITE, collection.id)
    return collection


def _invited(uow: UnitOfWork, actor: Actor | None, account: ContributorId) -> tuple[Invitation, Contributor]:
    """The invitation that opened the account, and the account, which nobody else changes meanwhile."""
    contributor = uow.contributors.find(account, lock=True)
    opened = next((one for one in uow.invitations.of_account(account) if one.replaces is None), None)
    theirs = opened is not None and (actor is None or actor.may(Permission.INVITE, opened.collection))
    if contributor is None or opened is None or not theirs:
        raise _nobody_invited()
    return opened, contributor


def _nobody_invited() -> Missing:
    return Missing("contributor_missing", "Your invitations opened no such account; GET /invitations lists them.")
