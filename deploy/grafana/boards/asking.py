"""PromQL made of the catalogue's metrics, about the programs that a reader chose."""

from boards.board import Choice
from shrutik_core.metrics.catalogue import RECORDINGS
from shrutik_core.metrics.metric import Metric

_CHOSEN = 'installation=~"$installation",instance=~"$instance"'
_OURS = 'job="shrutik"'
COLLECTIONS = 'collection=~"$collection"'
INSTALLATION = Choice("installation", "Installation", "label_values(up, installation)")
INSTANCE = Choice("instance", "Program", 'label_values(up{installation=~"$installation"}, instance)')
COLLECTION = Choice(
    "collection", "Collection", f'label_values({RECORDINGS.name}{{installation=~"$installation"}}, collection)'
)


def answering(where: str = "") -> str:
    """Which programs answered Prometheus the last time."""
    return f"up{_braces(_OURS, where)}"


def series(metric: Metric, where: str = "") -> str:
    """A gauge as each program tells it."""
    return f"{metric.name}{_braces(where)}"


def largest(metric: Metric, *by: str, where: str = "") -> str:
    """A gauge that every API server of an installation reads from the same database: it counts once."""
    return f"max{_by(('installation', *by))} ({series(metric, where)})"


def rate(metric: Metric, *by: str, where: str = "", part: str = "") -> str:
    """How much is added in a second, over all programs; ``part`` of a histogram is ``_sum`` or ``_count``."""
    return f"sum{_by(by)} (rate({metric.name}{part}{_braces(where)}[$__rate_interval]))"


def mean(metric: Metric, *by: str, where: str = "") -> str:
    """Of what a histogram noted lately."""
    return f"{rate(metric, *by, where=where, part='_sum')} / {rate(metric, *by, where=where, part='_count')}"


def quantile(share: float, metric: Metric, *by: str, where: str = "") -> str:
    """What so large a share of what a histogram noted lately does not exceed."""
    return f"histogram_quantile({share:g}, {rate(metric, 'le', *by, where=where, part='_bucket')})"


def _by(labels: tuple[str, ...]) -> str:
    return f" by ({', '.join(labels)})" if labels else ""


def _braces(*matchers: str) -> str:
    return "{" + ",".join([*filter(None, matchers), _CHOSEN]) + "}"
