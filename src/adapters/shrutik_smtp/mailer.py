"""Letters handed to a mail server, one connection each."""

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, Policy
from email.utils import format_datetime, localtime, make_msgid

from shrutik_core.people.addresses import ascii_email, normal_email
from shrutik_core.ports.mailer import Mail
from shrutik_core.shared.correlation import current
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_smtp.server import Protection, SmtpServer

SILENCE_SECONDS = 20.0
_NAME = "Shrutik"
_REQUEST_ID = "X-Request-ID"
_LOG = logging.getLogger(__name__)
_HERE = "@localhost"


class WholeHeader(UniqueUnstructuredHeader):
    """A header that stands on one line, as long as it is: an address that is cut or encoded leads nowhere."""

    def fold(self, *, policy: Policy) -> str:
        """See `email.headerregistry.BaseHeader.fold`."""
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined] # the registry mixes it with a header


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", WholeHeader)  # type: ignore[arg-type] # it takes what it mixes a header with


class SmtpMailer:
    """`Mailer` by SMTP.

    Args:
        server: that letters are handed to.
        sender: address that they come from.
        context: of TLS; None for the machine's own trust.
        silence: seconds that the server may say nothing.

    Raises:
        Invalid: ``email_invalid`` if the sender is not an address.
    """

    def __init__(
        self,
        server: SmtpServer,
        sender: str,
        *,
        context: ssl.SSLContext | None = None,
        silence: float = SILENCE_SECONDS,
    ) -> None:
        self._server = server
        self._sender = sender if sender.endswith(_HERE) else ascii_email(normal_email(sender))
        self._context = context or ssl.create_default_context()
        self._silence = silence

    def send(self, mail: Mail) -> None:
        """See `Mailer.send`."""
        try:
            message = _message(mail, self._sender)
        except (ValueError, IndexError, MessageError) as error:  # what the parser of addresses raises
            raise Invalid("mail_refused", "The letter cannot be written as mail.") from error
        try:
            with self._connected() as connection:
                connection.send_message(message, self._sender, [ascii_email(mail.to)])
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(min(code for code, _ in error.recipients.values())) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Invalid("mail_refused", "The mail server does not support what this letter needs.") from error
        except smtplib.SMTPAuthenticationError as error:
            raise Unavailable(
                "mail_unavailable", "The mail server refused our log-in; check SHRUTIK_SMTP_URL."
            ) from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            raise _silent() from error
        _LOG.info("letter_handed_over", extra={"message_id": str(message["Message-ID"])})

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """A connection that is protected and logged in; a server that takes the letter and hangs up has taken it."""
        server = self._server
        if server.protection is Protection.TLS:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._silence, context=self._context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self._silence)
        with connection:
            if server.protection is Protection.STARTTLS:
                connection.starttls(context=self._context)
            if server.user:
                connection.login(server.user, server.password)
            yield connection


class NoMailer:
    """`Mailer` of an installation without a mail server."""

    def send(self, mail: Mail) -> None:  # noqa: ARG002 - the port's name
        """See `Mailer.send`."""
        raise Unavailable("mail_unavailable", "There is no mail server; set SHRUTIK_SMTP_URL, then retry the job.")


def _message(mail: Mail, sender: str) -> EmailMessage:
    """The mail as it goes over the wire; the policy refuses a line break in any header."""
    policy = SMTP if mail.to.isascii() else SMTPUTF8
    message = EmailMessage(policy=policy.clone(header_factory=_HEADERS))
    message["From"] = Address(_NAME, addr_spec=sender)
    local, _, domain = ascii_email(mail.to).rpartition("@")
    message["To"] = Address("", local, domain)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(localtime())
    domain = sender.rpartition("@")[2]
    message["Message-ID"] = f"<{mail.key}@{domain}>" if mail.key else make_msgid(domain=domain)
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        # RFC 8058 wants an address of HTTPS.
        if mail.unsubscribe.startswith("https://"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if current():
        message[_REQUEST_ID] = current()
    # Vacation programs do not answer it.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.plain, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    message["Content-Language"] = mail.language
    return message


def _refusal(code: int) -> Invalid | Unavailable:
    """What a server's code means: from 500 on it would say the same again (RFC 5321, 2008, section 4.2.1)."""
    if code >= 500:
        return Invalid("mail_refused", f"The mail server refused the letter for good, with code {code}.")
    return Unavailable("mail_unavailable", f"The mail server does not accept the letter now, with code {code}.")


def _silent() -> Unavailable:
    return Unavailable("mail_unavailable", "The mail server does not answer; the letter will be sent later.")
