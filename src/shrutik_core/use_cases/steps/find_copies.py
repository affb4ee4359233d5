"""Find copies: whether what a recording holds was sent before, by the same account or another."""

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.recordings.likeness import copied
from shrutik_core.recordings.quality_rules import Finding
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.ids import RecordingId

_MOST_COMPARED = 32


@attrs.frozen
class Copy:
    """What is to be said of a copy.

    Attributes:
        finding: its severity and code.
        original: the earlier recording.
    """

    finding: Finding
    original: RecordingId


def find_copy(uow: UnitOfWork, recording: Recording, kept: RecordingFingerprint, collection: Collection) -> Copy | None:
    """The earlier recording that this is a copy of, if the collection minds; no other call looks meanwhile.

    A caller that is told there is none keeps the fingerprint in the same unit of work: of two copies, one is first.
    """
    uow.fingerprints.alone(collection.id)
    found = copied(kept, uow.fingerprints.near(kept, _MOST_COMPARED))
    earlier = uow.recordings.find(found.recording) if found else None
    if earlier is None:
        return None
    own = earlier.contributor == recording.contributor
    finding = collection.policies.copies.finding(own=own)
    return Copy(finding, earlier.id) if finding else None
