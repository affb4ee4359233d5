"""One operation of the API as its document describes it."""

from collections.abc import Mapping

import attrs
import regex
from pydantic import BaseModel

from shrutik_http.context import Access
from shrutik_http.schemas.base import PageQuery

_PARAMETER = regex.compile(r"\{(\w+)\}")
_LOGIN = ("login_required", "token_invalid", "token_expired", "account_inactive")
_LINK = ("link_invalid", "link_expired")
_BODY = ("json_malformed", "fields_invalid", "content_type_unsupported", "too_large", "body_incomplete")
_ONCE = ("idempotency_key_invalid", "idempotency_key_reused")
_ALWAYS = ("request_malformed", "internal_error", "policies_unreadable", "database_unavailable")


@attrs.frozen
class Operation:
    """What one method at one route takes and gives.

    Attributes:
        method: such as ``GET``.
        path: with parameters in braces.
        tag: the family that it belongs to.
        summary: what it does, in a few words.
        view: what it answers with; None where `content` says it.
        status: of the answer.
        content: media types of an answer that is no JSON view.
        body: the JSON that it takes.
        form: the schema of another body that it takes, by media type.
        query: its query parameters.
        problems: codes of its own; those that belong to its other properties are added.
        access: whom it lets in.
        key: whether it honours an Idempotency-Key.
        location: whether its answer says where the thing made is found.
        ranged: whether it honours Range and If-Range.
    """

    method: str
    path: str
    tag: str
    summary: str
    view: type[BaseModel] | None = None
    status: int = 200
    content: tuple[str, ...] = ()
    body: type[BaseModel] | None = None
    form: Mapping[str, Mapping[str, object]] = attrs.field(factory=dict)
    query: type[BaseModel] | None = None
    problems: tuple[str, ...] = ()
    access: Access = Access.LOGIN
    key: bool = False
    location: bool = False
    ranged: bool = False

    @property
    def id(self) -> str:
        """The name that generated clients give it, e.g. ``get_recordings_recording_id_chunks``."""
        words = self.path.removeprefix("/api/v1").replace("{", "").replace("}", "").replace(".", "_").replace("-", "_")
        return self.method.lower() + words.replace("/", "_")

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in its path, in order."""
        return tuple(_PARAMETER.findall(self.path))

    @property
    def all_problems(self) -> tuple[str, ...]:
        """Codes of every error that it may answer with, each once."""
        codes = list(self.problems)
        codes += _LOGIN if self.access is not Access.OPEN else ()
        codes += _LINK if self.access is Access.LINK else ()
        codes += _BODY if self.body else ()
        codes += ("fields_invalid",) if self.query else ()
        codes += ("page_limit", "cursor_invalid") if self.query and issubclass(self.query, PageQuery) else ()
        codes += _ONCE if self.key else ()
        codes += ("id_malformed",) if any(name.endswith("_id") for name in self.parameters) else ()
        codes += ("range_not_satisfiable", "blob_missing", "blob_store_unavailable") if self.ranged else ()
        return tuple(dict.fromkeys([*codes, *_ALWAYS]))
