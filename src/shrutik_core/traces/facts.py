"""Facts: everything that a span or a fault may say, each in a form that no name, address or text has."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs
import regex

from shrutik_core.shared.correlation import is_fit

Fact = str | int | float
_WORD = regex.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,79}")
_ROUTE = regex.compile(r"/[A-Za-z0-9_./{}-]{0,159}")
MOST = 1e15
"""What a number may not exceed, either way."""


class FactForm(StrEnum):
    """Which values a fact takes; any other is left out."""

    NUMBER = "number"
    """Of at most `MOST`."""
    WORD = "word"
    """One of ours: up to 80 letters, digits, dots and low lines of ASCII."""
    ROUTE = "route"
    """The template of a path."""
    ID = "id"
    """A correlation id."""


@attrs.frozen
class ToldFact:
    """What one fact says.

    Attributes:
        attribute: its name for collectors, of OpenTelemetry's conventions where they have one.
        form: of its values.
    """

    attribute: str
    form: FactForm

    def plain(self, value: object) -> Fact | None:
        """The value as it may be told; None if it may not."""
        if self.form is FactForm.NUMBER:
            known = isinstance(value, int | float) and not isinstance(value, bool) and -MOST <= value <= MOST
            return value if known and isinstance(value, int | float) else None
        return str(value) if isinstance(value, str) and _FITS[self.form](value) else None


_FITS: Mapping[FactForm, Callable[[str], bool]] = MappingProxyType(
    {
        FactForm.WORD: lambda text: _WORD.fullmatch(text) is not None,
        FactForm.ROUTE: lambda text: _ROUTE.fullmatch(text) is not None,
        FactForm.ID: is_fit,
    }
)


def _kinds(form: FactForm, **attributes: str) -> dict[str, ToldFact]:
    return {name: ToldFact(attribute, form) for name, attribute in attributes.items()}


FACTS: Mapping[str, ToldFact] = MappingProxyType(
    {
        **_kinds(
            FactForm.WORD,
            method="http.request.method",
            error="error.type",
            code="shrutik.error.code",
            verb="db.operation.name",
            operation="shrutik.operation",
            job_kind="shrutik.job.kind",
            queue="messaging.destination.name",
            outcome="shrutik.job.outcome",
        ),
        **_kinds(
            FactForm.NUMBER,
            status="http.response.status_code",
            count="shrutik.count",
            attempt="shrutik.job.attempt",
        ),
        **_kinds(FactForm.ROUTE, route="http.route"),
        **_kinds(FactForm.ID, request_id="shrutik.request_id"),
    }
)
"""Every fact, by the name that our code gives it."""


def told(names: tuple[str, ...], given: Mapping[str, object]) -> dict[str, Fact]:
    """Those of these facts that were given a value that they may have."""
    found = {name: FACTS[name].plain(given[name]) for name in names if name in given}
    return {name: value for name, value in found.items() if value is not None}
