"""What boards and alerts ask Prometheus, and whether the catalogue has it."""

import json
import re
from pathlib import Path

import yaml

from shrutik_core.metrics.catalogue import BY_NAME
from shrutik_core.metrics.metric import MetricKind

DEPLOY = Path(__file__).parents[1] / "deploy"
RULES = DEPLOY / "prometheus" / "alerts.yml"
ALERTS = [rule for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]]
BOARDS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(DEPLOY.glob("grafana/*.json"))}
TARGET_LABELS = {"installation", "instance", "job"}
"""That Prometheus puts on all that a program tells."""
_ASKED = re.compile(r"\b(shrutik_[a-z0-9_]+)(?:\{([^}]*)\})?")
_GROUPED = re.compile(r"\bby \(([^)]*)\)")
_COMPARED = re.compile(r" (?:==|[<>]) [\d.]+(?: \* [\d.]+)*\s*$")
_SUFFIXES = ("_bucket", "_sum", "_count")
_CHOSEN = {"$__rate_interval": "5m", "$installation": ".*", "$instance": ".*", "$collection": ".*"}


def metric_of(name):
    for suffix in _SUFFIXES:
        base = BY_NAME.get(name.removesuffix(suffix))
        if name.endswith(suffix) and base is not None and base.kind is MetricKind.HISTOGRAM:
            return base
    return BY_NAME.get(name)


def check(query):
    """An assertion fails if a name, or a label that is matched or grouped by, is not the catalogue's."""
    grouped = {label.strip() for labels in _GROUPED.findall(query) for label in labels.split(",")}
    known_to_all = set()
    for name, chosen in _ASKED.findall(query):
        metric = metric_of(name)
        assert metric is not None, f"there is no {name}"
        labels = {one.strip() for one in re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", chosen)}
        known = {*metric.labels, *({"le"} if metric.bounds else ()), *TARGET_LABELS}
        assert labels <= known, f"{name} has no {labels - known}"
        known_to_all |= known
    assert not known_to_all or grouped <= known_to_all, f"nothing has {grouped - known_to_all}: {query}"


def panels(board):
    return BOARDS[board]["panels"]


def shown(board):
    """What the panels of a board ask, by panel, as Grafana would ask it for all that there is."""
    for panel in panels(board):
        for target in panel["targets"]:
            expr = target["expr"]
            for name, value in _CHOSEN.items():
                expr = expr.replace(name, value)
            yield panel["title"], expr


def watched():
    """What alerts look at, by alert, without the limit; of what was a while ago, what was a moment ago."""
    for alert in ALERTS:
        yield alert["alert"], _COMPARED.sub("", alert["expr"]).replace("offset 15m", "offset 3s")
