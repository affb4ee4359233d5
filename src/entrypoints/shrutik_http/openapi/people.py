"""Operations on people, collections and prompts."""

from shrutik_http.context import Access
from shrutik_http.links import ROOT
from shrutik_http.openapi.operation import Operation
from shrutik_http.resources.prompts import JSON_LINES
from shrutik_http.schemas.base import PageQuery, PageView
from shrutik_http.schemas.collections import (
    CollectionMessage,
    CollectionQuery,
    CollectionView,
    LanguagesView,
    PromptQuery,
    PromptsAdded,
    PromptsImportQuery,
    PromptsMessage,
    PromptView,
    PromptWish,
)
from shrutik_http.schemas.people import (
    ConsentMessage,
    ConsentView,
    LoginMessage,
    PersonView,
    RegistrationMessage,
    TokenView,
)

_TEXT = {"type": "string"}

PEOPLE = (
    Operation(
        "POST",
        f"{ROOT}/auth/register",
        "people",
        "Make an account of one's own",
        PersonView,
        201,
        body=RegistrationMessage,
        problems=("email_taken", "email_invalid", "password_invalid", "name_invalid", "language_invalid"),
        access=Access.OPEN,
        once=True,
    ),
    Operation(
        "POST",
        f"{ROOT}/auth/login",
        "people",
        "Trade an address and a password for an access token",
        TokenView,
        body=LoginMessage,
        problems=("credentials_invalid",),
        access=Access.OPEN,
    ),
    Operation("GET", f"{ROOT}/me", "people", "One's own account", PersonView),
    Operation(
        "GET",
        f"{ROOT}/me/consents",
        "people",
        "One's own consents, newest first",
        PageView[ConsentView],
        query=PageQuery,
    ),
    Operation(
        "POST",
        f"{ROOT}/consents",
        "people",
        "Agree to what a collection asks, word for word",
        ConsentView,
        201,
        body=ConsentMessage,
        problems=("collection_missing", "consent_version_outdated", "purpose_invalid"),
        once=True,
    ),
)

COLLECTIONS = (
    Operation(
        "GET",
        f"{ROOT}/languages",
        "collections",
        "Languages that Shrutik can name",
        LanguagesView,
        access=Access.OPEN,
    ),
    Operation(
        "GET",
        f"{ROOT}/collections",
        "collections",
        "Collections with their consent texts, newest first",
        PageView[CollectionView],
        query=CollectionQuery,
    ),
    Operation(
        "POST",
        f"{ROOT}/collections",
        "collections",
        "Make a collection (admins)",
        CollectionView,
        201,
        body=CollectionMessage,
        problems=(
            "slug_taken",
            "slug_invalid",
            "language_invalid",
            "name_invalid",
            "consent_text_invalid",
            "rules_invalid",
            "policy_invalid",
            "quality_rules_invalid",
            "not_permitted",
        ),
        once=True,
        location=True,
    ),
    Operation(
        "GET",
        ROOT + "/collections/{collection}",
        "collections",
        "One collection, by slug or id",
        CollectionView,
        problems=("collection_missing",),
    ),
    Operation(
        "GET",
        f"{ROOT}/prompts",
        "prompts",
        "A collection's prompts, newest first",
        PageView[PromptView],
        query=PromptQuery,
        problems=("collection_missing",),
    ),
    Operation(
        "POST",
        f"{ROOT}/prompts",
        "prompts",
        "Add texts (admins); those there are already are passed over, so that a repeated call adds nothing",
        PromptsAdded,
        201,
        body=PromptsMessage,
        problems=("collection_missing", "prompt_text_invalid", "not_permitted"),
    ),
    Operation(
        "POST",
        f"{ROOT}/prompts/import",
        "prompts",
        "Add the texts of a file (admins): one on each line, or JSON Lines with a text each; all or none",
        PromptsAdded,
        201,
        form={"text/plain": _TEXT, **dict.fromkeys(JSON_LINES, _TEXT)},
        query=PromptsImportQuery,
        problems=(
            "collection_missing",
            "prompt_text_invalid",
            "not_permitted",
            "too_large",
            "content_type_unsupported",
        ),
    ),
    Operation(
        "POST",
        f"{ROOT}/prompts/next",
        "prompts",
        "Something to say: the least recorded prompt that the caller has not yet said",
        PromptView,
        body=PromptWish,
        problems=("collection_missing", "no_prompt_left"),
    ),
)
