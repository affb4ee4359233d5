"""`docker compose --profile production up`: from nothing to a release, which outlives down and up."""

import json
import time
from inspect import cleandoc
from urllib.parse import quote

import pytest

from containers.building import OURS
from containers.engine import ROOT
from containers.story import Site, Told, first_admin, tell, verify
from serving_program import wait_for

UP_SECONDS = 420.0
PROGRAMS = ("api-1", "api-2", "worker-1", "worker-2", "relay")
REQUEST = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"


@pytest.fixture(scope="module")
def site(production):
    stack, took = production
    made = Site(f"https://localhost:{stack.settings['HTTPS_PORT']}", _authority(stack))
    wait_for(made.ready, UP_SECONDS, 0.5)
    print(f"up from nothing in {took:.0f} s")
    return made


def _authority(stack):
    return ROOT.joinpath(stack.settings["SECRETS"], "authority.pem")


@pytest.fixture(scope="module")
def told(production, site, tmp_path_factory) -> Told:
    first_admin(production[0])
    found = tell(site, tmp_path_factory.mktemp("release"))
    for chapter, seconds in found.seconds.items():
        print(f"{chapter}: {seconds:.1f} s")
    return found


def looked_up(stack, service, form):
    return stack.engine.podman("inspect", f"--format={form}", f"shrutik-{service}-1").stdout.strip()


def test_the_story_goes_through_the_edge(told):
    assert told.release["clips"] > 0


def test_every_service_is_up_and_well(production, site):
    stack, _ = production
    assert {f"shrutik-{one}-1" for one in PROGRAMS} <= stack.engine.names("--filter=status=running")
    wait_for(lambda: stack.engine.unwell() == [], 120, 1.0)


@pytest.mark.parametrize("service", PROGRAMS)
def test_a_program_can_write_nowhere_but_in_its_volume(production, site, service):
    stack, _ = production
    assert stack.compose("exec", "-T", service, "id", "-u").stdout.strip() == "10001"
    for place in ("/", "/opt/shrutik", "/etc", "/usr"):
        assert stack.compose("exec", "-T", service, "touch", f"{place}/x", check=False).returncode != 0
    stack.compose("exec", "-T", service, "sh", "-c", "touch /data/x /tmp/x && rm /data/x /tmp/x")
    held = stack.compose("exec", "-T", service, "sh", "-c", "grep -E 'CapEff|NoNewPrivs' /proc/self/status").stdout
    assert [line.split()[1] for line in held.splitlines()] == ["0000000000000000", "1"]


def test_the_edge_reaches_no_data_and_data_reach_nothing(production, site):
    stack, _ = production
    for name in ("postgres", "redis", "s3"):
        assert stack.compose("exec", "-T", "nginx", "getent", "hosts", name, check=False).returncode != 0
    assert stack.compose("exec", "-T", "nginx", "getent", "hosts", "api-1").returncode == 0


def test_secrets_stand_in_no_environment(production, site):
    stack, _ = production
    secret = ROOT.joinpath(stack.settings["SECRETS"], "postgres_password").read_text().strip()
    for name in stack.engine.names():
        assert secret not in stack.engine.podman("inspect", name).stdout


def test_the_replica_follows(production, told):
    stack, _ = production
    ask = ("psql", "--host=/tmp", "--username=postgres", "--dbname=shrutik", "--tuples-only", "--no-align", "--command")
    counted = "SELECT count(*) FROM recordings"
    assert stack.compose("exec", "-T", "postgres-replica", *ask, "SELECT pg_is_in_recovery()").stdout.strip() == "t"
    there = [stack.compose("exec", "-T", one, *ask, counted).stdout.strip() for one in ("postgres", "postgres-replica")]
    assert there == ["1", "1"]


def test_figures_come_to_prometheus(production, told):
    stack, _ = production
    expr = quote('count(up{job="shrutik",installation="localhost"}==1)')
    call = ("exec", "-T", "prometheus", "wget", "-q", "-O", "-", f"http://127.0.0.1:9090/api/v1/query?query={expr}")
    wait_for(lambda: f'"{len(PROGRAMS)}"]' in stack.compose(*call).stdout, 60, 1.0)


def test_one_command_finds_a_request_in_the_logs_of_the_edge_and_of_an_api_server(production, site):
    stack, _ = production
    with site.client() as client:
        assert client.get("/languages", headers={"X-Request-ID": REQUEST}).status_code == 200

    def sources():
        done = stack.compose("run", "--rm", "-T", "trace", REQUEST, "--json", check=False)
        return {step["source"] for step in json.loads(done.stdout)} if done.returncode == 0 else set()

    wait_for(lambda: {"proxy", "api"} <= sources(), 60, 1.0)


def test_the_image_has_no_encoder_under_the_gpl(engine):
    look = """
        import av, pathlib
        libraries = sorted((pathlib.Path(av.__file__).parents[1] / "av.libs").glob("libx26*"))
        print(*[one.read_bytes().count(b"without any encoder") for one in libraries])
    """
    said = engine.podman("run", "--rm", "--network=none", OURS, "python", "-c", cleandoc(look)).stdout
    assert said.split() == ["1", "1"]


def test_a_program_that_is_told_to_end_ends_in_time(production, told):
    stack, _ = production
    begun = time.monotonic()
    stack.compose("stop", "api-2", "worker-2")
    assert time.monotonic() - begun < 45
    assert [looked_up(stack, one, "{{.State.ExitCode}}") for one in ("api-2", "worker-2")] == ["0", "0"]
    stack.compose("start", "api-2", "worker-2")


def test_all_is_there_after_down_and_up(production, site, told, tmp_path):
    stack, _ = production
    stack.compose("down", "--timeout=60")
    assert stack.engine.names() == set()
    stack.compose("up", "--detach", "--no-build", "--pull=never")
    wait_for(site.ready, UP_SECONDS, 0.5)
    with site.log_in("admin") as admin:
        (release,) = admin.get("/releases").json()["items"]
        found = admin.get(f"/releases/{release['id']}").json()
    assert found["digest"] == told.release["digest"]
    verify(site, found, tmp_path)
