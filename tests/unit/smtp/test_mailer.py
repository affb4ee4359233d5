"""Letters over SMTP, to a real server of aiosmtpd on this machine: with and without TLS, taken and refused."""

import datetime as dt
import logging
import ssl

import attrs
import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shrutik_core.ports.mailer import Mail
from shrutik_core.shared.correlation import under
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.testing import contracts
from shrutik_smtp.mailer import NoMailer, SmtpMailer
from shrutik_smtp.server import Protection, SmtpServer, read_smtp_url
from smtp_server import Box, smtp_servers

MAIL = Mail("mina@example.org", "Your letter", "Hello মিনা,\n\nbye\n", "<p>Hello মিনা,</p>\n", "en")
SENDER = "letters@example.org"
DAY = dt.timedelta(days=1)


def certificate(folder):
    """A key and a certificate of this machine's own name, for a day."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return server, ssl.create_default_context(cafile=folder / "cert.pem")


@pytest.fixture
def serving():
    with smtp_servers() as start:
        yield start


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def mailer(serving, box):
    return SmtpMailer(SmtpServer("localhost", serving(box), Protection.NONE), SENDER)


LETTER = attrs.evolve(MAIL, key="019b8d2b-8fe8-7808-8202-020202020202", unsubscribe="https://x.org/stop/all?a=1&b=2")


def test_a_letter_that_can_be_ended_says_how_in_its_headers(mailer, box):
    for mail in (LETTER, LETTER, MAIL, MAIL):
        mailer.send(mail)
    first, second, third, fourth = box.taken
    assert first["List-Unsubscribe"] == "<https://x.org/stop/all?a=1&b=2>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["Message-ID"] == second["Message-ID"] == f"<{LETTER.key}@example.org>"
    assert third["List-Unsubscribe"] is None
    assert third["Message-ID"] != fourth["Message-ID"]


def test_one_click_is_offered_over_https_alone(mailer, box):
    mailer.send(attrs.evolve(LETTER, unsubscribe="http://localhost:8000/stop/all"))
    (mail,) = box.taken
    assert mail["List-Unsubscribe"] == "<http://localhost:8000/stop/all>"
    assert mail["List-Unsubscribe-Post"] is None


def test_a_long_address_stays_whole_on_the_wire(mailer, box):
    address = "https://shrutik.example.org/api/v1/notices/unsubscribe/recording_refused?" + "signature=" + "a_B-" * 100
    mailer.send(attrs.evolve(LETTER, unsubscribe=address))
    assert f"List-Unsubscribe: <{address}>\r\nList-Unsubscribe-Post:".encode() in box.raw[0]


@pytest.mark.parametrize("address", ["https://x.org/\r\nBcc: a@b.org", "https://x.org/\nX: y"])
def test_no_address_adds_a_header(mailer, box, address):
    with pytest.raises(Invalid, match="cannot be written"):
        mailer.send(attrs.evolve(LETTER, unsubscribe=address))
    assert box.taken == []


class TestContract(contracts.MailerContract):
    @pytest.fixture
    def mailer(self, mailer):
        return mailer

    def taken(self, mailer):
        return [(mail["To"].addresses[0].addr_spec, mail["Subject"]) for mail in self.box.taken]

    @pytest.fixture(autouse=True)
    def _keep(self, box):
        self.box = box


def test_a_letter_arrives_in_both_forms_and_says_that_a_program_sent_it(mailer, box):
    mailer.send(MAIL)
    (mail,) = box.taken
    assert box.recipients == ["mina@example.org"]
    assert mail["From"].addresses[0].addr_spec == SENDER
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "en")
    assert mail["Date"]
    assert mail["Message-ID"].endswith("@example.org>")
    assert mail.get_body(["plain"]).get_content().replace("\r\n", "\n") == MAIL.plain
    assert mail.get_body(["html"]).get_content().replace("\r\n", "\n") == MAIL.html


@pytest.mark.parametrize("correlation", ["4f1c0a52e9d84b7f9a53c1f0e2b7d6aa", "x" * 128])
def test_a_letter_bears_the_id_of_the_request_that_it_comes_of(mailer, box, caplog, correlation):
    with under(correlation), caplog.at_level(logging.INFO):
        mailer.send(MAIL)
    mailer.send(MAIL)
    first, second = box.taken
    assert first["X-Request-ID"] == correlation
    assert second["X-Request-ID"] is None
    (line,) = [record for record in caplog.records if record.name.startswith("shrutik")]
    assert (line.message, line.message_id) == ("letter_handed_over", first["Message-ID"])


@pytest.mark.parametrize("field", ["subject", "to", "language"])
@pytest.mark.parametrize("line", ["\r\nBcc: all@example.org", "\nX: y", "\r\n\r\nbody"])
def test_a_line_break_makes_no_header(mailer, box, field, line):
    values = {"to": MAIL.to, "subject": MAIL.subject, "plain": "a", "html": "b", "language": "en"}
    values[field] += line
    with pytest.raises(Invalid) as error:
        mailer.send(Mail(**values))
    assert error.value.code == "mail_refused"
    assert box.taken == []


def test_a_domain_of_another_script_goes_out_in_ascii(mailer, box):
    mailer.send(Mail("mina@উদাহরণ.বাংলা", "Subject", "a", "b", "bn"))
    assert box.recipients == ["mina@xn--d5b6ci4b4b3a.xn--54b7fta0cc"]


def test_an_address_of_another_script_needs_a_server_that_takes_it(serving, box):
    mail = Mail("রহিমা@example.org", "Subject", "a", "b", "bn")
    SmtpMailer(SmtpServer("localhost", serving(box, enable_SMTPUTF8=True), Protection.NONE), SENDER).send(mail)
    assert box.recipients == ["রহিমা@example.org"]
    with pytest.raises(Invalid):
        SmtpMailer(SmtpServer("localhost", serving(box, enable_SMTPUTF8=False), Protection.NONE), SENDER).send(mail)


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize(("said", "kind"), [("550 No such user", Invalid), ("451 Later", Unavailable)])
def test_what_a_server_says_no_to(mailer, box, step, said, kind):
    box.answer = step, said
    with pytest.raises(kind) as error:
        mailer.send(MAIL)
    assert "mina" not in error.value.detail
    assert box.taken == []


@pytest.mark.parametrize("protection", [Protection.TLS, Protection.STARTTLS])
def test_the_way_is_protected_and_the_server_must_be_who_it_is(serving, box, tmp_path, protection):
    context, trusting = certificate(tmp_path)
    options = {"ssl_context": context} if protection is Protection.TLS else {"tls_context": context}
    server = SmtpServer("localhost", serving(box, **options), protection)
    SmtpMailer(server, SENDER, context=trusting).send(MAIL)
    assert len(box.taken) == 1
    with pytest.raises(Unavailable):
        SmtpMailer(server, SENDER, silence=2).send(MAIL)
    assert len(box.taken) == 1


def test_a_server_without_the_protection_that_was_asked_for_gets_no_letter(serving, box):
    port = serving(box)
    for protection in (Protection.TLS, Protection.STARTTLS):
        with pytest.raises((Unavailable, Invalid)):
            SmtpMailer(SmtpServer("localhost", port, protection), SENDER, silence=2).send(MAIL)
    assert box.taken == []


def test_a_server_that_asks_for_a_log_in_gets_one(serving, box, tmp_path):
    def check(_server, _session, _envelope, _mechanism, login):
        return AuthResult(success=(login.login, login.password) == (b"mina", b"a long password"))

    context, trusting = certificate(tmp_path)
    port = serving(box, tls_context=context, authenticator=check, auth_required=True)
    for password, arrived in (("a wrong one", 0), ("a long password", 1)):
        # The server does not say a word after the last way to log in was refused.
        server = SmtpServer("localhost", port, Protection.STARTTLS, "mina", password)
        mailer = SmtpMailer(server, SENDER, context=trusting, silence=2)
        if not arrived:
            with pytest.raises(Unavailable):
                mailer.send(MAIL)
        else:
            mailer.send(MAIL)
        assert len(box.taken) == arrived


def test_nobody_there_is_a_reason_to_try_again():
    for mailer in (SmtpMailer(SmtpServer("localhost", 1, Protection.NONE), SENDER, silence=2), NoMailer()):
        with pytest.raises(Unavailable) as error:
            mailer.send(MAIL)
        assert error.value.code == "mail_unavailable"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", SmtpServer("localhost", 25, Protection.NONE)),
        ("smtp://localhost:2525/", SmtpServer("localhost", 2525, Protection.NONE)),
        ("smtps://u%40b:p%2Fw@mail.b.org", SmtpServer("mail.b.org", 465, Protection.TLS, "u@b", "p/w")),
        ("smtp+starttls://mail.b.org", SmtpServer("mail.b.org", 587, Protection.STARTTLS)),
    ],
)
def test_an_address_names_a_server(url, server):
    assert read_smtp_url(url) == server
    assert "p/w" not in repr(server)


@pytest.mark.parametrize(
    "url", ["", "mail.b.org", "http://b.org", "smtp://", "smtp://b.org:x", "smtps://s:secret@b.org/x"]
)
def test_what_names_no_server_is_refused_without_being_repeated(url):
    with pytest.raises(Invalid) as error:
        read_smtp_url(url)
    assert error.value.code == "settings_invalid"
    assert "s:secret" not in error.value.detail
