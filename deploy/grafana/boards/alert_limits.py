"""The limits of alerts, read from their rules, so that a board draws its line where the alert fires."""

import math
import re
from pathlib import Path

import attrs
import yaml

RULES = Path(__file__).parents[2] / "prometheus" / "alerts.yml"
_COMPARED = re.compile(r"(?P<sign>==|[<>]) (?P<value>[\d.]+(?: \* [\d.]+)*)\s*$")


@attrs.frozen
class Limit:
    """Where an alert fires.

    Attributes:
        alert: its name.
        value: in the unit of what it asks for.
        is_least: whether it fires at this value and below; above otherwise.
        runbook: the section that says what to do, from the root of the project.
    """

    alert: str
    value: float
    is_least: bool
    runbook: str


def limit_of(alert: str) -> Limit:
    """The limit of an alert.

    Raises:
        LookupError: if no rule has the name, or it compares with no number.
    """
    for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]:
        for rule in group["rules"]:
            if rule["alert"] == alert:
                return _read(alert, rule["expr"], rule["annotations"]["runbook"])
    raise LookupError(alert)


def _read(alert: str, expr: str, runbook: str) -> Limit:
    compared = _COMPARED.search(expr)
    if compared is None:
        raise LookupError(expr)
    value = math.prod(map(float, compared["value"].split(" * ")))
    return Limit(alert, value, compared["sign"] != ">", runbook)
