"""Keep a notice to a person beside what happened, in the same unit of work."""

from datetime import datetime

from shrutik_core.notices.catalogue import Channel
from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.ids import ContributorId, NoticeId

_LONGEST_ADVICE = 300


def add_notice(
    uow: UnitOfWork,
    ids: IdSource,
    now: datetime,
    person: ContributorId,
    kind: NoticeKind,
    *,
    cause: str = "",
    **facts: str | int,
) -> None:
    """Keep what the person is to be told, and have it sent by mail if they wish; nothing if they turned it off.

    Args:
        uow: that commits what happened too.
        ids: makes the notice's id.
        now: UTC.
        person: whose account or voice it is.
        kind: what happened.
        cause: of which they are told once, see `Notice.cause`.
        facts: what the words of this kind fill in, and what a program may want; none is secret.
    """
    preferences = uow.notice_preferences.find(person)
    if preferences.channel(kind) is Channel.OFF:
        return
    notice = Notice(NoticeId(ids.new()), person, kind, now, facts, cause=cause)
    mail_at = preferences.mail_at(kind, now)
    if uow.notices.add(notice) and mail_at is not None:
        uow.notice_post.add(notice, mail_at)


def tell_of_refusal(uow: UnitOfWork, ids: IdSource, now: datetime, recording: Recording) -> None:
    """Tell the person whose voice it is that a recording was refused, and what to do about it.

    Nobody is told if the voice is not an account's own.
    """
    speaker = uow.speakers.find(recording.speaker)
    if speaker is not None and speaker.contributor is not None:
        told = {"recording": str(recording.id)}
        advice = " ".join(reason.detail for reason in recording.reasons)
        if 0 < len(advice) <= _LONGEST_ADVICE:
            told["advice"] = advice
        kind = NoticeKind.RECORDING_REFUSED
        add_notice(uow, ids, now, speaker.contributor, kind, cause=str(recording.id), **told)
