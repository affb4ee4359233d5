"""Builders of people: speakers, contributors, consents."""

from typing import Any

import attrs

from shrutik_core.people.api_key import PREFIX_LENGTH, SECRET_LENGTH, ApiKey, KeySecret
from shrutik_core.people.consent import Consent, Purpose
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Permission, Role
from shrutik_core.people.speaker import Speaker
from shrutik_core.people.withdrawal import Withdrawal, WithdrawalSubject
from shrutik_core.shared import ids
from shrutik_core.testing.instants import an_id, an_instant


def a_speaker(number: int = 1, **changes: Any) -> Speaker:
    """A voice that an operator imported."""
    speaker = Speaker(id=ids.SpeakerId(an_id(number, 1)), contributor=None, created_at=an_instant(number))
    return attrs.evolve(speaker, **changes)


def an_email(number: int = 1) -> str:
    """The address of the contributor of the same number."""
    return f"person{number}@example.org"


def a_contributor(number: int = 1, **changes: Any) -> Contributor:
    """An active contributor whose own voice is the speaker of the same number."""
    contributor = Contributor(
        id=ids.ContributorId(an_id(number, 2)),
        email=an_email(number),
        name=f"Person {number}",
        password_hash="no password makes this hash",  # noqa: S106 - the point is that it is none
        role=Role.CONTRIBUTOR,
        speaker=ids.SpeakerId(an_id(number, 1)),
        locale="en",
        created_at=an_instant(number),
    )
    return attrs.evolve(contributor, **changes)


def a_consent(number: int = 1, **changes: Any) -> Consent:
    """Speaker 1's full consent to collection 1."""
    consent = Consent(
        id=ids.ConsentId(an_id(number, 3)),
        speaker=ids.SpeakerId(an_id(1, 1)),
        collection=ids.CollectionId(an_id(1, 4)),
        version="1",
        purposes=frozenset(Purpose),
        given_at=an_instant(number),
    )
    return attrs.evolve(consent, **changes)


def a_withdrawal(number: int = 1, **changes: Any) -> Withdrawal:
    """Person 1 takes back recording 1; it can be undone for a minute."""
    withdrawal = Withdrawal(
        id=ids.WithdrawalId(an_id(number, 15)),
        contributor=ids.ContributorId(an_id(1, 2)),
        speaker=ids.SpeakerId(an_id(1, 1)),
        subject=WithdrawalSubject(recording=ids.RecordingId(an_id(1, 6))),
        requested_at=an_instant(number),
        undo_until=an_instant(number + 60),
    )
    return attrs.evolve(withdrawal, **changes)


def a_secret(number: int = 1) -> KeySecret:
    """The text of the API key of the same number, in its parts."""
    return KeySecret(f"{number:0{PREFIX_LENGTH}x}", f"{number:x}".rjust(SECRET_LENGTH, "c"))


def an_api_key(number: int = 1, **changes: Any) -> ApiKey:
    """A key of person 1 for recording, which never expires and was not used yet."""
    key = ApiKey(
        id=ids.ApiKeyId(an_id(number, 14)),
        contributor=ids.ContributorId(an_id(1, 2)),
        name=f"Program {number}",
        prefix=a_secret(number).prefix,
        secret_hash=a_secret(number).hash,
        scopes=frozenset({Permission.RECORD}),
        created_at=an_instant(number),
    )
    return attrs.evolve(key, **changes)
