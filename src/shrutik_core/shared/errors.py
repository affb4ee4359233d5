"""The one family of errors: each has a stable code, says what happened and what to do about it."""

from collections.abc import Mapping, Sequence

import attrs


@attrs.frozen
class FieldError:
    """One field of the input that was wrong.

    Attributes:
        field: dotted path of the field, e.g. ``items.0.text``; empty for the whole input.
        detail: what is wrong with it, for a person.
        code: stable machine-readable kind, e.g. ``missing``.
    """

    field: str
    detail: str
    code: str = "invalid"


class ShrutikError(Exception):
    """Root of the family; never raised itself.

    Args:
        code: stable machine-readable name, snake case, e.g. ``chunk_settled``.
        detail: one sentence for a person: what happened and what to do.
        errors: the fields at fault, where there are fields.
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


class Invalid(ShrutikError):
    """The input cannot be taken as it is; it must be changed before another try."""


class Missing(ShrutikError):
    """What was asked for is not there, or is not the asker's to see."""


class Conflict(ShrutikError):
    """The input is right, but what it meets is not in a state that takes it."""


class Refused(ShrutikError):
    """The asker may not do this: not logged in, no permission, or no consent."""


class Unavailable(ShrutikError):
    """Something outside did not answer; the same call may go through later."""
