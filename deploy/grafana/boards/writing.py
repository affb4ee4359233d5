"""Boards as Grafana reads them, by Grafana's own typed builders."""

import json

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as kinds
from grafana_foundation_sdk.models import dashboard as models

from boards.alert_limits import Limit
from boards.board import Board, Choice, Look, Panel

_SOURCE = models.DataSourceRef(type_val="prometheus", uid="${source}")
_HEIGHT = 8
_TAG = "shrutik"
_BUILDERS = timeseries.Panel | stat.Panel


def written(board: Board, docs: str) -> str:
    """The board's JSON.

    Args:
        board: which.
        docs: address under which the project's folder ``docs`` is read; a reader may write another one on the board.
    """
    made = (
        dashboard.Dashboard(board.title)
        .uid(f"shrutik-{board.name}")
        .description(board.says)
        .tags([_TAG])
        .time(board.since, "now")
        .refresh("1m")
        .tooltip(models.DashboardCursorSync.CROSSHAIR)
        .readonly()
        .variables([_source(), *map(_choice, board.choices), _docs(docs)])
        .links([_others()])
    )
    for panel in board.panels:
        made = made.with_panel(_panel(panel))
    return json.dumps(made.build(), cls=JSONEncoder, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _source() -> dashboard.DatasourceVariable:
    return dashboard.DatasourceVariable("source").label("Prometheus").type("prometheus")


def _choice(choice: Choice) -> dashboard.QueryVariable:
    return (
        dashboard.QueryVariable(choice.name)
        .label(choice.label)
        .query({"query": choice.query, "refId": choice.name})
        .datasource(_SOURCE)
        .refresh(models.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(models.VariableSort.ALPHABETICAL_ASC)
        .multi(True)  # noqa: FBT003 - so the builder has it
        .include_all(True)  # noqa: FBT003 - likewise
        # Also of what has no such label: an installation alone need not have a name.
        .all_value(".*")
        .current(models.VariableOption(selected=True, text="All", value="$__all"))
    )


def _docs(docs: str) -> dashboard.TextBoxVariable:
    return dashboard.TextBoxVariable("docs").label("Documentation").default_value(docs)


def _others() -> dashboard.DashboardLink:
    made = dashboard.DashboardLink("Shrutik").type(models.DashboardLinkType.DASHBOARDS).tags([_TAG])
    return made.include_vars(True).keep_time(True)  # noqa: FBT003 - likewise


def _panel(panel: Panel) -> _BUILDERS:
    made: _BUILDERS = stat.Panel() if panel.look is Look.NUMBER else _lines(panel)
    made = made.title(panel.title).description(panel.says).unit(panel.unit).datasource(_SOURCE)
    for number, query in enumerate(panel.queries):
        asked = prometheus.Dataquery().expr(query.expr).legend_format(query.legend).ref_id(chr(ord("A") + number))
        made = made.with_target(asked.datasource(_SOURCE))
    if panel.limit:
        made = made.thresholds(_thresholds(panel.limit)).links([_runbook(panel.limit)])
    return made.height(_HEIGHT).span(panel.width)


def _lines(panel: Panel) -> timeseries.Panel:
    stacked = panel.look is Look.STACK
    made = timeseries.Panel().min(0).fill_opacity(20 if stacked else 0)
    legend = common.VizLegendOptions().show_legend(True)  # noqa: FBT003 - likewise
    made = made.legend(legend.display_mode(kinds.LegendDisplayMode.LIST).placement(kinds.LegendPlacement.BOTTOM))
    if stacked:
        made = made.stacking(common.StackingConfig().mode(kinds.StackingMode.NORMAL))
    if panel.limit:
        made = made.thresholds_style(common.GraphThresholdsStyleConfig().mode(kinds.GraphTresholdsStyleMode.LINE))
    return made


def _thresholds(limit: Limit) -> dashboard.ThresholdsConfig:
    """Red where the alert fires; what has a least value is counted, and one more than that is well."""
    steps = (
        [models.Threshold(None, "red"), models.Threshold(limit.value + 1, "green")]
        if limit.is_least
        else [models.Threshold(None, "green"), models.Threshold(limit.value, "red")]
    )
    return dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(steps)


def _runbook(limit: Limit) -> dashboard.DashboardLink:
    made = dashboard.DashboardLink(f"{limit.alert}: what to do").url(f"${{docs}}/{limit.runbook}")
    return made.type(models.DashboardLinkType.LINK).target_blank(True)  # noqa: FBT003 - likewise
