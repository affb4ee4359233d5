"""The one family of errors: each has a stable code, says what happened and what to do about it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

UNNAMED = "invalid"
"""Code of a field that is wrong in the one way that the error itself tells of."""


@attrs.frozen
class FieldError:
    """One field of the input that was wrong.

    Attributes:
        field: dotted path of the field, e.g. ``items.0.text``; empty for the whole input.
        detail: what is wrong with it, for a person.
        code: stable machine-readable kind, e.g. ``missing``.
        figures: limits that it met, where they are told of each field and not of the whole error; see `ErrorCode`.
    """

    field: str
    detail: str
    code: str = UNNAMED
    figures: Mapping[str, object] = attrs.field(factory=dict, hash=False)


class ShrutikError(Exception):
    """Root of the family; never raised itself.

    Args:
        code: stable machine-readable name, snake case, e.g. ``chunk_settled``.
        detail: one sentence for a person: what happened and what to do.
        errors: the fields at fault, if there are fields.
        extra: what else the caller needs to go on, e.g. the text that could not be stored.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        extra: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.errors = tuple(errors)
        self.extra = dict(extra or {})

    def __reduce__(self) -> tuple[object, ...]:
        # What is raised in another process arrives whole, whatever its constructor asks for.
        return _bare, (type(self), *self.args), self.__dict__


def _bare(kind: type[ShrutikError], *arguments: str) -> ShrutikError:
    return kind.__new__(kind, *arguments)


class Invalid(ShrutikError):
    """The input cannot be taken as it is; it must be changed before another try."""


class Missing(ShrutikError):
    """What was asked for is not there, or is not the asker's to see."""


class Gone(Missing):
    """What was asked for was there and has been taken away for good, or until it is taken back."""


class Conflict(ShrutikError):
    """The input is right, but what it meets is not in a state that takes it."""


class Refused(ShrutikError):
    """The asker may not do this: not logged in, no permission, or no consent."""


class Unavailable(ShrutikError):
    """Something outside did not answer; the same call may go through later."""


class Interrupted(Unavailable):
    """Something outside broke off half-way, not for being slow or full: the same call may go through at once.

    Nothing is kept of what was not committed; if it broke off at a commit, nobody can tell whether that was.
    """


class UsedUp(ShrutikError):
    """The asker has had their share for now; the same call goes through later.

    Args:
        retry_after: seconds until it may.
    """

    def __init__(self, code: str, detail: str, *, retry_after: int, extra: Mapping[str, object] | None = None) -> None:
        super().__init__(code, detail, extra={**(extra or {}), "retry_after": retry_after})


class Unreadable(Invalid):
    """The request cannot be read at all."""


class Unsupported(Invalid):
    """The content is of a kind that is not read here."""


class TooLarge(Invalid):
    """The content has more bytes than are taken."""


class Corrupted(Invalid):
    """What came is not what was sent: it was changed on its way, so the same call may go through now."""


class Nameless(Invalid):
    """The reference has a form that nothing here has, so it is as missing as an unknown one."""


class Unidentified(Refused):
    """It is not known who asks: log in first."""


@attrs.frozen
class ErrorCode:
    """One code, as the module that raises it declares it.

    Attributes:
        code: stable machine-readable name, snake case.
        kind: the class that says what kind of trouble it is; what is raised may be a parent of it.
        title: one sentence for a person, the same for every error of this code.
        figures: members of ``extra`` that say with which limit the input met, each with what it is, e.g.
            ``most_seconds``; a program makes its own sentence of them, in its reader's language. One that the place
            where it is raised does not know is left out.
    """

    code: str
    kind: type[ShrutikError]
    title: str
    figures: Mapping[str, str] = attrs.field(factory=dict)


_DECLARED: dict[str, ErrorCode] = {}
DECLARED: Mapping[str, ErrorCode] = MappingProxyType(_DECLARED)


def declare(kind: type[ShrutikError], code: str, title: str, figures: Mapping[str, str] | None = None) -> ErrorCode:
    """Say once, where an error is raised, what kind it is and what it means.

    A use case names the codes that a call may raise in the ``Raises`` part of its docstring; the HTTP status, the
    title, the API's document and the reference follow from these two.

    Raises:
        ValueError: if the code was declared before as something else: the program is wrong.
    """
    declared = ErrorCode(code, kind, title, dict(figures or {}))
    if _DECLARED.setdefault(code, declared) != declared:
        raise ValueError(f"The error code {code!r} is declared twice.")
    return declared
