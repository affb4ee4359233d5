"""The rules of every kind of notice: whom it is for, how it may reach them, and what cannot be turned off."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from shrutik_core.notices.notice import NoticeKind


class Audience(StrEnum):
    """As whom a person is told."""

    ACCOUNT = "account"
    """As the holder of an account: what keeps it theirs."""
    VOICE = "voice"
    """As the person whose voice it is."""
    REVIEWER = "reviewer"
    """As somebody who decides about clips."""


class Channel(StrEnum):
    """How notices of one kind reach a person; whatever comes by mail stands on the page as well."""

    OFF = "off"
    """Not at all."""
    PAGE = "page"
    """On the page alone."""
    AT_ONCE = "at_once"
    """Also by mail, within a minute."""
    DAILY = "daily"
    """Also by mail, in the letter of the day."""
    WEEKLY = "weekly"
    """Also by mail, in the letter of the week."""


MAILED = frozenset({Channel.AT_ONCE, Channel.DAILY, Channel.WEEKLY})


@attrs.frozen
class KindRule:
    """How one kind of notice is told.

    Attributes:
        audience: whom it is for.
        default: for whoever chose nothing.
        choices: among which a person may choose; the default is one of them.
        leads_to: path on the page where the person acts on it, with facts in braces.
        own_letter: whether a letter of its own tells of it by mail already, so that no letter of notices does.

    Raises:
        ValueError: if the default is not among the choices: the program is wrong.
    """

    audience: Audience
    default: Channel
    choices: frozenset[Channel]
    leads_to: str
    own_letter: bool = False

    def __attrs_post_init__(self) -> None:
        if self.default not in self.choices:
            raise ValueError("A default is one of the choices.")

    @property
    def may_leave_mail(self) -> bool:
        """Whether a person may have it without mail."""
        return Channel.PAGE in self.choices

    @property
    def digestible(self) -> bool:
        """Whether it may wait for a letter of several."""
        return not self.choices.isdisjoint({Channel.DAILY, Channel.WEEKLY})


_ALWAYS = frozenset({Channel.AT_ONCE})
_NOT_OFF = frozenset(Channel) - {Channel.OFF}
_ANY = frozenset(Channel)
_NOW_OR_PAGE = frozenset({Channel.PAGE, Channel.AT_ONCE})


def _security(leads_to: str, *, own_letter: bool = False) -> KindRule:
    """What keeps an account its holder's is always told, and at once."""
    return KindRule(Audience.ACCOUNT, Channel.AT_ONCE, _ALWAYS, leads_to, own_letter)


RULES: Mapping[NoticeKind, KindRule] = MappingProxyType(
    {
        NoticeKind.ROLE_CHANGED: KindRule(Audience.ACCOUNT, Channel.AT_ONCE, _NOT_OFF, "/account"),
        NoticeKind.ACCOUNT_DISABLED: _security("/account"),
        NoticeKind.ACCOUNT_ENABLED: _security("/account"),
        NoticeKind.PASSWORD_CHANGED: _security("/account/security", own_letter=True),
        NoticeKind.EMAIL_CHANGED: _security("/account/security", own_letter=True),
        NoticeKind.NEW_SESSION: _security("/account/security"),
        NoticeKind.REFRESH_REUSED: _security("/account/security"),
        NoticeKind.KEY_MADE: _security("/account/security"),
        NoticeKind.IDENTITY_LINKED: _security("/account/security"),
        NoticeKind.WEBHOOK_OFF: KindRule(Audience.ACCOUNT, Channel.AT_ONCE, _NOT_OFF, "/account/programs"),
        NoticeKind.WITHDRAWAL_BEGUN: KindRule(Audience.VOICE, Channel.AT_ONCE, _NOW_OR_PAGE, "/mine/everything"),
        NoticeKind.WITHDRAWAL_UNDONE: KindRule(Audience.VOICE, Channel.AT_ONCE, _NOW_OR_PAGE, "/mine/everything"),
        NoticeKind.WITHDRAWAL_DONE: KindRule(Audience.VOICE, Channel.AT_ONCE, _NOW_OR_PAGE, "/mine/everything"),
        NoticeKind.CONSENT_ASKED_AGAIN: KindRule(Audience.VOICE, Channel.DAILY, _NOT_OFF, "/record"),
        NoticeKind.RECORDING_REFUSED: KindRule(Audience.VOICE, Channel.DAILY, _ANY, "/mine/recordings/{recording}"),
        NoticeKind.RELEASE_READY: KindRule(Audience.VOICE, Channel.DAILY, _ANY, "/mine"),
        NoticeKind.REVIEW_ASKED: KindRule(Audience.REVIEWER, Channel.DAILY, _ANY - _ALWAYS, "/review"),
    }
)


def place_of(kind: NoticeKind, facts: Mapping[str, str | int]) -> str:
    """The path on the page where a person acts on such a notice; the site's own if a fact that it needs is missing."""
    try:
        return RULES[kind].leads_to.format_map(facts)
    except KeyError:
        return "/"
