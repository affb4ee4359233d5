"""What lies outside: the mail server, and certificates of all that we serve and speak to."""

import smtplib
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from shrutik_bootstrap.doctor.certificates import certificate_finding, certificate_of
from shrutik_bootstrap.doctor.endpoints import SECONDS, endpoints
from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, green, red
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_smtp.server import Protection, SmtpServer, read_smtp_url
from shrutik_system.tls.keeping import AUTHORITY, FOLDER, SERVER


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
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=trusted)
    session = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    if server.protection is Protection.STARTTLS:
        session.starttls(context=trusted)
    return session


class CertificatesCheck(HealthCheck):
    """How long the certificates are good that we show and are shown, and whether browsers believe theirs."""

    name = "certificates"
    seconds = 45.0

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        asked = list(endpoints(patient.settings))
        with ThreadPoolExecutor(len(asked) or 1) as pool:
            found = [*_own(patient.folder / FOLDER), *filter(None, pool.map(certificate_of, asked))]
        yield from found or [green("none is in use")]


def _own(folder: Path) -> Iterator[Observation]:
    """Those that `serve --https` shows, by an authority of its own; that looks at them when it starts, only."""
    for name in (SERVER, AUTHORITY):
        try:
            certificate = x509.load_pem_x509_certificate((folder / name).read_bytes())
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            yield red(f"{folder / name} cannot be read: {error}", "put it back from a back-up")
            continue
        until, advice = certificate.not_valid_after_utc, "start `shrutik serve --https` again, which renews it,"
        yield certificate_finding(f"own {name}", until, datetime.now(UTC), advice)


CHECKS = (SmtpCheck, CertificatesCheck)
