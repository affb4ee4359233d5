"""Operations of trust; they are there only with `serve --https`."""

from shrutik_http.call import Access
from shrutik_http.operation import Noun, Operation
from shrutik_http.trust.resource import MEDIA_TYPE, TrustResource

TRUST = Noun(
    "trust",
    "How phones and browsers come to trust the certificate that the installation made for itself (`serve --https`).",
    TrustResource,
    (
        Operation(
            "GET",
            "/ca",
            "How to trust this installation's certificate, for a person with a phone",
            TrustResource.page,
            content=("text/html",),
            any_query=True,
            uses=(TrustResource.page,),
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            "/ca.crt",
            "The certificate of the installation's own authority",
            TrustResource.certificate,
            content=(MEDIA_TYPE,),
            any_query=True,
            uses=(TrustResource.certificate,),
            access=Access.OPEN,
        ),
    ),
)
