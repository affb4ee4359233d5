"""A person's own identities: at which providers they may log in."""

import attrs

from shrutik_core.people.identity import Identity
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import IdentityId
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import no_account

declare(Missing, "identity_missing", "There is no such identity.")
declare(Conflict, "last_way_in", "An account keeps at least one way in.")


@attrs.frozen
class OwnIdentities:
    """Lists and unlinks them."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def list(self, actor: Actor) -> tuple[Identity, ...]:
        """All, oldest first."""
        with self.units_of_work() as uow:
            return uow.identities.of_account(actor.id)

    def unlink(self, actor: Actor, identity_id: IdentityId) -> Identity:
        """The identity that opens the account no more.

        Raises:
            Conflict: ``last_way_in`` if the account has no password and no other identity.
            Missing: ``identity_missing``, also if it is another person's; ``contributor_missing``.
        """
        with self.units_of_work() as uow:
            contributor = uow.contributors.find(actor.id, lock=True)
            if contributor is None:
                raise no_account()
            linked = uow.identities.of_account(actor.id)
            found = next((one for one in linked if one.id == identity_id), None)
            if found is None:
                raise Missing("identity_missing", "No such log-in is linked to your account.")
            if len(linked) == 1 and (contributor.email is None or contributor.password_hash is None):
                detail = "This is the only way into your account; give it an address and a password first."
                raise Conflict("last_way_in", detail)
            uow.identities.remove(identity_id)
            add_entry(uow, self.ids, self.clock.now(), actor, "identity.unlinked", identity_id, issuer=found.issuer)
            uow.commit()
        return found
