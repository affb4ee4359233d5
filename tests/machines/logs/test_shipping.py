"""Logs on their way to a receiver by a real rsyslog: by stream, and none is lost while the receiver is away."""

import logging
import re
import time
from contextlib import ExitStack

import pytest

from servers.authority import Authority
from servers.bulk_receiver import BulkReceiver
from servers.process import free_ports, running, wait_for
from servers.rsyslog import rsyslog
from shrutik_core.shared.correlation import under
from shrutik_logs.security_log import LOGGER, LoggedSecurity
from shrutik_logs.sending import LogWish, send_security_log, sent_logs
from shrutik_logs.shared_file import Turning

LOG = logging.getLogger("shrutik_http.access")
AWAY_SECONDS = 4.0


class Site:
    """A data folder whose logs are shipped."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.data.mkdir()
        authority = Authority(folder / "authority")
        self.receiver = BulkReceiver(free_ports(1)[0], authority.issue("logs"))
        self.shipper = rsyslog(
            folder / "rsyslog",
            {
                "/srv/shrutik": str(self.data),
                "/var/log/nginx/shrutik.log": str(self.data / "edge.log"),
                "/var/spool/rsyslog": str(folder / "rsyslog" / "spool"),
                "/etc/rsyslog.d/shrutik-authority.pem": str(authority.trusted),
                "logs.example.org": "127.0.0.1",
                'serverport="9200"': f'serverport="{self.receiver.port}"',
            },
        )
        self.told = 0

    def logs(self, megabytes=10.0):
        return sent_logs(LogWish(self.data / "logs" / "shrutik.log", turning=Turning(megabytes)))

    def tell(self, count):
        for _ in range(count):
            self.told += 1
            with under(f"request-{self.told}"):
                LOG.info("request", extra={"method": "GET", "status": 200})

    def arrived(self):
        return {line["request_id"] for line in self.receiver.of("shrutik")}

    def wanted(self):
        return {f"request-{number}" for number in range(1, self.told + 1)}

    def refused(self):
        file = self.shipper.folder / "spool" / "shrutik-refused.log"
        return set(re.findall(r"request-\d+", file.read_text())) if file.exists() else set()

    def check(self, seconds=60):
        wait_for(lambda: self.arrived() | self.refused() == self.wanted(), seconds, f"{self.told} lines")


@pytest.fixture
def site(tmp_path):
    logger = logging.getLogger(LOGGER)
    before = logger.handlers[:], logger.propagate, logger.level
    yield Site(tmp_path)
    logger.handlers[:], logger.propagate, logger.level = before


def test_lines_arrive_by_stream_and_day_as_they_were_told(site):
    send_security_log(site.data / "security.log")
    (site.data / "edge.log").write_text('{"time":"2026-11-29T23:45:01+00:00","request_id":"request-1","status":202}\n')
    with site.receiver.here(), running(site.shipper), site.logs():
        site.tell(3)
        LoggedSecurity().note("login_failed", None, "192.0.2.7", code="credentials_invalid")
        site.check()
        wait_for(lambda: site.receiver.of("shrutik-security") and site.receiver.of("shrutik-edge"))
    (line, *_) = site.receiver.of("shrutik")
    assert (line["event"], line["method"], line["status"], line["level"]) == ("request", "GET", 200, "info")
    assert line["host"]
    (alarm,) = site.receiver.of("shrutik-security")
    assert (alarm["kind"], alarm["origin"]) == ("login_failed", "192.0.2.0/24")
    assert {index for index, _ in site.receiver.taken} == {
        f"shrutik-{line['time'][:10]}",
        f"shrutik-security-{alarm['time'][:10]}",
        "shrutik-edge-2026-11-29",
    }


def test_nothing_is_lost_while_the_receiver_is_away_and_the_shipper_is_started_again(site):
    with site.logs(), ExitStack() as stack:
        site.shipper.start()
        stack.callback(site.shipper.stop)
        with site.receiver.here():
            site.tell(200)
            site.check()
        for _ in range(10):
            site.tell(200)
            time.sleep(AWAY_SECONDS / 10)
        site.shipper.stop()
        site.tell(100)
        site.shipper.start()
        with site.receiver.here():
            site.tell(100)
            site.check(90)
    assert not site.refused()
    assert len(site.receiver.of("shrutik")) < 2 * site.told


def test_what_the_receiver_does_not_take_is_kept_apart(site):
    site.receiver.refusals = 3
    with site.receiver.here(), running(site.shipper), site.logs():
        for _ in range(10):
            site.tell(10)
            time.sleep(0.1)
        site.check()
    assert site.refused()
    assert site.arrived()
    assert not site.refused() & site.arrived()


def test_files_that_are_put_aside_meanwhile_are_read_to_their_end(site):
    with site.receiver.here(), running(site.shipper), site.logs(megabytes=0.05):
        for _ in range(20):
            site.tell(100)
            time.sleep(0.05)
        site.check()
    assert len(list((site.data / "logs").glob("shrutik-*"))) > 2
