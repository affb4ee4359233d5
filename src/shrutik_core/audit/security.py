"""Security events: what an operator's alarm listens for, in words that name no person."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

import attrs
import regex

from shrutik_core.shared.errors import Refused, ShrutikError, Unidentified, UsedUp

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "login_failed": "An address and its password, or a code, did not match; many of these point to guessing.",
        "token_refused": "An access token was shown that was not issued here, or that ended before its time.",
        "account_refused": "An account that is not active was used.",
        "refresh_reused": "A used refresh token was shown again: two hold it, so its session was ended.",
        "refresh_refused": "A refresh token was shown that is unknown, has run out or was used before.",
        "key_refused": "An API key was shown that is unknown, has run out or was revoked.",
        "link_refused": "A signed link was shown that was not made here.",
        "identity_refused": "Another proof of who is calling was refused.",
        "forbidden": "An account asked for what its role or its key may not do.",
        "rate_limited": "An account or a network asked more often than it may.",
        "password_changed": "The password of an account was changed or reset.",
        "email_changed": "The address of an account was changed.",
        "sessions_ended": "Sessions of an account were ended before their time.",
    }
)
"""Each kind of event, snake case and past tense, and what it means."""

_OF_CODE: Mapping[str, str] = MappingProxyType(
    {
        "credentials_invalid": "login_failed",
        "token_invalid": "token_refused",
        "account_inactive": "account_refused",
        "password_wrong": "login_failed",
        "refresh_token_invalid": "refresh_refused",
        "api_key_invalid": "key_refused",
        "api_key_expired": "key_refused",
        "login_only": "forbidden",
        "link_invalid": "link_refused",
        "not_permitted": "forbidden",
    }
)
# What happens to everybody now and then.
_QUIET = frozenset({"login_required", "token_expired", "link_expired"})
_PLAIN = regex.compile(r"[a-z0-9_.:/{}-]{0,80}")


def kind_of(error: ShrutikError) -> str | None:
    """The kind of event that a call which ended in this error is; None if it is not one."""
    if isinstance(error, UsedUp):
        return "rate_limited"
    if not isinstance(error, Refused) or error.code in _QUIET:
        return None
    return _OF_CODE.get(error.code) or ("identity_refused" if isinstance(error, Unidentified) else None)


def _check_facts(facts: Mapping[str, object]) -> dict[str, object]:
    for name, value in facts.items():
        plain = value is None or isinstance(value, bool | int | UUID) or (isinstance(value, str) and _is_plain(value))
        if not plain or not _is_plain(name):
            raise ValueError(f"The fact {name!r} may hold more than a code, an id or a number; do not log it.")
    return dict(facts)


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


@attrs.frozen
class SecurityEvent:
    """One event.

    Attributes:
        kind: out of `KINDS`.
        subject: the id of the account or session concerned; None if it is not known.
        origin: network that the caller called from; empty if there is none.
        facts: codes, routes, ids and numbers: lower-case ASCII of 80 characters at most, so that no address, name,
            token or text can be among them.

    Raises:
        ValueError: if the kind is unknown or a fact is anything else: the program is wrong.
    """

    kind: str = attrs.field(validator=attrs.validators.in_(KINDS))
    subject: UUID | None
    origin: str = attrs.field(validator=attrs.validators.matches_re(_PLAIN.pattern))
    facts: Mapping[str, object] = attrs.field(factory=dict, converter=_check_facts)

    def told(self) -> dict[str, object]:
        """Its facts by name, without those that it does not have; ids are text."""
        said = {"kind": self.kind, "subject": self.subject, "origin": self.origin or None, **self.facts}
        plain = {name: str(value) if isinstance(value, UUID) else value for name, value in said.items()}
        return {name: value for name, value in plain.items() if value is not None}
