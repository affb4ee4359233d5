"""Figures: what processes counted, and what gauges show."""

import secrets
from ipaddress import ip_address
from typing import Self

import attrs

from shrutik_core.metrics.catalogue import BUILD
from shrutik_core.metrics.metric import GaugeReading
from shrutik_core.ports.metrics import Metrics
from shrutik_core.shared.errors import Refused, Unavailable, declare
from shrutik_core.use_cases.oversight.read_gauges import ReadGauges
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Document
from shrutik_http.wiring import Wiring

declare(Refused, "metrics_private", "Figures are for the operator only.")
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_REFUSED = "Figures are for the operator only: ask from this machine, or with the token of SHRUTIK_METRICS_TOKEN."


@attrs.frozen
class MetricsResource:
    """What answers when Prometheus asks."""

    metrics: Metrics
    read_gauges: ReadGauges
    build: GaugeReading
    token: str = attrs.field(repr=False)

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        build = GaugeReading(BUILD, (wiring.version, wiring.release), 1.0)
        return cls(wiring.platform.metrics(), wiring.platform.read_gauges(), build, wiring.metrics_token)

    def show(self, call: Call[None, NoQuery]) -> Document:
        """All figures.

        Raises:
            Refused: ``metrics_private``.
        """
        if not self._is_operator(call):
            raise Refused("metrics_private", _REFUSED)
        readings = (self.build, *self._readings())
        return Document(self.metrics.exposition(readings), MEDIA_TYPE, {"Cache-Control": "no-store"})

    def _readings(self) -> tuple[GaugeReading, ...]:
        """None while the database is away: what was counted is told all the same, above all of requests that failed."""
        try:
            return self.read_gauges()
        except Unavailable:
            return ()

    def _is_operator(self, call: Call[None, NoQuery]) -> bool:
        if self.token:
            return secrets.compare_digest(call.token.encode(), self.token.encode())
        return "X-Forwarded-For" not in call.headers and _is_here(call.origin)


def _is_here(origin: str) -> bool:
    try:
        return ip_address(origin).is_loopback
    except ValueError:
        return False
