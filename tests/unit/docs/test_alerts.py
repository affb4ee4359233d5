"""Alerts, and queries that docs show, ask for metrics that there are; each alert has its section in the runbook."""

import re
from pathlib import Path

import pytest
import yaml

from asked_metrics import ALERTS, RULES, check

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "docs" / "how-to" / name for name in ("watch.md", "runbook.md")]


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
