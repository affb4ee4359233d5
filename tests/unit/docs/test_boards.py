"""Boards of Grafana: made by their code, of the catalogue's metrics, with limits where alerts fire and with advice."""

import math
import os
import re
import subprocess
import sys

import pytest
import yaml

from asked_metrics import ALERTS, BOARDS, DEPLOY, check, panels, shown

FOLDER = DEPLOY / "grafana"
SOURCES = os.pathsep.join(map(str, (FOLDER, DEPLOY.parent / "src")))
UNITS = {"none", "s", "percentunit", "reqps", "ops", "Bps", "h"}
ALL = [(board, panel["title"]) for board in BOARDS for panel in panels(board)]
LIMITS = {alert["alert"]: alert for alert in ALERTS}


def panel_of(board, title):
    (found,) = [panel for panel in panels(board) if panel["title"] == title]
    return found


def links_of(panel):
    return panel.get("links", [])


def test_there_are_four_boards():
    assert set(BOARDS) == {"service", "jobs", "database", "campaign"}
    assert {board["uid"] for board in BOARDS.values()} == {f"shrutik-{name}" for name in BOARDS}


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_asks_for_what_there_is(board):
    for _, expr in shown(board):
        assert "$" not in expr
        check(expr)


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_lets_its_reader_choose(board):
    names = [one["name"] for one in BOARDS[board]["templating"]["list"]]
    assert names[:3] == ["source", "installation", "instance"]
    assert names[-1] == "docs"
    assert ("collection" in names) is (board == "campaign")
    for panel in panels(board):
        for target in panel["targets"]:
            assert target["expr"].count("{") == target["expr"].count(
                'installation=~"$installation",instance=~"$instance"'
            )


@pytest.mark.parametrize(("board", "title"), ALL)
def test_a_panel_says_what_it_shows_in_a_unit(board, title):
    panel = panel_of(board, title)
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"] in UNITS
    assert all(target["legendFormat"] for target in panel["targets"])


@pytest.mark.parametrize(("board", "title"), ALL)
def test_a_line_is_drawn_where_the_alert_fires(board, title):
    panel = panel_of(board, title)
    steps = panel["fieldConfig"]["defaults"].get("thresholds", {}).get("steps", [])
    assert bool(steps) is bool(links_of(panel))
    for link in links_of(panel):
        alert = LIMITS[link["title"].removesuffix(": what to do")]
        assert link["url"] == "${docs}/" + alert["annotations"]["runbook"]
        sign, number = re.search(r"(==|[<>]) ([\d. *]+)\s*$", alert["expr"]).groups()
        value = math.prod(map(float, number.split(" * ")))
        wrong = ["green", "red"] if sign == ">" else ["red", "green"]
        assert [step["color"] for step in steps] == wrong
        assert [step["value"] for step in steps] == [None, value if sign == ">" else value + 1]


def test_every_alert_but_the_one_that_always_fires_has_its_panel():
    linked = {
        link["title"].removesuffix(": what to do")
        for board in BOARDS
        for one in panels(board)
        for link in links_of(one)
    }
    assert linked == set(LIMITS) - {"ShrutikWatched"}


def test_boards_are_as_their_code_makes_them():
    pytest.importorskip("grafana_foundation_sdk")
    called = [sys.executable, "-m", "boards", "--check"]
    environment = {**os.environ, "PYTHONPATH": SOURCES}
    done = subprocess.run(called, cwd=FOLDER, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_board_that_differs_is_named(tmp_path):
    pytest.importorskip("grafana_foundation_sdk")
    for name in BOARDS:
        (tmp_path / f"{name}.json").write_bytes((FOLDER / f"{name}.json").read_bytes())
    (tmp_path / "jobs.json").write_text("{}")
    called = [sys.executable, "-m", "boards", "--check", "--to", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": SOURCES}
    done = subprocess.run(called, cwd=FOLDER, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (1, "boards: jobs differ; run python -m boards in deploy/grafana.\n")


def test_grafana_finds_prometheus_and_the_boards():
    (source,) = yaml.safe_load((FOLDER / "provisioning/datasources/prometheus.yml").read_text())["datasources"]
    (boards,) = yaml.safe_load((FOLDER / "provisioning/dashboards/shrutik.yml").read_text())["providers"]
    asked = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text())["global"]["scrape_interval"]
    assert (source["type"], source["jsonData"]["timeInterval"]) == ("prometheus", asked)
    assert (boards["type"], boards["allowUiUpdates"]) == ("file", False)
