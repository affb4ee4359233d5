"""A collection: one language, one licence, one consent text, and the policies that govern its work."""

from datetime import datetime

import attrs
import regex

from shrutik_core.collections.policies import Policies
from shrutik_core.prompts.language import check_language
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId

declare(Invalid, "slug_invalid", "This cannot be a collection's slug.", {"most": "Characters that a slug may have."})
declare(Invalid, "consent_text_invalid", "This cannot be a consent text.", {"most": "Characters that a text may have."})

LONGEST_TEXT = 20_000
LONGEST_VERSION = 40
LONGEST_COLLECTION_NAME = 200
LONGEST_SLUG = 64
SLUG_RULE = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?"
_SLUG = regex.compile(SLUG_RULE)


def check_slug(slug: str) -> str:
    """The slug, if it can stand in an address.

    Raises:
        Invalid: ``slug_invalid``.
    """
    if not _SLUG.fullmatch(slug):
        detail = "A slug has 1 to 64 characters out of a-z, 0-9 and '-', such as bn-read."
        raise Invalid("slug_invalid", detail, errors=[FieldError("slug", detail)], extra={"most": LONGEST_SLUG})
    return slug


@attrs.frozen
class ConsentText:
    """What a speaker agrees to, word for word.

    Attributes:
        version: changes whenever the text does, e.g. ``1`` or ``2026-11``.
        text: 1 to 20,000 characters.

    Raises:
        Invalid: ``consent_text_invalid`` if either is empty or too long.
    """

    version: str
    text: str

    def __attrs_post_init__(self) -> None:
        if not 0 < len(self.version) <= LONGEST_VERSION or not 0 < len(self.text) <= LONGEST_TEXT:
            detail = "A consent has a version and a text of up to 20,000 characters."
            raise Invalid("consent_text_invalid", detail, extra={"most": LONGEST_TEXT})


@attrs.frozen
class Collection:
    """What is collected together.

    Attributes:
        id: UUIDv7.
        slug: unique, for addresses and commands, e.g. ``bn-read``.
        language: BCP 47.
        name: for people.
        licence: SPDX identifier under which releases go out, e.g. ``CC0-1.0``.
        consent: what speakers agree to.
        created_at: UTC.
        policies: by which its recordings are cut and judged, and its clips lent and decided.
    """

    id: CollectionId
    slug: str = attrs.field(converter=check_slug)
    language: str = attrs.field(converter=check_language)
    name: str = attrs.field()
    licence: str
    consent: ConsentText
    created_at: datetime
    policies: Policies = attrs.field(factory=Policies)

    @name.validator
    def _check_name(self, _: object, name: str) -> None:
        if not 0 < len(name) <= LONGEST_COLLECTION_NAME:
            raise Invalid("name_invalid", "A collection's name has 1 to 200 characters.")
