"""A board and its panels, as plain values; nothing here knows Grafana."""

from enum import StrEnum

import attrs

from boards.alert_limits import Limit

WIDTH = 24
"""Columns of a board."""


class Look(StrEnum):
    """How a panel shows its figures."""

    LINES = "lines"
    """One line for each series."""
    STACK = "stack"
    """Areas, one on the other, for parts of a whole."""
    NUMBER = "number"
    """The newest figure, large."""


@attrs.frozen
class Query:
    """What a panel asks.

    Attributes:
        expr: PromQL.
        legend: what a series is called, with ``{{label}}``.
    """

    expr: str
    legend: str = ""


@attrs.frozen
class Panel:
    """One picture.

    Attributes:
        title: in a few words.
        says: what it shows and what to think of it, in a sentence or two.
        unit: by Grafana's name: ``s``, ``percentunit``, ``reqps``, ``h``, ``none``, …
        queries: one or more.
        limit: of the alert about the same figure; None if there is none.
        look: how it is shown.
        width: in columns, of `WIDTH`.
    """

    title: str
    says: str
    unit: str
    queries: tuple[Query, ...] = attrs.field(converter=tuple[Query, ...])
    limit: Limit | None = None
    look: Look = Look.LINES
    width: int = 12


@attrs.frozen
class Choice:
    """A variable that a reader chooses values of, at first all.

    Attributes:
        name: as queries call it.
        label: as the reader sees it.
        query: Grafana's, which gives the values.
    """

    name: str
    label: str
    query: str


@attrs.frozen
class Board:
    """One dashboard.

    Attributes:
        name: of its file, and of its address.
        title: as the reader sees it.
        says: what it is for.
        panels: in order, from the left to the right and downwards.
        choices: its variables.
        since: the first moment that is shown.
    """

    name: str
    title: str
    says: str
    panels: tuple[Panel, ...]
    choices: tuple[Choice, ...]
    since: str = "now-6h"
