"""One operation of the API: the single place that says what one method at one route takes, does and gives."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Protocol, Self

import attrs
import regex

from shrutik_core.people.rate_limits import Limit
from shrutik_http.call import Access, Call, Intake
from shrutik_http.messages import Message, NoQuery, PageQuery, Query, Request
from shrutik_http.raises import codes_of, declared
from shrutik_http.replies import Reply
from shrutik_http.wiring import Wiring

_PARAMETER = regex.compile(r"\{(\w+)\}")
_LOGIN = ("login_required", "token_invalid", "token_expired", "account_inactive", "api_key_invalid", "api_key_expired")
_STAYS = ("account_withdrawn",)
_NO_KEYS = ("login_only",)
# What is about the account itself takes a person who logged in, whatever the method and whoever adds a route.
_OF_THE_ACCOUNT = ("/api/v1/me/", "/api/v1/auth/", "/api/v1/api-keys", "/api/v1/consents")
_READ_ACCOUNT = ("GET", "/api/v1/me")
_LINK = ("link_invalid", "link_expired")
_BODY = ("json_malformed", "fields_invalid", "content_type_unsupported", "too_large", "body_incomplete")
_ONCE = ("idempotency_key_invalid", "idempotency_key_reused")
_PAGE = ("page_limit", "cursor_invalid")
_RANGED = ("range_not_satisfiable", "blob_missing", "blob_store_unavailable")
_ALWAYS = ("request_malformed", "internal_error", "database_unavailable", "busy")


@attrs.frozen
class Header:
    """A header of a request or an answer that is more than HTTP's own business.

    Attributes:
        name: as it is written.
        description: what it says.
        schema: of its text.
        required: whether a request must have it.
    """

    name: str
    description: str
    schema: Mapping[str, object] = attrs.field(factory=lambda: {"type": "string"})
    required: bool = False


class Room(StrEnum):
    """Where an operation's handler runs."""

    LOOP = "loop"
    """On the loop itself: it must not wait for anything."""
    THREADS = "threads"
    HASHING = "hashing"
    """In one of few threads, with a bounded queue: it uses much memory and time for a password."""
    BODIES = "bodies"
    """In one of few threads that keep what is sent: they wait for the disk, and others do not wait for them."""
    PROBES = "probes"
    """In a thread that has nothing else to do."""


Handler = Callable[[Any, Call[Any, Any]], Reply]
MakeIntake = Callable[[Any, Call[Any, Any]], Intake]


@attrs.frozen
class Operation:
    """What one method at one route takes and gives.

    Attributes:
        method: such as ``GET``.
        path: with parameters in braces.
        summary: what it does, in a few words.
        handler: the method of the noun's resource that does it; None if `intake` does.
        answer: what it answers with; None if `content` alone says it.
        status: of the answer.
        content: media types of answers that are not a message.
        body: the JSON that it takes.
        form: the schema of another body that it takes, by media type.
        intake: the method of the noun's resource that makes what takes the form in while it is sent; it checks all that
            the account, the headers and the query alone decide, before the first byte of the body is asked for.
        headers: that it reads itself.
        tells: headers of its answer.
        query: its query parameters.
        any_query: whether it passes over parameters that it does not know, as pages and probes do.
        uses: the use cases whose ``Raises`` say which errors it may answer with.
        raises: codes of errors that its own handler raises.
        beyond: what its own handler refuses though it fits the schemas, as `beyond_schema` has it.
        access: whom it lets in.
        once: the name under which receipts are kept of calls with an Idempotency-Key; empty if it takes none.
        location: where what was made is found, with the answer's fields in braces; empty if it does not say.
        ranged: whether it honours Range and If-Range.
        largest: bytes of a body that the operation reads itself; 0 if it reads none.
        room: where its handler runs.
        limit: by which class its calls are counted: reading, or writing unless it is GET; None if they are not.
        leaving: whether a person may ask it who has withdrawn their account and could still undo that.
        tagged: whether its answer may be kept and asked for again by its entity tag.
        again: whether a call that broke off may be made once more, where nothing of it was committed.
        deep: whether slashes may stand in the last parameter of its path, as they are or as ``%2F``.
    """

    method: str
    path: str
    summary: str
    handler: Handler | None
    answer: type[Message] | None = None
    status: int = 200
    content: tuple[str, ...] = ()
    body: type[Request] | None = None
    form: Mapping[str, Mapping[str, object]] = attrs.field(factory=dict)
    intake: MakeIntake | None = None
    headers: tuple[Header, ...] = ()
    tells: tuple[Header, ...] = ()
    query: type[Query] = NoQuery
    any_query: bool = False
    uses: tuple[Callable[..., Any], ...] = ()
    raises: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    access: Access = Access.LOGIN
    once: str = ""
    location: str = ""
    ranged: bool = False
    largest: int = 0
    room: Room = Room.THREADS
    tagged: bool = True
    leaving: bool = False
    again: bool = True
    deep: bool = False
    limit: Limit | None = attrs.field()

    @limit.default
    def _limit(self) -> Limit:
        return Limit.READ if self.method == "GET" else Limit.WRITE

    @property
    def id(self) -> str:
        """The name that generated clients give it, e.g. ``get_recordings_recording_id_chunks``."""
        words = self.path.removeprefix("/api/v1").replace("{", "").replace("}", "").replace(".", "_").replace("-", "_")
        return self.method.lower() + (words.replace("/", "_") if words != "/" else "_home")

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in its path, in order."""
        return tuple(_PARAMETER.findall(self.path))

    @property
    def route(self) -> str:
        """Its path as the web framework takes it."""
        return self.path.removesuffix("}") + ":path}" if self.deep else self.path

    @property
    def takes_keys(self) -> bool:
        """Whether it lets an API key in; what is about the account itself lets in its owner alone."""
        if self.path == _READ_ACCOUNT[1]:
            return (self.method, self.path) == _READ_ACCOUNT
        return not self.path.startswith(_OF_THE_ACCOUNT)

    @property
    def paged(self) -> bool:
        """Whether it answers with one page of a list."""
        return issubclass(self.query, PageQuery)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of every error that it may answer with, each once."""
        codes = [*self.raises, *(code for use_case in self.uses for code in codes_of(use_case))]
        codes += _LOGIN if self.access is not Access.OPEN else ()
        codes += _STAYS if self.access is not Access.OPEN and not self.leaving else ()
        codes += _NO_KEYS if self.access is not Access.OPEN and not self.takes_keys else ()
        codes += _LINK if self.access is Access.LINK else ()
        codes += _BODY if self.body else ()
        codes += () if self.any_query else ("fields_invalid",)
        codes += _PAGE if self.paged else ()
        codes += _ONCE if self.once else ()
        codes += ("id_malformed",) if any(name.endswith("_id") for name in self.parameters) else ()
        codes += _RANGED if self.ranged else ()
        codes += ("rate_limited",) if self.limit else ()
        return declared(*codes, *_ALWAYS)


class Resource(Protocol):
    """What answers the operations of one noun: it gets calls and gives replies, and knows no web framework."""

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """The resource with the use cases that it needs."""
        ...


@attrs.frozen
class Noun:
    """One kind of thing that the API is about.

    Attributes:
        name: as its folder and its tag in the document have it.
        description: what it is, for the document.
        resource: what answers.
        operations: what can be asked.
    """

    name: str
    description: str
    resource: type[Resource]
    operations: tuple[Operation, ...]
