"""A laptop and one server, set up by typing what the page on deploying says; the server is a borrowed machine."""

import json

import pytest

from borrowed_machine import borrowed_machine
from deploy_page import blocks_under
from page_session import PageSession
from servers.network import running_network
from servers.process import program

ASK = "curl --silent --cacert /etc/nginx/tls/shrutik.pem --resolve voices.example.org:443:127.0.0.1"
OPEN = {"0.0.0.0:80", "[::]:80", "0.0.0.0:443", "[::]:443"}


@pytest.mark.slow
def test_a_laptop_serves(tmp_path):
    session = PageSession(tmp_path)
    try:
        said = [session.run_block(block) for block in blocks_under("A laptop")]
    finally:
        session.close()
    assert "listens on" in said[-1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A machine, and what the last block of `One server` said."""
    program("nginx", "nginx-light")
    folder = tmp_path_factory.mktemp("server") / "layer"
    with running_network(["server"]) as network, borrowed_machine(network, "server", folder) as machine:
        said = [machine.type(block.code) for block in blocks_under("One server")]
        yield machine, said[-1]


@pytest.mark.slow
def test_one_server_answers_by_tls_and_has_a_back_up(server):
    machine, said = server
    assert "ready" in said
    assert "blobs (" in said
    looked = json.loads(machine.type("shrutik doctor --json || true"))
    assert {one["check"] for one in looked if one["colour"] == "red"} == {"certificates"}
    assert json.loads(machine.type(f"{ASK} https://voices.example.org/api/v1/languages"))["items"]


@pytest.mark.slow
def test_others_reach_it_by_nginx_alone_and_its_program_is_nobody_of_weight(server):
    machine, _ = server
    told = machine.type("curl --silent --output /dev/null --write-out '%{http_code}' http://127.0.0.1/")
    assert told == "308"
    heard = machine.type("ss --no-header --listening --tcp --numeric | awk '{print $4}'").split()
    assert {one for one in heard if not one.startswith(("127.", "[::1]"))} <= OPEN
    listening = "ss --no-header --listening --tcp --numeric --processes 'sport = 8001'"
    pids = machine.type(listening + r" | grep -o 'pid=[0-9]*' | cut -d= -f2").split()
    assert set(machine.type(f"ps -o user= -p {','.join(pids)}").split()) == {"shrutik"}
    assert machine.type("stat --format '%a %U' /srv/shrutik").split() == ["700", "shrutik"]
