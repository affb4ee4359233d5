"""Keys: made, listed, revoked by their owner."""

from typing import Self

import attrs

from shrutik_core.shared.ids import ApiKeyId
from shrutik_core.use_cases.people.api_keys import ManageApiKeys
from shrutik_http.call import Call
from shrutik_http.keys.messages import ApiKeyMessage, ApiKeyPage, ApiKeyRequest, MadeApiKeyMessage
from shrutik_http.messages import DatedPageQuery, NoQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class KeysResource:
    """What answers when a person looks after their keys."""

    manage_api_keys: ManageApiKeys

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.manage_api_keys())

    def make(self, call: Call[ApiKeyRequest, NoQuery]) -> MadeApiKeyMessage:
        """Make a key, and show it this once."""
        return MadeApiKeyMessage.made(self.manage_api_keys.make(call.actor, call.body.wish(), call.key))

    def list(self, call: Call[None, DatedPageQuery]) -> ApiKeyPage:
        """List the caller's keys."""
        return ApiKeyPage.of(self.manage_api_keys.list(call.actor, call.query.page), ApiKeyMessage.of)

    def revoke(self, call: Call[None, NoQuery]) -> ApiKeyMessage:
        """Revoke a key of the caller's."""
        return ApiKeyMessage.of(self.manage_api_keys.revoke(call.actor, ApiKeyId(call.id("api_key_id"))))
