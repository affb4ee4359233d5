"""Operations on API keys; none of them takes an API key."""

from shrutik_core.use_cases.people.api_keys import ApiKeyWish, ManageApiKeys
from shrutik_http.keys.messages import ApiKeyMessage, ApiKeyPage, ApiKeyRequest, MadeApiKeyMessage
from shrutik_http.keys.resource import KeysResource
from shrutik_http.links import ROOT
from shrutik_http.messages import DatedPageQuery
from shrutik_http.operation import Noun, Operation

KEYS = Noun(
    "keys",
    "API keys, which programs show in place of a password.",
    KeysResource,
    (
        Operation(
            "GET",
            f"{ROOT}/api-keys",
            "The caller's API keys, newest first, including those that were revoked or expired",
            KeysResource.list,
            ApiKeyPage,
            query=DatedPageQuery,
            uses=(ManageApiKeys.list,),
        ),
        Operation(
            "POST",
            f"{ROOT}/api-keys",
            "Make an API key; its secret is shown this once",
            KeysResource.make,
            MadeApiKeyMessage,
            201,
            body=ApiKeyRequest,
            uses=(ApiKeyWish, ManageApiKeys.make),
            once="make_api_key",
            tagged=False,
        ),
        Operation(
            "DELETE",
            ROOT + "/api-keys/{api_key_id}",
            "Revoke an API key: it stops working with the next request",
            KeysResource.revoke,
            ApiKeyMessage,
            uses=(ManageApiKeys.revoke,),
        ),
    ),
)
