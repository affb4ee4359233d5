"""The repository of entrusted speakers and of the consent that they gave aloud."""

from typing import Protocol

from shrutik_core.people.entrusted import EntrustedSpeaker, RecordedConsent
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ConsentId, ContributorId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "consent_missing", "There is no such consent.")


class EntrustedSpeakers(Protocol):
    """Voices that facilitators look after; what these speakers say is lent to no facilitator of theirs."""

    def add(self, speaker: EntrustedSpeaker) -> None:
        """Keep a new one, whose `Speaker` is kept in the same unit of work."""
        ...

    def find(self, speaker: SpeakerId) -> EntrustedSpeaker | None:
        """By id; None if no facilitator looks after them."""
        ...

    def looks_after(self, person: ContributorId, speaker: SpeakerId) -> bool:
        """Whether this person looks after this speaker."""
        ...

    def page(self, request: PageRequest, facilitator: ContributorId, *, left: bool = False) -> Page[EntrustedSpeaker]:
        """Those that one person looks after, newest first; with ``left`` also those whose facilitator was erased."""
        ...

    def add_recorded(self, recorded: RecordedConsent) -> None:
        """Keep what a consent was given by, in the unit of work that keeps the consent."""
        ...

    def find_recorded(self, consent: ConsentId) -> RecordedConsent | None:
        """What a consent was given by; None if it was not given by voice."""
        ...
