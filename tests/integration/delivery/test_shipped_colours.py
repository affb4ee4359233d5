"""Blue and green by the files that are shipped, on a borrowed machine with the settings of one server."""

import pytest

from borrowed_machine import borrowed_machine
from deploy_page import blocks_under
from servers.network import running_network
from servers.postgres import own_binaries
from servers.process import program

RELEASES = ("0.2.0", "0.3.0")
URL = "postgresql://shrutik@127.0.0.1:5432/shrutik"
GUNICORN = """#!/bin/sh
export PYTHONPATH=/opt/checkout/src:/opt/checkout/src/adapters:/opt/checkout/src/entrypoints
exec /opt/python/bin/python -m gunicorn "$@"
"""
APART = """
install -d -o postgres /var/lib/apart
cd /var/lib/apart
runuser -u postgres -- {programs}/initdb --auth=trust --locale=C.UTF-8 -D /var/lib/apart/data > /dev/null
runuser -u postgres -- {programs}/pg_ctl start --wait -D /var/lib/apart/data \\
    -o '-c listen_addresses=127.0.0.1 -c unix_socket_directories=/var/lib/apart' --log=/var/lib/apart/log > /dev/null
runuser -u postgres -- createuser --host=127.0.0.1 shrutik
runuser -u postgres -- createdb --host=127.0.0.1 --owner=shrutik shrutik
printf '%s\\n' 'SHRUTIK_DATABASE_URL="{url}"' 'SHRUTIK_API_PROCESSES="1"' >> /etc/shrutik/shrutik.env
echo '127.0.0.1 voices.example.org' >> /etc/hosts
"""
INSTALL = """
mkdir -p /opt/shrutik/{release}/bin
cp /opt/ours /opt/shrutik/{release}/bin/shrutik
cp /opt/gunicorn /opt/shrutik/{release}/bin/gunicorn
chmod 0755 /opt/shrutik/{release}/bin/*
"""
COLOURS = r"""
cd /usr/src/shrutik/deploy
sed -e 's/^# share = 5/share = 20/; s/^# answers = 50/answers = 10/; s/^# seconds = 60/seconds = 1/' \
    -e '/^url = /a authority = "/etc/nginx/tls/shrutik.pem"' blue-green/deploy.toml > /etc/shrutik/deploy.toml
install -m 0755 blue-green/shrutik-colour /usr/local/bin/
cp blue-green/shrutik-api@.service /etc/systemd/system/
cp gunicorn.conf.py /etc/shrutik/
echo 'server 127.0.0.1:8001;' > /etc/nginx/shrutik-servers
sed -i -e '/^ *server 127\.0\.0\.1:/d' -e 's#^ *least_conn;#    include /etc/nginx/shrutik-servers;#' \
    /etc/nginx/conf.d/shrutik.conf
systemctl reload nginx
"""
LISTENING = r"ss --no-header --listening --tcp --numeric | awk '{print $4}' | grep -E ':800[0-9]$' | sort"
ENABLED = "cd /etc/systemd/system/multi-user.target.wants && ls -d shrutik*"
ACCOUNTS = r"""
pids=$(ss --no-header --listening --tcp --numeric --processes 'sport >= 8001 and sport <= 8004' | grep -o 'pid=[0-9]*')
ps -o user= -p "$(echo $pids | sed -e 's/pid=//g' -e 's/ /,/g')"
"""


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A machine with a database apart from Shrutik, two releases, and nothing that runs of them yet."""
    program("nginx", "nginx-light")
    folder, programs = tmp_path_factory.mktemp("server") / "layer", own_binaries().folder / "bin"
    with running_network(["server"]) as network, borrowed_machine(network, "server", folder) as machine:
        for block in blocks_under("One server")[:4]:
            machine.type(block.code)
        machine.write("/opt/gunicorn", GUNICORN.encode())
        apart = APART.format(programs=programs, url=URL)
        for code in (apart, *(INSTALL.format(release=release) for release in RELEASES), COLOURS):
            machine.type(code)
        yield machine


@pytest.mark.slow
@pytest.mark.long
def test_root_switches_from_anywhere_and_each_server_has_its_port_its_tables_and_its_account(machine):
    for release, ports in zip(RELEASES, (("8001", "8002"), ("8003", "8004")), strict=True):
        told = machine.type(f"mkdir -p /root/anywhere && cd /root/anywhere && shrutik deploy switch {release}")
        assert f"done: {release} came in" in told
        assert machine.type(LISTENING).split() == [f"127.0.0.1:{port}" for port in ports]
        assert machine.type(ENABLED).split() == [f"shrutik-api@{port}.service" for port in ports]
        seen = machine.type("curl --silent --cacert /etc/nginx/tls/shrutik.pem https://voices.example.org/readyz")
        assert "ready" in seen
    # Nobody brought the tables up to date but `prepare`, and of no other database.
    assert machine.type("shrutik db check").startswith("The database is as this version wants it")
    assert machine.type("ls /root/anywhere; ls -d /srv/shrutik/postgres* 2> /dev/null || true") == ""
    assert set(machine.type(ACCOUNTS).split()) == {"shrutik"}
