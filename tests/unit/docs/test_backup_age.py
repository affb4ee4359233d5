"""The age of pgBackRest's newest backup: a file tells its time, of which Prometheus makes what alerts ask for."""

import json

import yaml

from asked_metrics import check
from backup_age import PGBACKREST, told_for
from shrutik_core.metrics.catalogue import BY_NAME

INFO = json.dumps(
    [
        {
            "backup": [
                {
                    "label": label,
                    "lsn": {"start": "0/3000028", "stop": "0/3000100"},
                    "timestamp": {"start": 1, "stop": stop},
                }
                for label, stop in (("20261128-000000F", 1796000000), ("20261128-000000F_20261129-000000I", 1796082301))
            ],
            "name": "shrutik",
        }
    ],
    separators=(",", ":"),
)


def test_the_newest_backup_is_told_and_stays_while_pgbackrest_cannot_be_asked(tmp_path):
    assert told_for(tmp_path, INFO) == "pgbackrest_newest_backup_seconds 1796082301\n"
    assert told_for(tmp_path, "", code=3) == "pgbackrest_newest_backup_seconds 1796082301\n"
    assert [one.name for one in tmp_path.glob("*.prom*")] == ["pgbackrest.prom"]


def test_without_a_backup_the_newest_is_as_old_as_time_itself(tmp_path):
    assert told_for(tmp_path, "[]") == "pgbackrest_newest_backup_seconds 0\n"


def test_the_rule_makes_the_figure_that_alerts_look_at(tmp_path):
    (group,) = yaml.safe_load((PGBACKREST / "age.yml").read_text(encoding="utf-8"))["groups"]
    (rule,) = group["rules"]
    assert rule["record"] in BY_NAME
    check(rule["expr"])
    assert told_for(tmp_path, INFO).split()[0] in rule["expr"]
