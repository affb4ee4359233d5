"""`shrutik serve --https`, whole: phones in the same room can record."""

import re
import socket
import ssl
import stat
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import attrs
import httpx
import numpy as np
import pytest

from serving_program import PATIENCE, Program, kill_all, shrutik, wait_for
from shrutik_core.testing.sounds import wav

PASSWORD = "a lantern in the mango grove"
RATE, SECONDS = 16_000, 20
AUDIO = wav(np.random.default_rng(7).integers(-2_000, 2_000, RATE * SECONDS).astype(np.int16), RATE)


@attrs.define
class Encrypted(Program):
    """One run of `serve --https`."""

    @property
    def folder(self):
        return self.data / "tls"

    @property
    def authority(self):
        """The authority's certificate, as text, without its key."""
        text = (self.folder / "authority.pem").read_text()
        return text[text.index("-----BEGIN CERTIFICATE") :]

    def address(self):
        def announced():
            assert self.process.poll() is None, "".join(self.said)
            return re.search(r"listens on (https://\S+?)[;,\s]", "".join(self.said))

        return wait_for(announced)[1]

    @property
    def port(self):
        return int(self.address().rpartition(":")[2])

    def trusting(self):
        self.address()
        return ssl.create_default_context(cadata=self.authority)

    def client(self, token=None, base="/api/v1"):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.address()}{base}"
        return httpx.Client(base_url=url, headers=headers, timeout=PATIENCE, verify=self.trusting())


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    program = Encrypted(tmp_path_factory.mktemp("https") / "data", ("--https", "--processes", "2")).start()
    try:
        yield program
    finally:
        kill_all()


@pytest.fixture(scope="module")
def mina(program):
    """Somebody who may record, logged in."""
    made = shrutik(
        *("user", "create", "mina@example.org", "--role", "admin", "--password-stdin", "--data", program.data),
        text=PASSWORD,
    )
    assert made.returncode == 0, made.stderr
    with program.client() as stranger:
        answer = stranger.post("/auth/login", json={"email": "mina@example.org", "password": PASSWORD})
    consent = {"version": "1", "text": "I agree."}
    collection = {"slug": "bn", "name": "Bangla", "language": "bn", "licence": "CC0-1.0", "consent": consent}
    with program.client(answer.json()["access_token"]) as client:
        assert client.post("/collections", json=collection).status_code == 201
        agreed = {"collection": "bn", "version": "1", "purposes": ["record"]}
        assert client.post("/consents", json=agreed).status_code == 201
        yield client


def test_it_listens_beyond_this_machine_and_says_how_phones_find_it(program):
    wait_for(lambda: "Compare its SHA-256" in "".join(program.said))
    said = "".join(program.said)
    assert "▄" in said
    told = re.search(r"SHA-256 fingerprint on each phone: (\S+)", said)[1]
    with program.client(base="") as client:
        page, certificate = client.get("/ca"), client.get("/ca.crt")
    assert page.status_code == 200
    assert told in page.text
    assert certificate.headers["content-type"] == "application/x-x509-ca-cert"
    assert certificate.content == ssl.PEM_cert_to_DER_cert(program.authority)
    assert f"00000000:{program.port:04X}" in Path("/proc/net/tcp").read_text()


def test_each_of_its_addresses_can_be_called(program):
    context = program.trusting()
    wait_for(lambda: "or scan this" in "".join(program.said))
    line = next(line for line in program.said if "or scan this" in line)
    addresses = [one for one in re.findall(r"https://([^:/\s]+):\d+/", line) if not one.endswith(".local")]
    for address in ("127.0.0.1", *addresses):
        answer = httpx.get(f"https://{address}:{program.port}/healthz", verify=context)
        assert answer.status_code == 200
        assert "strict-transport-security" not in answer.headers
    name = f"{socket.gethostname().partition('.')[0].lower()}.local"
    wire = socket.create_connection(("127.0.0.1", program.port))
    with context.wrap_socket(wire, server_hostname=name) as encrypted:
        assert encrypted.version() == "TLSv1.3"


def test_the_folder_is_its_owners_alone(program):
    program.address()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in program.folder.iterdir()}
    assert modes == {"authority.pem": 0o600, "server.pem": 0o600}
    assert stat.S_IMODE(program.folder.stat().st_mode) == 0o700


def test_who_does_not_trust_it_is_warned(program):
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"{program.address()}/healthz")


