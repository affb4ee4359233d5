"""A metric: one figure that programs count or measure, with its name, its unit and its labels."""

import itertools
from collections.abc import Collection, Mapping
from enum import StrEnum

import attrs
import regex

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "metric_invalid", "A metric of this name, with these labels or bounds, cannot be made.")
_NAME = regex.compile(r"shrutik(_[a-z0-9]+)+")
_LABEL = regex.compile(r"[a-z]+(_[a-z]+)*")
_TAKEN = {"le", "quantile", "job", "instance", "pid"}
MOST_COMBINATIONS = 1_000
"""Of labels' values that one metric keeps apart; all that come later count together, so that a site that grows, or a
caller who invents names, does not fill the memory of whoever reads the figures."""
OTHER = "other"
"""What labels say of all that came later."""


class MetricKind(StrEnum):
    """How a metric behaves."""

    COUNTER = "counter"
    """It only grows, from nothing at each start of a process."""
    GAUGE = "gauge"
    """It is read, and may be anything."""
    HISTOGRAM = "histogram"
    """It counts values by bounds that they do not exceed, and sums them up."""


@attrs.frozen
class Metric:
    """A figure, under a name that nobody changes once dashboards use it.

    Attributes:
        name: begins with ``shrutik_`` and ends with the unit, and with ``_total`` if it is a counter.
        kind: how it behaves.
        help: what it says, in one sentence without a full stop.
        labels: by which it is told apart.
        bounds: of a histogram, rising.

    Raises:
        Invalid: ``metric_invalid``.
    """

    name: str
    kind: MetricKind
    help: str
    labels: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()

    def __attrs_post_init__(self) -> None:
        wrong = {
            "the name": not _NAME.fullmatch(self.name),
            "the ending": self.name.endswith("_total") is not (self.kind is MetricKind.COUNTER),
            "the help": not self.help or self.help.endswith("."),
            "a label": any(not _LABEL.fullmatch(one) or one in _TAKEN for one in self.labels),
            "a label that is given twice": len(set(self.labels)) != len(self.labels),
            "the bounds": bool(self.bounds) is not (self.kind is MetricKind.HISTOGRAM)
            or any(before >= after for before, after in itertools.pairwise(self.bounds)),
        }
        for what, is_wrong in wrong.items():
            if is_wrong:
                raise Invalid("metric_invalid", f"The metric {self.name!r} cannot be made: {what}.")

    def kept(self, values: tuple[str, ...], known: Collection[tuple[str, ...]]) -> tuple[str, ...]:
        """Under which values of the labels a figure is kept: its own, or `OTHER` if there are too many already.

        Args:
            values: one for each label.
            known: those that the metric keeps already.

        Raises:
            Invalid: ``metric_invalid`` if there are not as many values as labels.
        """
        if len(values) != len(self.labels):
            raise Invalid("metric_invalid", f"The metric {self.name!r} takes {len(self.labels)} labels, not {values}.")
        if values in known or len(known) < MOST_COMBINATIONS:
            return values
        return (OTHER,) * len(values)


@attrs.frozen
class GaugeReading:
    """What a gauge shows at this moment.

    Attributes:
        metric: a gauge.
        values: of its labels, in order.
        value: in the unit that the name ends with.
    """

    metric: Metric
    values: tuple[str, ...]
    value: float

    def __attrs_post_init__(self) -> None:
        if self.metric.kind is not MetricKind.GAUGE or len(self.values) != len(self.metric.labels):
            raise Invalid("metric_invalid", f"{self.metric.name!r} with {self.values} is not the reading of a gauge.")

    @property
    def labels(self) -> Mapping[str, str]:
        """Values by the labels' names."""
        return dict(zip(self.metric.labels, self.values, strict=True))
