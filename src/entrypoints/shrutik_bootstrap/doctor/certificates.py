"""How a certificate is to be taken: how long it is good, and whether browsers believe it."""

import socket
import ssl
from datetime import UTC, datetime

from cryptography import x509

from shrutik_bootstrap.doctor.endpoints import SECONDS, Endpoint
from shrutik_bootstrap.doctor.finding import Colour, Observation, green, red, yellow

SOON_DAYS, LAST_DAYS = 21, 3
"""A certificate that is good for fewer days is yellow, or red."""
# Of OpenSSL (x509_vfy.h): nobody whom we trust has signed it, in one way or another.
_UNKNOWN_AUTHORITY = frozenset({2, 18, 19, 20, 21, 27})


def certificate_of(endpoint: Endpoint) -> Observation | None:
    """How the certificate is to be taken that it shows; None if it does not speak TLS."""
    where = f"{endpoint.name} ({endpoint.host}:{endpoint.port})"
    try:
        # Only to read it: nothing secret is said, and who uses the connection in earnest checks the certificate.
        shown = _shown(endpoint, _believing_all())
        if shown is None:
            return None
        until = x509.load_der_x509_certificate(shown).not_valid_after_utc
        found = certificate_finding(where, until, datetime.now(UTC))
        doubt = _doubt(where, endpoint, shown) if endpoint.is_browsed and found.colour is not Colour.RED else None
    except (OSError, ValueError) as error:
        colour = yellow if endpoint.is_one_of_several else red
        return colour(f"{where}: {error}", "see whether it runs, and that its address is right")
    return doubt or found


def certificate_finding(where: str, until: datetime, now: datetime, advice: str = "renew it") -> Observation:
    """How a certificate is to be taken that is good until then."""
    days = (until - now).total_seconds() / 86_400
    told = f"{where}: good for {days:.0f} days" if days > 0 else f"{where}: expired {-days:.0f} days ago"
    if days < LAST_DAYS:
        return red(told, f"{advice} now", days=days)
    return yellow(told, advice, days=days) if days < SOON_DAYS else green(told, days=days)


def _doubt(where: str, endpoint: Endpoint, shown: bytes) -> Observation | None:
    """Why browsers would not believe it; None if they would.

    Of a certificate that nobody whom we trust has signed, OpenSSL does not say whether it is for this host: so we are
    asked again, trusting that very certificate.
    """
    fault = _fault(endpoint, _checking())
    if fault is None:
        return None
    trusting = _checking()
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    trusting.load_verify_locations(cadata=shown)
    wrong = _fault(endpoint, trusting) if fault.verify_code in _UNKNOWN_AUTHORITY else fault
    if wrong is not None:
        advice = "no browser accepts it: take one for this name, or correct the address"
        return red(f"{where}: {wrong.verify_message}", advice, code=wrong.verify_code)
    told = f"{where}: this machine does not trust who signed it ({fault.verify_message})"
    advice = "use one from a public authority, or make every device, and this machine, trust this one"
    return yellow(told, advice, code=fault.verify_code)


def _fault(endpoint: Endpoint, context: ssl.SSLContext) -> ssl.SSLCertVerificationError | None:
    try:
        _shown(endpoint, context)
    except ssl.SSLCertVerificationError as error:
        return error
    return None


def _shown(endpoint: Endpoint, context: ssl.SSLContext) -> bytes | None:
    """The certificate that it shows, as DER; None if it does not speak TLS.

    Raises:
        OSError: if it does not answer, or its certificate is not believed.
        ValueError: if its name is none.
    """
    with socket.create_connection((endpoint.host, endpoint.port), SECONDS) as plain:
        if not endpoint.begin(plain):
            return None
        with context.wrap_socket(plain, server_hostname=endpoint.host) as secured:
            return secured.getpeercert(binary_form=True)


def _checking() -> ssl.SSLContext:
    """As browsers check: by the names that a certificate lists, and not as strictly as Python from 3.13 on."""
    context = ssl.create_default_context()
    context.hostname_checks_common_name = False
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _believing_all() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
