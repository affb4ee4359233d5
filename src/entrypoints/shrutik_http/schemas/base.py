"""What all messages have in common: kinds of fields, pages."""

import math
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from shrutik_core.shared.pages import LARGEST_PAGE

T = TypeVar("T")


def without_nul(text: str) -> str:
    """The text, if a database can keep it."""
    if "\0" in text:
        raise PydanticCustomError("text_nul", "A text holds no NUL character")
    return text


def storable(value: dict[str, object]) -> dict[str, object]:
    """The object, if a database can keep it: no name or text with a NUL, no number that JSON does not have."""
    _check(value)
    return value


def _check(value: object) -> None:
    if isinstance(value, str):
        without_nul(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("finite_number", "A number is finite")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check(name)
            _check(member)
    elif isinstance(value, list):
        for member in value:
            _check(member)


Text = Annotated[str, AfterValidator(without_nul)]
Object = Annotated[dict[str, object], AfterValidator(storable)]
CollectionName = Annotated[Text, Field(description="A collection's slug or its id.", examples=["bn-read"])]


class Message(BaseModel):
    """What a caller sends. Members that it does not know are passed over, so that newer callers meet older servers."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class View(BaseModel):
    """What is sent to a caller. More members may be added; those there are stay."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class PageQuery(Message):
    """Which page of a list is wanted."""

    limit: Annotated[int, Field(json_schema_extra={"minimum": 1, "maximum": LARGEST_PAGE})] = 20
    cursor: Annotated[Text | None, Field(description="`next_cursor` of the page before.")] = None


class CollectionPageQuery(PageQuery):
    """Which page is wanted, and whether of one collection only."""

    collection: CollectionName | None = None


class PageView(View, Generic[T]):
    """Some items of a list, and where the next page begins."""

    items: list[T]
    next_cursor: Annotated[str | None, Field(description="Opaque; null where the list ends here.")]


class ProblemField(View):
    """One field of the input that was wrong."""

    field: Annotated[str, Field(description="Dotted path, e.g. `items.0.text`; empty for the whole body.")]
    detail: str
    code: str


class Problem(View):
    """An error (RFC 9457), with a stable code for programs and a sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemField]
