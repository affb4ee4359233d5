"""The pods of production run as they say: from nothing to a recording that is cut, and to their own end."""

import contextlib
from datetime import UTC, datetime

import httpx
import pytest

from kubernetes_files import overlay, pods
from pods import running_pod
from served_voices import babble_wav, chunked, furnish, upload
from servers.authority import Authority
from servers.network import running_network
from servers.postgres import USER, running_postgres
from servers.process import running, wait_for
from servers.redis_server import redis_server
from servers.seaweed import seaweed
from serving_program import PATIENCE
from shrutik_bootstrap.backups import new_backup_key
from shrutik_core.shared.job_kinds import JobQueue
from shrutik_system.keys import load_keys
from shrutik_system.release_keys import rotate_release_key

PLACES = {
    "first": "shrutik-migrate",
    "api": "shrutik-api",
    "chunking": "shrutik-worker-chunking",
    "consensus": "shrutik-worker-consensus",
    "releases": "shrutik-worker-releases",
    "relay": "shrutik-relay",
}
LONG_LIVED = [place for place in PLACES if place != "first"]
TOKEN = "a token for figures"
PASSWORD = "a long password"
TRUST = "host all all 198.18.0.0/15 trust\nlocal all all trust\n"


class Served:
    """The API of the pods, as tests of stories call it."""

    def __init__(self, url):
        self.url = url

    def log_in(self, name):
        with httpx.Client(base_url=self.url, timeout=PATIENCE) as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        shown = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        return httpx.Client(base_url=self.url, timeout=PATIENCE, headers=shown)


@contextlib.contextmanager
def beneath(network, folder):
    """PostgreSQL, Redis and a bucket, and the secrets that name them."""
    authority, ours = Authority(folder / "tls"), network.ours
    certificate = authority.issue("server", addresses=[ours])
    hba = folder / "pg_hba.conf"
    hba.write_text(TRUST)
    ca = "/run/shrutik/keys/authority.pem"
    with contextlib.ExitStack() as stack:
        settings = {"listen_addresses": ours, "port": "5432"}
        stack.enter_context(running_postgres(settings, {"hba_file": hba}))
        redis = redis_server(folder / "redis", f"bind 127.0.0.1 {ours}", "protected-mode no")
        stack.enter_context(running(redis.server))
        bucket = stack.enter_context(seaweed(folder / "bucket", certificate, authority.trusted, ours))
        named = {
            "SHRUTIK_DATABASE_URL": f"postgresql://{USER}@{ours}:5432/postgres",
            "SHRUTIK_REDIS_URL": f"redis://{ours}:{redis.port}/0",
            "SHRUTIK_BLOBS_URL": bucket.url("blobs", ca=ca),
            "SHRUTIK_BACKUP_TO": bucket.url("backups", ca=ca),
            "SHRUTIK_METRICS_TOKEN": TOKEN,
        }
        text = "".join(f"{name}={value}\n" for name, value in named.items())
        yield {"settings.env": text.encode(), "authority.pem": authority.trusted.read_bytes(), **keys(folder)}


def keys(folder):
    """As an operator has made them."""
    made = folder / "keys"
    made.mkdir(mode=0o700)
    load_keys(made)
    rotate_release_key(made, datetime.now(UTC))
    new_backup_key(made / "backup.key")
    return {one.name: one.read_bytes() for one in made.iterdir()}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Each pod by its place, migrated and ready."""
    folder = tmp_path_factory.mktemp("pods")
    with contextlib.ExitStack() as stack:
        network = stack.enter_context(running_network(list(PLACES)))
        secrets = stack.enter_context(beneath(network, folder))
        documents = overlay("production", folder, secrets)
        templates = dict(pods(documents))
        made = {
            place: stack.enter_context(running_pod(network, place, folder / place, templates[name], documents))
            for place, name in PLACES.items()
        }
        made["first"].run()
        for place in LONG_LIVED:
            made[place].start()
            made[place].wait_until_ready()
        yield made


@pytest.fixture(scope="module")
def served(site):
    """The API, with an admin."""
    command = f"echo '{PASSWORD}' | shrutik user create admin@example.org --role admin --password-stdin"
    site["api"].run("sh", "-c", command)
    return Served(f"http://{site['api'].address}:{site['api'].port('http')}/api/v1")


@pytest.mark.slow
@pytest.mark.parametrize("place", LONG_LIVED)
def test_a_pod_has_no_rights_and_nothing_to_write_to_but_its_volumes(site, place):
    machine = site[place].machine
    status = machine.type("cat /proc/$(cat /pod/pid)/status")
    told = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert told["Uid"].split() == ["10001"] * 4
    assert (told["CapEff"], told["CapBnd"], told["NoNewPrivs"]) == ("0" * 16, "0" * 16, "1")
    assert machine.type("touch /usr/mine 2>/dev/null && echo open || echo closed").strip() == "closed"
    assert machine.type("stat --format '%a %u' /run/shrutik/keys/keys.json").split() == ["600", "10001"]


@pytest.mark.slow
def test_a_recording_is_cut_and_kept_in_the_bucket(site, served):
    furnish(served, people=("speaker",))
    audio = babble_wav(12)
    with served.log_in("speaker") as speaker:
        recording = upload(speaker, audio)
        assert chunked(speaker, recording)["chunk_count"] > 0
        assert speaker.get(f"/recordings/{recording}/audio").content == audio


@pytest.mark.slow
def test_figures_that_scale_workers_are_told_to_whoever_has_the_token(site):
    shown = {"Authorization": f"Bearer {TOKEN}"}
    api = f"http://{site['api'].address}:{site['api'].port('http')}/metrics"
    told = httpx.get(api, headers=shown, timeout=PATIENCE).text
    assert all(f'shrutik_queue_oldest_seconds{{queue="{queue}"}}' in told for queue in JobQueue)
    assert all(f'shrutik_workers{{queue="{queue}"}} 1.0' in told for queue in JobQueue)
    for place in LONG_LIVED[1:]:
        url = f"http://{site[place].address}:{site[place].port('metrics')}/metrics"
        answers = [httpx.get(url, headers=headers, timeout=PATIENCE).status_code for headers in ({}, shown)]
        assert answers == [403, 200], place


@pytest.mark.slow
def test_what_comes_by_the_clock_finds_all_well(site):
    relay = site["relay"]
    # As long as there is none, the command says so and ends with 1.
    listed = ("sh", "-c", "shrutik backup list || true")
    wait_for(lambda: "blobs" in relay.run(*listed), 180, "the first back-up")
    assert "is whole" in relay.run("shrutik", "backup", "verify")
    assert "whole" in relay.run("shrutik", "audit", "verify")
    # No name service here knows the site: its certificate, which nginx bears, is not looked at from this pod.
    assert "red " not in relay.run("env", "--unset=SHRUTIK_PUBLIC_URL", "shrutik", "doctor")


@pytest.mark.slow
def test_every_pod_ends_by_itself_in_the_time_that_it_is_given(site):
    seconds = {place: site[place].end() for place in LONG_LIVED}
    print(", ".join(f"{place}: {took:.1f} s" for place, took in seconds.items()))
