"""Messages over HTTP to real servers on this machine, with and without TLS: taken, refused, dripped."""

import http.server
import socket
import ssl
import threading
import time
from contextlib import closing

import pytest

from servers.authority import Authority
from shrutik_core.ports.webhook_sender import LARGEST_HEAD, ProgramAnswer
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.testing import contracts
from shrutik_core.webhooks.target import AllowedHosts, Target
from shrutik_webhooks.sender import HttpWebhookSender, resolve

NAME = "hooks.example.org"
HERE = "127.0.0.1"
OWN = AllowedHosts(frozenset({NAME, HERE}))


class Programs:
    """A server that answers as it is told to."""

    def __init__(self, context=None):
        self.answer, self.taken = ProgramAnswer(204), []
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                owner.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(owner.answer.status)
                if owner.answer.wait is not None:
                    self.send_header("Retry-After", str(int(owner.answer.wait)))
                self.send_header("Location", "https://elsewhere.example.org/")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer((HERE, 0), Handler)
        if context is not None:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def context(authority):
    certificate = authority.issue(NAME)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate.chain, certificate.key)
    return made


@pytest.fixture
def programs(context):
    with closing(Programs(context)) as running:
        yield running


@pytest.fixture
def trusting(authority):
    return ssl.create_default_context(cafile=authority.trusted)


def a_sender(trusting, addresses=(HERE,), allowed=OWN, **options):
    return HttpWebhookSender(allowed, context=trusting, resolve=lambda *_: addresses, **options)


class TestOverTls(contracts.WebhookSenderContract):
    @pytest.fixture
    def sender(self, trusting, programs):
        self.programs = programs
        addresses = {NAME: [HERE], "inside.example.org": ["8.8.8.8", "10.0.0.1"]}
        return HttpWebhookSender(OWN, context=trusting, resolve=lambda host, _: addresses[host])

    @pytest.fixture
    def answering(self, programs):
        def answer(given):
            programs.answer = given
            return Target(True, NAME, programs.port, "/hook?x=1")

        return answer

    @pytest.fixture
    def silent(self):
        with closing(socket.socket()) as taken:
            taken.bind((HERE, 0))
            yield Target(True, NAME, taken.getsockname()[1], "/")

    @pytest.fixture
    def private(self):
        return Target(True, "inside.example.org", 443, "/")

    def taken(self):
        return self.programs.taken


def unreachable(sender, target):
    with pytest.raises(Unavailable) as error:
        sender.send(target, {}, b"{}")
    assert error.value.code == "webhook_unreachable"
    return error.value.detail


def test_the_host_is_the_one_that_was_named_whatever_its_address(trusting, programs):
    a_sender(trusting).send(Target(True, NAME, programs.port, "/"), {}, b"{}")
    ((headers, _),) = programs.taken
    assert headers["host"] == f"{NAME}:{programs.port}"
    assert headers["content-type"] == "application/json"


def test_a_certificate_of_another_name_or_authority_is_not_trusted(trusting, programs):
    target = Target(True, "other.example.org", programs.port, "/")
    hosts = AllowedHosts(frozenset({target.host}))
    assert "certificate" in unreachable(a_sender(trusting, allowed=hosts), target)
    stranger = HttpWebhookSender(OWN, resolve=lambda *_: [HERE])
    assert "certificate" in unreachable(stranger, Target(True, NAME, programs.port, "/"))
    assert programs.taken == []


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked(trusting, programs):
    answers = iter([[HERE], ["10.0.0.1"]])
    sender = HttpWebhookSender(OWN, context=trusting, resolve=lambda *_: next(answers))
    assert sender.send(Target(True, NAME, programs.port, "/"), {}, b"{}").status == 204
    assert next(answers) == ["10.0.0.1"]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["8.8.8.8", "::1"], ["::ffff:127.0.0.1"], ["169.254.169.254"]])
def test_one_private_address_is_enough_to_refuse(trusting, programs, addresses):
    sender = a_sender(trusting, addresses, AllowedHosts())
    with pytest.raises(Invalid) as error:
        sender.send(Target(True, NAME, programs.port, "/"), {}, b"{}")
    assert error.value.code == "webhook_address_refused"
    assert programs.taken == []


def test_a_name_that_there_is_not_is_unreachable():
    def nowhere(*_):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    sender = HttpWebhookSender(AllowedHosts(), resolve=nowhere)
    assert "not known" in unreachable(sender, Target(True, "nowhere.example.org", 443, "/"))


def test_a_resolver_that_takes_its_time_does_not_keep_us():
    hold = threading.Event()

    def slowly(*_):
        hold.wait(10)
        return [HERE]

    began = time.monotonic()
    sender = HttpWebhookSender(OWN, resolve=slowly, longest=0.3)
    assert "took too long" in unreachable(sender, Target(False, HERE, 9, "/"))
    assert time.monotonic() - began < 2
    hold.set()


def test_the_time_that_a_name_takes_is_part_of_the_attempts():
    port = speaking(b"HTTP/1.1 200 OK\r\n", *[b"x-a: b\r\n"] * 500, pause=0.05)
    began = time.monotonic()
    sender = HttpWebhookSender(OWN, resolve=lambda *_: time.sleep(0.5) or [HERE], longest=0.8)
    assert "took too long" in unreachable(sender, Target(False, HERE, port, "/"))
    assert time.monotonic() - began < 1.2


def test_the_machine_knows_its_own_name():
    assert "127.0.0.1" in resolve("localhost", 443)


def test_the_next_address_is_tried(trusting, programs):
    sender = a_sender(trusting, ["127.0.0.2", HERE])
    assert sender.send(Target(True, NAME, programs.port, "/"), {}, b"{}").status == 204


def test_hosts_of_ones_own_are_reached_without_tls():
    with closing(Programs()) as plain:
        assert HttpWebhookSender(OWN).send(Target(False, HERE, plain.port, "/"), {}, b"{}").status == 204


def speaking(*pieces, pause=0.0):
    """The port of a server that says this to whoever asks, whatever they ask, and then nothing more."""
    listener = socket.create_server((HERE, 0))

    def serve():
        with closing(listener), listener.accept()[0] as connection:
            try:
                for piece in pieces:
                    connection.sendall(piece)
                    time.sleep(pause)
                connection.recv(1 << 16)
                time.sleep(5)
            except OSError:
                pass

    threading.Thread(target=serve, daemon=True).start()
    return listener.getsockname()[1]


def test_whoever_drips_does_not_keep_us():
    port = speaking(b"HTTP/1.1 200 OK\r\n", *[b"x-a: b\r\n"] * 500, pause=0.05)
    began = time.monotonic()
    detail = unreachable(HttpWebhookSender(OWN, longest=0.5), Target(False, HERE, port, "/"))
    assert "took too long" in detail
    assert time.monotonic() - began < 2


def test_a_head_without_end_is_not_read():
    port = speaking(b"HTTP/1.1 200 OK\r\n" + b"x-a: b\r\n" * (LARGEST_HEAD // 8 + 1))
    unreachable(HttpWebhookSender(OWN, longest=3), Target(False, HERE, port, "/"))


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 99999 x\r\n\r\n"])
def test_what_is_no_answer_is_unreachable(said):
    unreachable(HttpWebhookSender(OWN, longest=0.5), Target(False, HERE, speaking(said), "/"))


def test_what_follows_the_head_is_not_waited_for():
    port = speaking(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 1000000\r\n\r\n")
    began = time.monotonic()
    assert HttpWebhookSender(OWN).send(Target(False, HERE, port, "/"), {}, b"{}") == ProgramAnswer(202)
    assert time.monotonic() - began < 2
