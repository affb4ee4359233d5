"""Two zones, set up by typing what the page on deploying says on a borrowed machine in each; then one of them dies."""

import contextlib
import re
import time

import pytest

from beneath_zones import ZONES, running_beneath
from borrowed_machine import borrowed_machine
from deploy_page import blocks_under
from servers.process import program, wait_for

TLS = "/etc/shrutik/tls/authority.pem"
ASK = (
    "curl --silent --output /dev/null --write-out '%{http_code}' --max-time 10 --cacert /etc/nginx/tls/shrutik.pem "
    "--resolve voices.example.org:443:127.0.0.1 https://voices.example.org/readyz"
)
MOST_SECONDS = 60
"""After the death of a zone: its database's lease of 20 s, and two cores that have much to do at once."""


def as_typed_there(code, beneath):
    """The block with what lies beneath as it is called here: addresses and secrets of the settings, and the network."""
    ours = {
        "SHRUTIK_DATABASE_URL": beneath.cluster.url().replace(str(beneath.authority.trusted), TLS),
        "SHRUTIK_REPLICA_URL": beneath.cluster.url("standby").replace(str(beneath.authority.trusted), TLS),
        "SHRUTIK_REDIS_URL": beneath.redis.url.replace(str(beneath.authority.trusted), TLS),
        "SHRUTIK_BLOBS_URL": beneath.bucket.url("blobs", ca=TLS),
    }
    for name, value in ours.items():
        code = re.sub(rf'^{name}="[^"]*"$', lambda _, name=name, value=value: f'{name}="{value}"', code, flags=re.M)
    return code.replace("10.0.0.0/16", beneath.network.whole)


@pytest.fixture(scope="module")
def zones(tmp_path_factory):
    """What lies beneath, and a machine in each zone on which all was typed."""
    program("nginx", "nginx-light")
    folder = tmp_path_factory.mktemp("zones")
    with contextlib.ExitStack() as stack:
        beneath = stack.enter_context(running_beneath())
        machines = {
            place: stack.enter_context(borrowed_machine(beneath.network, place, folder / place)) for place in ZONES
        }
        set_up(machines, beneath)
        yield beneath, machines


def set_up(machines, beneath):
    """Type the blocks of the page, each on the machine that the page says."""
    install, _, unit, nginx, _ = blocks_under("One server")
    settings, first, second, both = [as_typed_there(block.code, beneath) for block in blocks_under("Two zones")]
    for machine in machines.values():
        machine.write(TLS, beneath.authority.trusted.read_bytes())
        for code in (install.code, settings, unit.code, nginx.code):
            machine.type(code)
    machines["a"].type(first)
    for name in ("keys.json", "release.key"):
        key = machines["a"].type(f"cat /etc/shrutik/keys/{name}")
        machines["b"].write(f"/root/from-other/{name}", key.encode())
    machines["b"].type("chmod 0600 /root/from-other/*")
    machines["b"].type(second)
    for place, machine in machines.items():
        other = next(beneath.network.address(one) for one in ZONES if one != place)
        assert "ready" in machine.type(both, OTHER=other)


@pytest.mark.slow
def test_both_zones_serve_and_each_lends_the_other_its_servers(zones):
    _, machines = zones
    assert [machine.type(ASK) for machine in machines.values()] == ["200", "200"]
    listening = "ss --no-header --listening --tcp --numeric --processes 'sport = 8001'"
    machines["a"].type(f"kill -KILL $({listening} | grep -o 'pid=[0-9]*' | cut -d= -f2)")
    assert machines["a"].type(ASK) == "200"
    # As its unit says, it is started again.
    wait_for(lambda: "8001" in machines["a"].type(listening), MOST_SECONDS, "its own server")


@pytest.mark.slow
def test_a_zone_dies_and_the_other_answers_again(zones):
    beneath, machines = zones
    dead = beneath.cluster.having("leader").name
    left = next(place for place in ZONES if place != dead)
    struck = time.monotonic()
    beneath.zones[dead].die()
    wait_for(lambda: machines[left].type(f"{ASK} || true") == "200", MOST_SECONDS, "an answer")
    print(f"zone {dead} died; zone {left} answered after {time.monotonic() - struck:.1f} s")
    took = machines[left].type("shrutik user create later@example.org --generate-password")
    assert "later@example.org" in took
