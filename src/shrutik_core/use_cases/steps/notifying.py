"""Keep a notice to a person beside what happened, in the same unit of work."""

from datetime import datetime

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.ids import ContributorId, NoticeId


def add_notice(
    uow: UnitOfWork, ids: IdSource, now: datetime, person: ContributorId, kind: NoticeKind, **facts: str | int
) -> None:
    """Keep what the person is to be told.

    Args:
        uow: that commits what happened too.
        ids: makes the notice's id.
        now: UTC.
        person: whose account or voice it is.
        kind: what happened.
        facts: what the words of this kind fill in, and what a program may want; none is secret.
    """
    uow.notices.add(Notice(NoticeId(ids.new()), person, kind, now, facts))


def tell_of_refusal(uow: UnitOfWork, ids: IdSource, now: datetime, recording: Recording) -> None:
    """Tell the person whose voice it is that a recording was refused; no one if the voice is not an account's own."""
    speaker = uow.speakers.find(recording.speaker)
    if speaker is not None and speaker.contributor is not None:
        told = {"recording": str(recording.id)}
        add_notice(uow, ids, now, speaker.contributor, NoticeKind.RECORDING_REFUSED, **told)
