"""What every way out to programs must keep."""

import abc
from collections.abc import Callable

import pytest

from shrutik_core.ports.webhook_sender import ProgramAnswer, WebhookSender
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.testing.contracts.base import Contract
from shrutik_core.webhooks.target import Target

HEADERS = {"webhook-id": "one", "webhook-timestamp": "1", "webhook-signature": "v1,x"}
BODY = '{"type":"release.ready","name":"ক"}'.encode()


class WebhookSenderContract(Contract):
    """The way out, with a program that answers, one that does not, and a name that leads into a private network."""

    @pytest.fixture
    @abc.abstractmethod
    def sender(self) -> WebhookSender:
        """The sender under test."""

    @pytest.fixture
    @abc.abstractmethod
    def answering(self) -> Callable[[ProgramAnswer], Target]:
        """Where a program is that gives an answer from now on."""

    @pytest.fixture
    @abc.abstractmethod
    def silent(self) -> Target:
        """Where nothing answers."""

    @pytest.fixture
    @abc.abstractmethod
    def private(self) -> Target:
        """Where a name leads into a private network that may not be reached."""

    @abc.abstractmethod
    def taken(self) -> list[tuple[dict[str, str], bytes]]:
        """Headers, in small letters, and bodies of what the program was sent, in order."""

    @pytest.mark.parametrize("status", [200, 204, 301, 307, 410, 500])
    def test_an_answer_is_told_whatever_it_is(
        self, sender: WebhookSender, answering: Callable[[ProgramAnswer], Target], status: int
    ) -> None:
        answer = sender.send(answering(ProgramAnswer(status)), HEADERS, BODY)
        assert answer == ProgramAnswer(status)
        ((headers, body),) = self.taken()
        assert body == BODY
        assert headers.items() >= HEADERS.items()

    def test_the_wish_to_be_left_alone_is_told(
        self, sender: WebhookSender, answering: Callable[[ProgramAnswer], Target]
    ) -> None:
        assert sender.send(answering(ProgramAnswer(503, 120.0)), HEADERS, BODY) == ProgramAnswer(503, 120.0)

    def test_silence_is_unreachable(self, sender: WebhookSender, silent: Target) -> None:
        with pytest.raises(Unavailable) as error:
            sender.send(silent, HEADERS, BODY)
        assert error.value.code == "webhook_unreachable"

    def test_a_private_network_is_not_reached(self, sender: WebhookSender, private: Target) -> None:
        with pytest.raises(Invalid) as error:
            sender.send(private, HEADERS, BODY)
        assert error.value.code == "webhook_address_refused"
        assert self.taken() == []
