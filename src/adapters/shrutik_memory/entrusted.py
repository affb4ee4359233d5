"""The repository of entrusted speakers in memory."""

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.entrusted import EntrustedSpeaker, RecordedConsent
from shrutik_core.shared.ids import ConsentId, ContributorId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryEntrustedSpeakers:
    """`EntrustedSpeakers` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.entrusted
        self._contributors = store.contributors
        self._recorded = store.recorded_consents

    def add(self, speaker: EntrustedSpeaker) -> None:
        """See `EntrustedSpeakers.add`."""
        self._rows.put(speaker.id, speaker)

    def find(self, speaker: SpeakerId) -> EntrustedSpeaker | None:
        """See `EntrustedSpeakers.find`."""
        return self._rows.get(speaker)

    def looks_after(self, person: ContributorId, speaker: SpeakerId) -> bool:
        """See `EntrustedSpeakers.looks_after`."""
        found = self._rows.get(speaker)
        return found is not None and found.facilitator == person

    def page(self, request: PageRequest, facilitator: ContributorId, *, left: bool = False) -> Page[EntrustedSpeaker]:
        """See `EntrustedSpeakers.page`."""
        theirs = {facilitator}
        if left:
            theirs |= {one.id for one in self._contributors.all() if one.status is ContributorStatus.ERASED}
        rows = (row for row in self._rows.all() if row.facilitator in theirs)
        return newest_first(rows, request, lambda row: row.created_at)

    def add_recorded(self, recorded: RecordedConsent) -> None:
        """See `EntrustedSpeakers.add_recorded`."""
        self._recorded.put(recorded.id, recorded)

    def find_recorded(self, consent: ConsentId) -> RecordedConsent | None:
        """See `EntrustedSpeakers.find_recorded`."""
        return self._recorded.get(consent)
