"""Open work: a recording that is being processed, and the one guard that says whether it still is."""

import attrs

from shrutik_core.chunking.cuts import Cuts
from shrutik_core.collections.collection import Collection
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.advice import advice
from shrutik_core.recordings.quality_rules import Assessment
from shrutik_core.recordings.recording import Reason, Recording, RecordingStatus
from shrutik_core.shared.ids import RecordingId


class NoWorkLeft(Exception):  # an outcome, and none that a caller outside this room ever sees
    """The recording does not need processing any more: it was refused, withdrawn, or done by another worker."""


@attrs.frozen
class OpenWork:
    """A recording that is being processed.

    Attributes:
        recording: as it was when the work began.
        collection: whose policies apply.
        cuts: kept by an earlier attempt; None before the first plan.
    """

    recording: Recording
    collection: Collection
    cuts: Cuts | None = None


@attrs.frozen(eq=False)
class CutsToMake:
    """What is to be cut.

    Attributes:
        recording: measured, so that its sound is known.
        collection: whose policies apply.
        cuts: kept in the database before the first clip is written.
        replay: as that of `AudioSurvey`; None after an interruption.
    """

    recording: Recording
    collection: Collection
    cuts: Cuts
    replay: object = None


def at_work(uow: UnitOfWork, recording: RecordingId) -> Recording:
    """The recording, locked.

    Raises:
        NoWorkLeft: if it is not being processed any more.
    """
    current = uow.recordings.find(recording, lock=True)
    if current is None or current.status is not RecordingStatus.PROCESSING:
        raise NoWorkLeft
    return current


def reasons_for(uow: UnitOfWork, recording: Recording, assessment: Assessment) -> tuple[Reason, ...]:
    """The findings as reasons, with advice in the speaker's language."""
    locale = locale_of(uow, recording)
    return tuple(Reason(finding.code, advice(finding, locale)) for finding in assessment.findings)


def locale_of(uow: UnitOfWork, recording: Recording) -> str:
    """The language in which the sender of a recording reads advice; English if the account is gone."""
    contributor = uow.contributors.find(recording.contributor)
    return contributor.locale if contributor else "en"
