"""API keys: made and shown once, listed, revoked by their owner or by the operator."""

from datetime import datetime, timedelta

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.addresses import normal_email
from shrutik_core.people.api_key import MOST_KEYS, ApiKey, KeySecret, check_lifetime, check_scopes
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.names import check_name
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.api_keys import ApiKeySecrets
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict, FieldError, Missing, Refused, declare
from shrutik_core.shared.ids import ApiKeyId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import no_account
from shrutik_core.use_cases.steps.notifying import add_notice

declare(Refused, "scope_not_held", "An API key has no more permissions than its owner.")


@attrs.frozen
class ApiKeyWish:
    """A key as its owner wishes it.

    Attributes:
        name: what the owner calls it.
        scopes: what it may do at most, at least one.
        lifetime: until it expires, 1 minute to 5 years; None if it never does.

    Raises:
        Invalid: ``name_invalid``, ``scopes_invalid`` or ``expiry_invalid``.
    """

    name: str = attrs.field(converter=check_name)
    scopes: frozenset[Permission] = attrs.field(converter=check_scopes)
    lifetime: timedelta | None = attrs.field(default=None, converter=check_lifetime)


@attrs.frozen
class MadeApiKey:
    """A new key.

    Attributes:
        key: as it is kept.
        text: what the program sends, shown this once; None if the same call made the key before.
    """

    key: ApiKey
    text: str | None = attrs.field(repr=False)


@attrs.frozen
class ManageApiKeys:
    """Makes, lists and revokes keys; no key does so, for it could outlive its own revocation by another."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    secrets: ApiKeySecrets

    def make(self, actor: Actor, wish: ApiKeyWish, key: IdempotencyKey | None = None) -> MadeApiKey:
        """A key of the actor's own.

        Raises:
            Conflict: ``too_many_api_keys`` beyond 20 that are neither revoked nor expired.
            Missing: ``contributor_missing``.
            Refused: ``login_only``; ``scope_not_held`` if the actor does not have one of the permissions.
        """
        actor.require_login()
        with self.units_of_work() as uow:
            now = self.clock.now()
            before = done_before(uow, actor.id, key, now)
            known = uow.api_keys.find(ApiKeyId(before[0])) if before else None
            if known is not None:
                return MadeApiKey(known, None)
            made = self._make(uow, _owner(uow, actor.id), wish, actor, now)
            keep_receipt(uow, actor.id, key, (made.key.id,), now)
            uow.commit()
        return made

    def make_for(self, email: str, wish: ApiKeyWish) -> MadeApiKey:
        """A key for the account of this address, made by the operator at the command line.

        Raises:
            Conflict: ``too_many_api_keys``.
            Missing: ``contributor_missing``.
            Refused: ``scope_not_held``.
        """
        with self.units_of_work() as uow:
            owner = _owner(uow, _by_email(uow, email).id)
            made = self._make(uow, owner, wish, None, self.clock.now())
            uow.commit()
        return made

    def list(self, actor: Actor, request: PageRequest) -> Page[ApiKey]:
        """The actor's own, newest first, also those that were revoked or expired.

        Raises:
            Refused: ``login_only``.
        """
        actor.require_login()
        with self.units_of_work() as uow:
            return uow.api_keys.page(actor.id, request)

    def list_of(self, email: str, request: PageRequest) -> Page[ApiKey]:
        """Those of the account of this address, for the operator at the command line.

        Raises:
            Missing: ``contributor_missing``.
        """
        with self.units_of_work() as uow:
            return uow.api_keys.page(_by_email(uow, email).id, request)

    def revoke(self, actor: Actor | None, key_id: ApiKeyId) -> ApiKey:
        """The key, of no use from the next request on; ``actor`` is None for the operator at the command line.

        Raises:
            Conflict: ``api_key_revoked`` if it was so before.
            Missing: ``api_key_missing``, also if it is another person's.
            Refused: ``login_only``.
        """
        if actor is not None:
            actor.require_login()
        with self.units_of_work() as uow:
            key = uow.api_keys.find(key_id, lock=True)
            if key is None or (actor is not None and key.contributor != actor.id):
                raise Missing("api_key_missing", "You have no such API key.")
            now = self.clock.now()
            revoked = key.revoke(now)
            uow.api_keys.save(revoked)
            add_entry(uow, self.ids, now, actor, "api_key.revoked", key.id)
            uow.commit()
        return revoked

    def _make(
        self, uow: UnitOfWork, owner: Contributor, wish: ApiKeyWish, actor: Actor | None, now: datetime
    ) -> MadeApiKey:
        _check_scopes_held(owner, wish.scopes)
        if uow.api_keys.standing(owner.id, now) >= MOST_KEYS:
            detail = f"An account has up to {MOST_KEYS} API keys; revoke one that is no longer needed."
            raise Conflict("too_many_api_keys", detail, extra={"most": MOST_KEYS})
        secret = self.secrets.new()
        made = _new_key(ApiKeyId(self.ids.new()), owner.id, secret, wish, now)
        uow.api_keys.add(made)
        add_entry(uow, self.ids, now, actor, "api_key.made", made.id, owner=str(owner.id), scopes=sorted(made.scopes))
        add_notice(uow, self.ids, now, owner.id, NoticeKind.KEY_MADE, key=made.name)
        return MadeApiKey(made, secret.text)


def _new_key(id_: ApiKeyId, owner: ContributorId, secret: KeySecret, wish: ApiKeyWish, now: datetime) -> ApiKey:
    return ApiKey(
        id=id_,
        contributor=owner,
        name=wish.name,
        prefix=secret.prefix,
        secret_hash=secret.hash,
        scopes=wish.scopes,
        created_at=now,
        expires_at=now + wish.lifetime if wish.lifetime is not None else None,
    )


def _check_scopes_held(owner: Contributor, scopes: frozenset[Permission]) -> None:
    lacking = sorted(scope for scope in scopes if not owner.actor.may(scope))
    if lacking:
        detail = f"A {owner.role} may not '{lacking[0]}', so an API key of this account may not either."
        raise Refused("scope_not_held", detail, errors=[FieldError("scopes", detail)])


def _owner(uow: UnitOfWork, contributor: ContributorId) -> Contributor:
    """The account, locked, so that of keys made at once each counts those before."""
    owner = uow.contributors.find(contributor, lock=True)
    if owner is None:
        raise no_account()
    return owner


def _by_email(uow: UnitOfWork, email: str) -> Contributor:
    owner = uow.contributors.find_by_email(normal_email(email))
    if owner is None:
        raise Missing("contributor_missing", f"There is no account with the address {email[:80]!r}.")
    return owner
