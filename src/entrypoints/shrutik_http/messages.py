"""What all messages have in common: kinds of fields, requests, answers, pages."""

import math
from collections.abc import Callable
from typing import Annotated, Any, Generic, Self, TypeVar

import regex
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError

from shrutik_core.people.names import LONGEST_NAME
from shrutik_core.shared.language_tags import LONGEST_TAG, TAG_RULE
from shrutik_core.shared.pages import LARGEST_PAGE, Page, PageRequest

T = TypeVar("T")
U = TypeVar("U")

_DATE = regex.compile(r"\d{4}-\d{2}-\d{2}")


def without_nul(text: str) -> str:
    """The text, if a database can keep it."""
    if "\0" in text:
        raise PydanticCustomError("text_nul", "A text must not hold a NUL character")
    return text


def storable(value: dict[str, object]) -> dict[str, object]:
    """The object, if a database can keep it: no name or text with a NUL, no number that JSON does not have."""
    _check(value)
    return value


def _check(value: object) -> None:
    if isinstance(value, str):
        without_nul(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("finite_number", "A number must be finite")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check(name)
            _check(member)
    elif isinstance(value, list):
        for member in value:
            _check(member)


class InSchema:
    """Keywords that the document says of a value whose rule is checked elsewhere, as in the core; the last one wins.

    Args:
        keywords: of JSON Schema.
    """

    def __init__(self, **keywords: object) -> None:
        self._keywords = keywords

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema with them."""
        said = handler(schema)
        if "anyOf" in self._keywords:
            said.pop("format", None)
        return {**said, **self._keywords}


def a_match(rule: str) -> InSchema:
    """What the document says of a text that one of the core's regular expressions has to match as a whole."""
    return InSchema(pattern=f"^(?:{rule})$")


WITHOUT_NUL = r"^[^\u0000]*$"
Text = Annotated[str, AfterValidator(without_nul), InSchema(pattern=WITHOUT_NUL)]
Object = Annotated[dict[str, object], AfterValidator(storable)]
CollectionName = Annotated[Text, Field(description="A collection's slug or its id.", examples=["bn-read"])]


def whole(value: object) -> object:
    """A number without a fraction as JSON Schema has it: 20.0 is an integer."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(whole)]
NOT_BLANK = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
LanguageTag = Annotated[Text, a_match(TAG_RULE), InSchema(maxLength=LONGEST_TAG)]
PersonName = Annotated[Text, InSchema(minLength=1, maxLength=LONGEST_NAME, pattern=NOT_BLANK)]
UUID_RULE = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
Cursor = Annotated[Text, a_match(UUID_RULE)]


def to_microseconds(seconds: float) -> float:
    """Seconds as they are shown: no sample is shorter than a few microseconds."""
    return round(seconds, 6)


class Request(BaseModel):
    """What a caller sends as JSON. A member that it does not know is refused by its name: it is most likely a slip.

    No value is taken for one of another type, such as ``true`` for 1, as the document has it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    def names_account(self) -> str | None:
        """What names the account whose password is tried, or to which a letter goes; None if there is none."""
        return None

    def asked(self) -> object:
        """What is asked, for the digest that an idempotency key is kept with."""
        return self.model_dump(mode="json")


class Query(BaseModel):
    """The parameters of an address; one that is not known is refused by its name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoQuery(Query):
    """An address that takes no parameters."""


class Message(BaseModel):
    """What is sent to a caller. More members may be added; those there are stay."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class PageQuery(Query):
    """Which page of a list is wanted."""

    limit: Annotated[int, Field(json_schema_extra={"minimum": 1, "maximum": LARGEST_PAGE})] = 20
    cursor: Annotated[Cursor | None, Field(description="`next_cursor` of the page before.")] = None
    total: Annotated[
        bool, Field(description="Whether to count the whole list; the longer it is, the longer that takes.")
    ] = False

    @property
    def page(self) -> PageRequest:
        """Which page that is.

        Raises:
            Invalid: ``page_limit``.
        """
        return PageRequest(self.limit, self.cursor, total=self.total)


class NumberedPageQuery(PageQuery):
    """Which page of a list in order of numbers is wanted."""

    cursor: Annotated[
        Annotated[Text, a_match("[0-9]{1,9}")] | None, Field(description="`next_cursor` of the page before.")
    ] = None


def _instant(given: object) -> object:
    """A date stands for its first instant, in UTC; a number is not taken for seconds."""
    if isinstance(given, str) and _DATE.fullmatch(given):
        return f"{given}T00:00:00Z"
    if isinstance(given, str) and not _DATE.match(given):
        raise PydanticCustomError("instant", "An instant begins with its date, such as 2026-11-28T08:00:00Z")
    return given


Instant = Annotated[
    AwareDatetime, BeforeValidator(_instant), InSchema(anyOf=[{"format": "date-time"}, {"format": "date"}])
]


class DatedPageQuery(PageQuery):
    """Which page of a list is wanted, and from which time."""

    created_after: Annotated[
        Instant | None,
        Field(description="Only what is from this instant or later: RFC 3339 with a time zone, or a date (UTC)."),
    ] = None
    created_before: Annotated[Instant | None, Field(description="Only what is from before this instant.")] = None

    @property
    def page(self) -> PageRequest:
        """Which page that is.

        Raises:
            Invalid: ``page_limit``.
        """
        return PageRequest(self.limit, self.cursor, self.created_after, self.created_before, self.total)


class PageMessage(Message, Generic[T]):
    """Some items of a list, and where the next page begins."""

    items: list[T]
    next_cursor: Annotated[str | None, Field(description="Opaque; null at the end of the list.")]
    total: Annotated[int | None, Field(description="Items on all pages; null unless `total=true` asked for it.")] = None

    @classmethod
    def of(cls, page: Page[U], make: Callable[[U], T]) -> Self:
        """A page of the core, each item as its message."""
        return cls(items=[make(item) for item in page.items], next_cursor=page.next_cursor, total=page.total)


class ProblemField(Message):
    """One field of the input that was wrong."""

    field: Annotated[str, Field(description="Dotted path, e.g. `items.0.text`; empty for the whole body.")]
    detail: str
    code: str


class Problem(Message):
    """An error (RFC 9457), with a stable code for programs and a sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemField]
