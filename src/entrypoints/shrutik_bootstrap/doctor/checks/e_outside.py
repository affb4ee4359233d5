"""What lies outside: the mail server, and certificates of all that we serve and speak to."""

import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import attrs
from cryptography import x509

from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, green, red, yellow
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_postgres.address import parse_url
from shrutik_smtp.server import Protection, SmtpServer, read_smtp_url

_SECONDS = 5.0
SOON_DAYS, LAST_DAYS = 21, 3
"""A certificate that is good for fewer days is yellow, or red."""
# What begins TLS on PostgreSQL's port (its protocol, 55.2.11).
_PLEASE_TLS = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"


class SmtpCheck(HealthCheck):
    """Whether the mail server takes our greeting, by TLS if the settings say so, with a certificate that is right."""

    name = "mail"

    def wanted(self, patient: Patient) -> bool:
        """See `HealthCheck.wanted`."""
        return patient.settings.smtp_url is not None

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        server, started = read_smtp_url(patient.settings.smtp_url or ""), time.perf_counter()
        try:
            with _greeted(server) as session:
                session.noop()
        except (OSError, smtplib.SMTPException) as error:
            yield red(f"{server.host}:{server.port} does not answer: {error}", "see SHRUTIK_SMTP_URL and that server")
            return
        seconds = time.perf_counter() - started
        yield green(f"{server.host}:{server.port} answers after {seconds * 1_000:.0f} ms", seconds=seconds)


def _greeted(server: SmtpServer) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.protection is Protection.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=trusted)
    session = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    if server.protection is Protection.STARTTLS:
        session.starttls(context=trusted)
    return session


@attrs.frozen
class Endpoint:
    """Somebody who shows a certificate.

    Attributes:
        name: as the line has it.
        host: its name or address.
        port: 1 to 65535.
        begin: makes TLS begin, on a connection that was just opened.
    """

    name: str
    host: str
    port: int
    begin: Callable[[socket.socket], bool] = lambda _: True


def _as_postgres(connection: socket.socket) -> bool:
    connection.sendall(_PLEASE_TLS)
    return connection.recv(1) == b"S"


class CertificatesCheck(HealthCheck):
    """How long the certificates are good that we show and are shown; whether one is trusted, its user says."""

    name = "certificates"

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        found = [self._of(endpoint) for endpoint in _endpoints(patient)]
        yield from (finding for finding in found if finding is not None)
        if not any(found):
            yield green("none is in use")

    def _of(self, endpoint: Endpoint) -> Observation | None:
        where = f"{endpoint.name} ({endpoint.host}:{endpoint.port})"
        try:
            until = good_until(endpoint)
        except OSError as error:
            return red(f"{where}: {error}", "see whether it runs, and that its address is right")
        return None if until is None else certificate_finding(where, until, datetime.now(UTC))


def certificate_finding(where: str, until: datetime, now: datetime) -> Observation:
    """How a certificate is to be taken that is good until then."""
    days = (until - now).total_seconds() / 86_400
    told = f"{where}: good for {days:.0f} days" if days > 0 else f"{where}: ran out {-days:.0f} days ago"
    if days < LAST_DAYS:
        return red(told, "renew it now", days=days)
    return yellow(told, "renew it", days=days) if days < SOON_DAYS else green(told, days=days)


def good_until(endpoint: Endpoint) -> datetime | None:
    """Until when the certificate is good that it shows; None if it does not speak TLS.

    Raises:
        OSError: if it does not answer.
    """
    # Only to read it: nothing secret is said, and who uses the connection in earnest checks the certificate.
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection((endpoint.host, endpoint.port), _SECONDS) as plain:
        if not endpoint.begin(plain):
            return None
        with context.wrap_socket(plain, server_hostname=endpoint.host) as secured:
            shown = secured.getpeercert(binary_form=True)
    return None if shown is None else x509.load_der_x509_certificate(shown).not_valid_after_utc


def _endpoints(patient: Patient) -> Iterator[Endpoint]:
    settings = patient.settings
    sites = {"site": settings.public_url, **{f"log-in {one.name}": one.issuer for one in settings.openid_providers}}
    for name, address in sites.items():
        parts = urlsplit(address)
        if parts.scheme == "https" and parts.hostname:
            yield Endpoint(name, parts.hostname, parts.port or 443)
    if settings.database_url:
        url = parse_url(settings.database_url)
        if url.host and not url.host.startswith("/"):
            yield Endpoint("database", url.host, url.port or 5432, _as_postgres)
    if settings.smtp_url is not None:
        server = read_smtp_url(settings.smtp_url)
        if server.protection is Protection.TLS:
            yield Endpoint("mail", server.host, server.port)


CHECKS = (SmtpCheck, CertificatesCheck)
