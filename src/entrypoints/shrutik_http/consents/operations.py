"""Operations on consents."""

from shrutik_core.use_cases.people.give_consent import GiveConsent, ListConsents
from shrutik_http.consents.messages import ConsentMessage, ConsentPage, ConsentRequest
from shrutik_http.consents.resource import ConsentsResource
from shrutik_http.links import ROOT
from shrutik_http.messages import PageQuery
from shrutik_http.operation import Noun, Operation

CONSENTS = Noun(
    "consents",
    "What speakers agreed to, word for word.",
    ConsentsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/me/consents",
            "Your own consents, newest first",
            ConsentsResource.list,
            ConsentPage,
            query=PageQuery,
            uses=(ListConsents.__call__,),
        ),
        Operation(
            "POST",
            f"{ROOT}/consents",
            "Agree to what a collection asks, word for word",
            ConsentsResource.give,
            ConsentMessage,
            201,
            body=ConsentRequest,
            uses=(GiveConsent.__call__,),
            once="give_consent",
        ),
    ),
)
