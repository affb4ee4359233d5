"""The repositories of what lets people in: accounts' own, beside those of voices and of work."""

from typing import Protocol

from shrutik_core.ports.api_keys import ApiKeys
from shrutik_core.ports.arrivals import Arrivals
from shrutik_core.ports.identities import Identities
from shrutik_core.ports.invitations import Invitations
from shrutik_core.ports.known_devices import KnownDevices
from shrutik_core.ports.letters import Letters
from shrutik_core.ports.login_attempts import LoginAttemptCounts
from shrutik_core.ports.notices import NoticePost, Notices, PreferencesOfNotices
from shrutik_core.ports.one_time_tokens import OneTimeTokens
from shrutik_core.ports.sessions import Sessions


class AccountRepositories(Protocol):
    """The part of `UnitOfWork` that is about letting people in."""

    @property
    def api_keys(self) -> ApiKeys:
        """What programs show."""
        ...

    @property
    def arrivals(self) -> Arrivals:
        """How accounts came to be."""
        ...

    @property
    def identities(self) -> Identities:
        """Who is who at providers of log-in."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Codes that open accounts."""
        ...

    @property
    def letters(self) -> Letters:
        """Letters that wait to be sent."""
        ...

    @property
    def login_attempts(self) -> LoginAttemptCounts:
        """Log-ins that failed."""
        ...

    @property
    def one_time_tokens(self) -> OneTimeTokens:
        """Secrets that letters bring."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Log-ins."""
        ...

    @property
    def notices(self) -> Notices:
        """What people were told."""
        ...

    @property
    def notice_post(self) -> NoticePost:
        """What of it is to go out by mail."""
        ...

    @property
    def notice_preferences(self) -> PreferencesOfNotices:
        """What they chose about it."""
        ...

    @property
    def known_devices(self) -> KnownDevices:
        """What they log in by."""
        ...
