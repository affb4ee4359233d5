"""Providers of log-in: institutions that say who a person is (OpenID Connect Core 1.0, by code and PKCE)."""

from datetime import datetime, timedelta
from typing import Protocol

import attrs

from shrutik_core.shared.errors import Missing, Refused, Unavailable, Unidentified, declare
from shrutik_core.shared.ids import ContributorId

declare(Missing, "provider_missing", "There is no such log-in provider.")
declare(Unavailable, "provider_unavailable", "The log-in provider does not answer as it should.")
declare(Unidentified, "provider_log_in_failed", "The log-in at the provider did not succeed.")
declare(Refused, "provider_domain_refused", "The provider's log-in is open only to people of some domains.")

ATTEMPT_LIFETIME = timedelta(minutes=10)
"""How long a person may take to log in at a provider."""


@attrs.frozen
class BegunLogIn:
    """A log-in that a person has begun.

    Attributes:
        url: where the person's browser goes.
        seal: what the browser keeps until it comes back; signed, and good for `ATTEMPT_LIFETIME`.
    """

    url: str
    seal: str = attrs.field(repr=False)


@attrs.frozen
class ProviderAnswer:
    """What a person's browser brings back from a provider.

    Attributes:
        code: to be traded for what the provider says of the person, once; empty if the provider gave none.
        state: as it was sent there.
        issuer: of the answer (RFC 9207, 2022); empty if the provider does not say.
    """

    code: str = attrs.field(repr=False)
    state: str = attrs.field(repr=False)
    issuer: str = ""


@attrs.frozen
class ProvenPerson:
    """What a provider says of a person, proven.

    Attributes:
        issuer: the provider's address, as its tokens have it.
        subject: its name for the person.
        name: what the person is called there; empty if it does not say.
        email: an address that the provider verified; None if it says none.
        link: the account that asked for the log-in in order to be linked; None if the person wants to log in.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str | None = None
    link: ContributorId | None = None


class LogInProviders(Protocol):
    """The providers that the installation chose."""

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, as addresses have them, in the installation's order."""
        ...

    def begin(self, provider: str, return_to: str, now: datetime, link: ContributorId | None = None) -> BegunLogIn:
        """A new attempt, with a state, a nonce and a verifier of its own.

        Args:
            provider: its name.
            return_to: address to which the provider sends the person back.
            now: UTC.
            link: the account that is to be linked; None for a log-in.

        Raises:
            Missing: ``provider_missing``.
            Unavailable: ``provider_unavailable``.
        """
        ...

    def finish(self, provider: str, answer: ProviderAnswer, seal: str, return_to: str, now: datetime) -> ProvenPerson:
        """Who the person is, if the answer belongs to the attempt and the provider's proof holds.

        Args:
            provider: its name.
            answer: what the browser brought back.
            seal: of the attempt, as the browser kept it.
            return_to: as it was when the attempt began.
            now: UTC.

        Raises:
            Missing: ``provider_missing``.
            Refused: ``provider_log_in_failed`` if the attempt is another one, or over, or the proof does not hold;
                ``provider_domain_refused`` if the person's address is of another domain than those that may log in.
            Unavailable: ``provider_unavailable``.
        """
        ...
