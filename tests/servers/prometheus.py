"""Prometheus and Alertmanager with what is shipped: the addresses are the test's, and time goes faster."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs
import httpx
import yaml

from servers.process import HOST, Server, free_ports, program

SHIPPED = Path(__file__).parents[2] / "deploy"
READY_SECONDS = 10
_MINUTES = re.compile(r"\[(\d+)m\]")


@attrs.frozen
class Prometheus:
    """One that asks every second.

    Attributes:
        server: its process.
        url: where it answers.
    """

    server: Server
    url: str

    def ask(self, expr: str) -> list[tuple[dict[str, str], float]]:
        """Labels and value of each series that an expression gives now."""
        answer = httpx.get(f"{self.url}/api/v1/query", params={"query": expr}, timeout=READY_SECONDS)
        assert answer.status_code == 200, answer.text
        data = answer.json()["data"]
        found = [data] if data["resultType"] == "scalar" else data["result"]
        return [(one["metric"], float(one["value"][1])) for one in found]

    def firing(self) -> set[str]:
        """Names of the alerts that fire now."""
        answer = httpx.get(f"{self.url}/api/v1/alerts", timeout=READY_SECONDS).json()
        return {one["labels"]["alertname"] for one in answer["data"]["alerts"] if one["state"] == "firing"}


def prometheus(
    folder: Path, targets: Iterable[str], rules: Mapping[str, object] | None = None, alertmanager: str = ""
) -> Prometheus:
    """One with our configuration, but for where things are and how often it asks.

    Args:
        folder: of its data.
        targets: ``host:port`` of programs.
        rules: in place of those that are shipped.
        alertmanager: ``host:port``; empty for none.
    """
    folder.mkdir(parents=True)
    (port,) = free_ports(1)
    config = yaml.safe_load((SHIPPED / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    config["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    (ours,) = [one for one in config["scrape_configs"] if one["job_name"] == "shrutik"]
    for name in ("authorization", "dns_sd_configs"):
        del ours[name]
    ours["static_configs"][0]["targets"] = list(targets)
    config["scrape_configs"] = [ours]
    config["alerting"]["alertmanagers"] = [{"static_configs": [{"targets": [alertmanager]}]}] if alertmanager else []
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "alerts.yml").write_text(yaml.safe_dump(rules or shipped_rules()), encoding="utf-8")
    arguments = [
        program("prometheus", "prometheus"),
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address={HOST}:{port}",
    ]
    return Prometheus(Server(arguments, folder, lambda: _ready(f"http://{HOST}:{port}")), f"http://{HOST}:{port}")


def shipped_rules() -> dict[str, object]:
    """Alerts as they are shipped."""
    return yaml.safe_load((SHIPPED / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))


def hurried_rules(seconds: int = 8) -> dict[str, object]:
    """The same alerts with the same limits, where minutes are seconds; none waits longer than two of them.

    Args:
        seconds: that every ``[5m]`` and ``[10m]`` becomes; 15 minutes ago is three times as much.
    """
    rules = shipped_rules()
    for group in rules["groups"]:
        for rule in group["rules"]:
            rule["expr"] = _MINUTES.sub(f"[{seconds}s]", rule["expr"]).replace("offset 15m", f"offset {3 * seconds}s")
            if "for" in rule:
                rule["for"] = "2s"
    return rules


def alertmanager(folder: Path, smtp: int, waits: Sequence[str] = ("1s", "1s")) -> tuple[Server, str]:
    """One with our configuration, which mails to a server of this machine without TLS; and its ``host:port``.

    Args:
        folder: of its data.
        smtp: port of the mail server.
        waits: before the first letter about a group, and between two of them.
    """
    folder.mkdir(parents=True)
    port, gossip = free_ports(2)
    config = yaml.safe_load((SHIPPED / "alertmanager" / "alertmanager.yml").read_text(encoding="utf-8"))
    for name in ("smtp_auth_username", "smtp_auth_password_file"):
        del config["global"][name]
    config["global"] |= {"smtp_smarthost": f"{HOST}:{smtp}", "smtp_require_tls": False}
    for route in (config["route"], *config["route"]["routes"]):
        route["group_wait"], route["group_interval"] = waits
    (folder / "alertmanager.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "shrutik.tmpl").write_bytes((SHIPPED / "alertmanager" / "shrutik.tmpl").read_bytes())
    arguments = [
        program("prometheus-alertmanager", "prometheus-alertmanager"),
        f"--config.file={folder / 'alertmanager.yml'}",
        f"--storage.path={folder / 'data'}",
        f"--web.listen-address={HOST}:{port}",
        f"--web.external-url=http://{HOST}:{port}",
        f"--cluster.listen-address={HOST}:{gossip}",
        "--cluster.settle-timeout=0s",
    ]
    return Server(arguments, folder, lambda: _ready(f"http://{HOST}:{port}")), f"{HOST}:{port}"


def _ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/-/ready", timeout=READY_SECONDS).status_code == 200
    except httpx.TransportError:
        return False
