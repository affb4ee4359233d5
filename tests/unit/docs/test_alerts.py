"""Alerts, and queries that docs show, ask for metrics that there are; each alert has its section in the runbook."""

import re
from pathlib import Path

import pytest
import yaml

from shrutik_core.metrics.catalogue import BY_NAME
from shrutik_core.metrics.metric import MetricKind

ROOT = Path(__file__).parents[3]
RULES = ROOT / "deploy" / "prometheus" / "alerts.yml"
ALERTS = [rule for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]]
PAGES = [ROOT / "docs" / "how-to" / name for name in ("watch.md", "runbook.md")]
ASKED = re.compile(r"\b(shrutik_[a-z0-9_]+)(?:\{([^}]*)\})?")
SUFFIXES = ("_bucket", "_sum", "_count")


def metric_of(name):
    for suffix in SUFFIXES:
        base = BY_NAME.get(name.removesuffix(suffix))
        if name.endswith(suffix) and base is not None and base.kind is MetricKind.HISTOGRAM:
            return base
    return BY_NAME.get(name)


def check(query):
    for name, chosen in ASKED.findall(query):
        metric = metric_of(name)
        assert metric is not None, f"there is no {name}"
        labels = {one.strip() for one in re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", chosen)}
        known = {*metric.labels, *({"le"} if metric.bounds else ())}
        assert labels <= known, f"{name} has no {labels - known}"


def anchors():
    page = (ROOT / "docs" / "how-to" / "runbook.md").read_text(encoding="utf-8")
    return {
        re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^## (.+)$", page, re.M)
    }


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_an_alert_asks_for_what_there_is_and_says_what_to_do(alert):
    check(alert["expr"])
    page, _, anchor = alert["annotations"]["runbook"].partition("#")
    assert page == "docs/how-to/runbook.md"
    assert anchor in anchors()
    assert alert["labels"]["severity"] in {"page", "ticket", "none"}
    assert alert["alert"] in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_queries_that_pages_show_ask_for_what_there_is(page):
    for query in re.findall(r"`([^`]*shrutik_[^`]*)`", page.read_text(encoding="utf-8")):
        check(query)


def test_every_alert_is_tried_both_ways():
    tried = yaml.safe_load((RULES.parent / "alerts_test.yml").read_text(encoding="utf-8"))["tests"]
    asked = [one for test in tried for one in test["alert_rule_test"]]
    firing = {one["alertname"] for one in asked if one.get("exp_alerts")}
    quiet = {one["alertname"] for one in asked if not one.get("exp_alerts")}
    names = {alert["alert"] for alert in ALERTS}
    assert firing == names
    assert quiet == names - {"ShrutikWatched"}
