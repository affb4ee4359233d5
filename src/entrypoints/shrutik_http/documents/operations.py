"""Operations on documents; pages pass over query parameters, for links to them may carry some."""

from shrutik_http.call import Access
from shrutik_http.documents.resource import DocumentsResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

DOCUMENTS = Noun(
    "documents",
    "What the installation and its API say of themselves.",
    DocumentsResource,
    (
        Operation(
            "GET",
            "/docs",
            "Where the documentation is",
            DocumentsResource.guide,
            content=("text/html",),
            any_query=True,
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            f"{ROOT}/openapi.json",
            "This document",
            DocumentsResource.openapi,
            content=("application/json",),
            any_query=True,
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            "/api/docs",
            "This document, to be read",
            DocumentsResource.api_page,
            content=("text/html",),
            any_query=True,
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            "/api/docs/{name}",
            "What that page is made of",
            DocumentsResource.part,
            content=("text/css", "text/javascript"),
            any_query=True,
            uses=(DocumentsResource.part,),
            access=Access.OPEN,
        ),
    ),
)