def test_an_upload_and_parts_of_it_come_through(mina):
    assert len(AUDIO) > 512 * 1024
    answer = mina.post("/recordings", data={"collection": "bn"}, files={"audio": ("a.wav", AUDIO, "audio/wav")})
    assert answer.status_code == 202, answer.text
    recording = answer.json()["id"]
    assert mina.get(f"/recordings/{recording}").status_code == 200
    whole = mina.get(f"/recordings/{recording}/audio")
    assert whole.content == AUDIO
    part = mina.get(f"/recordings/{recording}/audio", headers={"Range": "bytes=1000-600000"})
    assert part.status_code == 206
    assert part.content == AUDIO[1000:600_001]
    head = mina.head(f"/recordings/{recording}/audio")
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(AUDIO)))
    assert wait_for(lambda: mina.get(f"/recordings/{recording}").json()["status"] not in {"uploaded", "processing"})


def test_what_is_too_large_is_refused_before_it_is_sent(program, mina):
    context, token = program.trusting(), mina.headers["Authorization"]
    head = (
        f"POST /api/v1/recordings HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000000000\r\n\r\n"
    )
    wire = socket.create_connection(("127.0.0.1", program.port))
    with context.wrap_socket(wire, server_hostname="localhost") as encrypted:
        with suppress(OSError):
            encrypted.sendall(head.encode() + b"x" * 4_000_000)
        assert encrypted.recv(65_536).startswith(b"HTTP/1.1 413")


def test_a_page_gets_its_refresh_token_over_https_alone(program):
    with program.client() as client:
        wanted = {"email": "mina@example.org", "password": PASSWORD, "refresh_token_in": "cookie"}
        answer = client.post("/auth/login", json=wanted)
    assert answer.status_code == 200, answer.text
    assert "; Secure" in answer.headers["set-cookie"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tls_1_1_is_refused(program):
    context = program.trusting()
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    refused = pytest.raises((ssl.SSLError, ConnectionResetError))
    with socket.create_connection(("127.0.0.1", program.port)) as wire, refused:
        context.wrap_socket(wire, server_hostname="localhost")


def test_plain_http_is_cut_off_without_harm(program):
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        httpx.get(f"http://127.0.0.1:{program.port}/healthz")
    assert_answers(program)


def test_fifty_who_stall_in_the_handshake_stop_nobody_and_are_dropped(program):
    context = program.trusting()
    with ExitStack() as stack:
        started = time.monotonic()
        stalled = [socket.create_connection(("127.0.0.1", program.port)) for _ in range(50)]
        for one in stalled:
            stack.enter_context(one)
            one.sendall(b"\x16\x03\x01\x02\x00\x01")
        asked = time.monotonic()
        for _ in range(20):
            assert httpx.get(f"{program.address()}/readyz", verify=context).status_code == 200
        assert time.monotonic() - asked < 5
        for one in stalled:
            one.settimeout(15)
            with suppress(ConnectionError):
                assert one.recv(1) == b""
        assert 9 < time.monotonic() - started < 14
    assert_answers(program)


def assert_answers(program):
    with program.client() as client:
        assert client.get("/languages").status_code == 200
    assert len(program.processes("API")) == 2


def test_nothing_went_wrong_meanwhile(program):
    assert_answers(program)
    assert "Traceback" not in "".join(program.said)
    assert "process_gone" not in "".join(program.said)


def test_a_second_start_keeps_the_authority(program):
    before = program.authority, (program.folder / "server.pem").read_text()
    assert program.stop() == 0
    again = Encrypted(program.data, ("--https", "--host", "127.0.0.1", "--processes", "1")).start()
    again.address()
    assert (again.authority, (again.folder / "server.pem").read_text()) == before
    assert_one_answer(again)
    assert again.stop() == 0
    assert "just now" not in "".join(again.said)


def assert_one_answer(program):
    with program.client(base="") as client:
        assert client.get("/healthz").status_code == 200


def test_keys_that_others_may_read_are_refused(tmp_path):
    (tmp_path / "data" / "tls").mkdir(parents=True)
    (tmp_path / "data" / "shrutik.json").write_text('{"format": 1}\n')
    (tmp_path / "data" / "tls" / "authority.pem").write_text("")
    (tmp_path / "data" / "tls" / "authority.pem").chmod(0o644)
    run = shrutik("serve", "--https", "--data", tmp_path / "data", "--port", "0")
    assert run.returncode == 1
    assert "chmod 600" in run.stderr
