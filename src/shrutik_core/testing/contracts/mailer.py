"""What every mailer must keep."""

import abc

import pytest

from shrutik_core.ports.mailer import Mail, Mailer
from shrutik_core.testing.contracts.base import Contract


class MailerContract(Contract):
    """The way out to people."""

    @pytest.fixture
    @abc.abstractmethod
    def mailer(self) -> Mailer:
        """The mailer under test, with a server that answers."""

    @abc.abstractmethod
    def taken(self, mailer: Mailer) -> list[tuple[str, str]]:
        """Address and subject of what its server has taken, in order."""

    def test_what_was_sent_was_taken_however_often(self, mailer: Mailer) -> None:
        first = Mail("mina@example.org", "One", "Hello\n", "<p>Hello</p>\n", "en")
        second = Mail("rahima@example.org", "দুই", "প্রিয়\n", "<p>প্রিয়</p>\n", "bn")
        for mail in (first, second, second):
            mailer.send(mail)
        assert self.taken(mailer) == [(mail.to, mail.subject) for mail in (first, second, second)]
