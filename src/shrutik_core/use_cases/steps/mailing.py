"""Which notices of a letter their person still is to get by mail."""

from collections.abc import Iterable

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.preferences import NoticePreferences
from shrutik_core.people.contributor import Contributor, ContributorStatus


def still_to_mail(notices: Iterable[Notice], person: Contributor, preferences: NoticePreferences) -> tuple[Notice, ...]:
    """Those that were not read, of kinds that the person has by mail now; none if no letter reaches them.

    Whoever's account is not active gets none but that it is disabled.
    """
    if person.email is None or person.email_verified_at is None:
        return ()
    active = person.status is ContributorStatus.ACTIVE
    told = (one for one in notices if active or one.kind is NoticeKind.ACCOUNT_DISABLED)
    return tuple(one for one in told if one.read_at is None and preferences.mailed(one.kind))
