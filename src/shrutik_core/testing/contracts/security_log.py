"""What every security log must keep."""

import abc
from collections.abc import Callable
from typing import Any

import pytest

from shrutik_core.audit.security import KINDS
from shrutik_core.ports.security_log import SecurityLog
from shrutik_core.testing.builders import an_id
from shrutik_core.testing.contracts.base import Contract


class SecurityLogContract(Contract):
    """Where security events are told."""

    @pytest.fixture
    @abc.abstractmethod
    def log(self) -> SecurityLog:
        """An empty one."""

    @pytest.fixture
    @abc.abstractmethod
    def told(self, log: SecurityLog) -> Callable[[], list[dict[str, Any]]]:
        """What that log told so far: of each event its facts by name, without those that it does not have."""

    def test_an_event_is_told_with_its_facts(self, log: SecurityLog, told: Callable[[], list[dict[str, Any]]]) -> None:
        log.note("login_failed", an_id(1), "192.0.2.77", code="credentials_invalid", route="/api/v1/x/{y_id}", count=2)
        log.note("rate_limited", None, "")
        first, second = told()
        assert first == {
            "kind": "login_failed",
            "subject": str(an_id(1)),
            "origin": "192.0.2.0/24",
            "code": "credentials_invalid",
            "route": "/api/v1/x/{y_id}",
            "count": 2,
        }
        assert second == {"kind": "rate_limited"}

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_is_taken(self, log: SecurityLog, told: Callable[[], list[dict[str, Any]]], kind: str) -> None:
        log.note(kind, None, "")
        assert told() == [{"kind": kind}]

    @pytest.mark.parametrize(
        ("kind", "facts"),
        [
            ("invented", {}),
            ("forbidden", {"email": "asha@example.org"}),
            ("forbidden", {"name": "Asha"}),
            ("forbidden", {"name": "রহিমা"}),
            ("forbidden", {"text": "two words"}),
            ("forbidden", {"token": "x" * 81}),
            ("forbidden", {"line": "a\nb"}),
            ("forbidden", {"list": ["a"]}),
            ("forbidden", {"Name": "a"}),
        ],
    )
    def test_what_may_name_a_person_is_refused(
        self, log: SecurityLog, told: Callable[[], list[dict[str, Any]]], kind: str, facts: dict[str, Any]
    ) -> None:
        with pytest.raises(ValueError, match=r"kind|fact"):
            log.note(kind, None, "", **facts)
        assert told() == []
