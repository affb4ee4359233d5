"""The manifests of Kubernetes say what the programs understand: commands, settings, queues, figures, times."""

import pytest
import regex
import yaml

from compose_files import COMPOSE, read_compose
from kubernetes_files import FOLDER, ROOT, commands, parsed, pods, program_of, settings_written, written
from shrutik_bootstrap.settings import Settings
from shrutik_cli.serving import children
from shrutik_core.metrics.catalogue import QUEUE_OLDEST
from shrutik_core.shared.job_kinds import JobQueue
from shrutik_http.front.limits import FrontLimits
from shrutik_worker import ending
from shrutik_worker.duties import duties_of

WRITTEN = written()
COMMANDS = commands(WRITTEN)
SETTINGS = settings_written()
BASE = SETTINGS["base/settings.env"]


def named(kind, name):
    (found,) = [one for one in WRITTEN if (one["kind"], one["metadata"]["name"]) == (kind, name)]
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_one_of_ours(name):
    parsed(COMMANDS[name])


def test_a_command_that_is_none_of_ours_would_be_seen():
    with pytest.raises(Exception, match="No such option"):
        parsed(["shrutik", "worker", "--queue", "chunking"])


def test_programs_that_stay_are_those_of_compose():
    services = read_compose(COMPOSE / "site.yml")["services"]
    started = [one["command"] for one in services.values() if "command" in one]
    theirs = {words[1] for words in started if words[:1] == ["shrutik"]}
    stay = {one["metadata"]["name"] for one in WRITTEN if one["kind"] == "Deployment"}
    assert {words[1] for name, words in COMMANDS.items() if name in stay} == theirs


def test_every_queue_has_a_worker_and_one_alone():
    asked = [parsed(words)["queues"].split(",") for words in COMMANDS.values() if words[1] == "worker"]
    served = [queue for queues in asked for queue in duties_of(queues).queues]
    assert sorted(served) == sorted(JobQueue)


@pytest.mark.parametrize("file", SETTINGS)
def test_each_setting_is_one(file):
    known = {f"SHRUTIK_{name.upper()}" for name in Settings.model_fields}
    assert set(SETTINGS[file]) <= known
    inline = {one["name"] for _, pod in pods(WRITTEN) for one in program_of(pod).get("env", [])}
    assert inline <= known


@pytest.mark.parametrize("overlay", ["staging", "production"])
def test_settings_and_secrets_of_an_overlay_can_be_used_together(overlay, monkeypatch):
    for file in ("base", f"overlays/{overlay}", f"overlays/{overlay}/secrets.example"):
        for name, value in SETTINGS[f"{file}/settings.env"].items():
            monkeypatch.setenv(name, value)
    settings = Settings()
    assert settings.redis_url
    assert settings.trusted_proxies
    assert "SECRET" not in repr(settings)


def test_no_file_of_settings_holds_what_is_secret():
    secret = {f"SHRUTIK_{name.upper()}" for name, field in Settings.model_fields.items() if not field.repr}
    for file, found in SETTINGS.items():
        if "secrets" not in file:
            assert not secret & set(found), file
    assert not list(FOLDER.glob("overlays/*/secrets"))
    assert "overlays/*/secrets/" in (FOLDER / ".gitignore").read_text(encoding="utf-8")


def test_probes_and_ports_are_those_of_the_programs():
    api = program_of(named("Deployment", "shrutik-api")["spec"]["template"])
    assert api["ports"] == [{"name": "http", "containerPort": int(BASE["SHRUTIK_PORT"])}]
    probes = {name: api[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert {one["path"] for one in probes.values()} == FrontLimits().probes
    assert probes["readinessProbe"]["path"] == "/readyz"
    (jobs,) = [
        program_of(pod)["ports"] for name, pod in pods(WRITTEN) if name == "every" and "ports" in program_of(pod)
    ]
    assert jobs == [{"name": "metrics", "containerPort": int(BASE["SHRUTIK_METRICS_PORT"])}]


def test_logs_of_a_pod_go_where_the_cluster_collects_them():
    settings = Settings(**{name.removeprefix("SHRUTIK_").lower(): value for name, value in BASE.items()})
    assert (settings.log_to, settings.security_log) == ("stderr", "stderr")


def test_a_pod_gets_more_time_to_end_than_its_program_takes():
    drain = float(BASE["SHRUTIK_DRAIN_SECONDS"])
    for name, pod in pods(WRITTEN):
        given = pod["spec"].get("terminationGracePeriodSeconds")
        if name == "shrutik-api":
            assert given > drain + children._GRACE
        elif name.startswith(("shrutik-worker", "shrutik-relay")):
            # The jobs under way, then the threads that wait for the database.
            assert given > 2 * ending.STOP_MS / 1000, name


def test_workers_are_counted_by_the_age_of_their_own_queues_oldest_job():
    scaled = [one for one in WRITTEN if one["kind"] == "ScaledObject"]
    served = {}
    for one in scaled:
        (trigger,) = one["spec"]["triggers"]
        query = regex.fullmatch(
            r'max\((\w+)\{namespace="shrutik",queue=~?"([a-z|]+)"\}\)', trigger["metadata"]["query"]
        )
        assert query[1] == QUEUE_OLDEST.name
        served[one["spec"]["scaleTargetRef"]["name"]] = query[2].split("|")
    asked = {name: parsed(words)["queues"].split(",") for name, words in COMMANDS.items() if words[1] == "worker"}
    assert served == asked


def test_more_workers_are_there_before_anybody_is_woken_up():
    alerts = (ROOT / "deploy" / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    limits = {
        rule["alert"]: float(regex.search(r"> (\d+)$", rule["expr"])[1])
        for group in yaml.safe_load(alerts)["groups"]
        for rule in group["rules"]
        if rule["alert"] in {"ShrutikQueueOld", "ShrutikReleasesOld"}
    }
    for one in (one for one in WRITTEN if one["kind"] == "ScaledObject"):
        releases = "releases" in one["metadata"]["name"]
        limit = limits["ShrutikReleasesOld" if releases else "ShrutikQueueOld"]
        asked = limit / float(one["spec"]["triggers"][0]["metadata"]["threshold"])
        assert asked >= one["spec"]["minReplicaCount"] + 1, one["metadata"]["name"]


def test_pods_that_come_by_the_clock_are_given_what_the_others_are():
    every = [pod["spec"] for name, pod in pods(WRITTEN) if name == "every" and "volumes" in pod["spec"]]
    by_kind = [{**one, "containers": None, "restartPolicy": None} for one in every]
    assert len(by_kind) == 2
    assert by_kind[0] == by_kind[1]
    programs = [{**program_of({"spec": one}), "resources": None} for one in every]
    assert programs[0] == programs[1]
