"""Builders of what ways into an account and voices of others are made of; see `builders`."""

from datetime import timedelta
from typing import Any

import attrs

from shrutik_core.people.entrusted import EntrustedSpeaker, RecordedConsent, recorded_consent_key
from shrutik_core.people.identity import Identity
from shrutik_core.people.invitation import Invitation
from shrutik_core.shared import ids
from shrutik_core.testing.builders import (
    a_blob,
    a_collection,
    a_consent,
    a_contributor,
    a_speaker,
    an_id,
    an_instant,
)


def an_invitation(number: int = 1, **changes: Any) -> Invitation:
    """Person 1's open invitation to collection 1, good for a day."""
    invitation = Invitation(
        id=ids.InvitationId(an_id(number, 14)),
        code_hash=f"{number:064x}",
        prefix=f"{number:05d}",
        collection=a_collection(1).id,
        made_by=a_contributor(1).id,
        created_at=an_instant(number),
        expires_at=an_instant(number) + timedelta(days=1),
    )
    return attrs.evolve(invitation, **changes)


def an_entrusted_speaker(number: int = 1, **changes: Any) -> EntrustedSpeaker:
    """The speaker of the same number, whom person 1 looks after for collection 1."""
    speaker = EntrustedSpeaker(
        id=a_speaker(number).id,
        collection=a_collection(1).id,
        facilitator=a_contributor(1).id,
        name=f"Speaker {number}",
        created_at=an_instant(number),
    )
    return attrs.evolve(speaker, **changes)


def a_recorded_consent(number: int = 1, **changes: Any) -> RecordedConsent:
    """What consent ``number`` of speaker 1 was given by; person 1 recorded it."""
    consent = a_consent(number)
    recorded = RecordedConsent(
        id=consent.id,
        speaker=consent.speaker,
        audio=a_blob(recorded_consent_key(consent.id), 7),
        media_type="audio/flac",
        recorded_by=a_contributor(1).id,
        created_at=an_instant(number),
    )
    return attrs.evolve(recorded, **changes)


def an_identity(number: int = 1, **changes: Any) -> Identity:
    """The person of the same number, at a university's log-in."""
    identity = Identity(
        id=ids.IdentityId(an_id(number, 15)),
        issuer="https://login.example.edu",
        subject=f"subject-{number}",
        contributor=a_contributor(number).id,
        created_at=an_instant(number),
    )
    return attrs.evolve(identity, **changes)
