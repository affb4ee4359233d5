"""Mail that is collected."""

from shrutik_core.ports.mailer import Mail
from shrutik_core.shared.errors import Invalid, Unavailable


class MemoryMailer:
    """`Mailer` for tests.

    Attributes:
        sent: what was taken, in order.
        broken: while it is true, nothing is taken.
        refused: addresses for which nothing ever is.
    """

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.broken = False
        self.refused: set[str] = set()

    def send(self, mail: Mail) -> None:
        """See `Mailer.send`."""
        if self.broken:
            raise Unavailable("mail_unavailable", "The mail server does not answer; the letter will be sent later.")
        if mail.to in self.refused:
            raise Invalid("mail_refused", "The mail server refused the letter for good.")
        self.sent.append(mail)
