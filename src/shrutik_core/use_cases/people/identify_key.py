"""Tell which program calls, by its API key."""

import attrs

from shrutik_core.people.api_key import MARK, read_key
from shrutik_core.people.caller import Caller
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.api_keys import KnownApiKeys
from shrutik_core.ports.clock import Clock
from shrutik_core.shared.errors import Refused, Unidentified, declare

declare(Unidentified, "api_key_invalid", "This API key is not valid here.")
declare(Unidentified, "api_key_expired", "This API key has expired.")


def is_key(text: str) -> bool:
    """Whether what was shown is meant as an API key, and not as an access token."""
    return text.startswith(MARK)


@attrs.frozen
class IdentifyKey:
    """Tells who calls, by the API key that was shown."""

    keys: KnownApiKeys
    accounts: Accounts
    clock: Clock

    def __call__(self, text: str) -> Caller:
        """The account behind the key, with the role that it has now, and the key's scopes.

        Raises:
            Refused: ``api_key_invalid`` if there is no such key or it was revoked; ``api_key_expired``, or
                ``account_inactive``.
            Unavailable: ``database_unavailable``.
        """
        shown, now = read_key(text), self.clock.now()
        key = self.keys.find(shown.prefix) if shown else None
        if shown is None or key is None or not shown.opens(key) or key.revoked_at is not None:
            raise Unidentified("api_key_invalid", "This API key is not valid here; ask its owner for another.")
        if key.expired(now):
            raise Unidentified("api_key_expired", "This API key has expired; ask its owner for another.")
        owner = self.accounts.find(key.contributor)
        if owner is None:
            raise Unidentified("api_key_invalid", "This API key is not valid here; ask its owner for another.")
        if owner.status is not ContributorStatus.ACTIVE:
            raise Refused("account_inactive", "This account is not active; ask an administrator.")
        self.keys.used(key, now)
        return Caller(owner, key.scopes)
