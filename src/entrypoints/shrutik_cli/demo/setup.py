"""Sets the demo up: accounts, collections with prompts, and consent; whatever is there already stays as it is."""

from collections.abc import Mapping

import attrs

from shrutik_bootstrap.platform import Platform
from shrutik_cli.demo.accounts import ALL_ACCOUNTS, FACILITATOR, GUEST, DemoAccount, account_of
from shrutik_cli.demo.material import LANGUAGES, prompts
from shrutik_cli.demo.speakers import cast_speakers
from shrutik_core.collections.collection import Collection, ConsentText
from shrutik_core.collections.policies import Policies
from shrutik_core.consensus.policy import Policy
from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Actor
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.collections.create_collection import CollectionDraft

_NAMES = {"bn": "Bengali, read by a synthesiser", "en": "English, read by a synthesiser"}
_SOURCE = "Written for Shrutik's demo, CC0-1.0"
_CONSENT = ConsentText(
    "1",
    "I agree that my voice is recorded, cut into clips, written down by others, and published with its text under the "
    "licence of this collection. No person gives this consent: every speaker is a speech synthesiser.",
)
# Five people transcribe; a clip on which all five do not agree goes to the reviewer.
_POLICIES = Policies(consensus=Policy(most=5))


def slug_of(language: str) -> str:
    """The slug of a language's collection."""
    return f"{language}-read"


@attrs.frozen
class DemoPlatform:
    """The platform, and who acts on it.

    Attributes:
        platform: its use cases are those that the API calls.
        actors: who manages, looks after the speakers, reviews, researches and transcribes.
        speakers: whose voice reads each sample, by its name.
    """

    platform: Platform
    actors: Mapping[DemoAccount, Actor]
    speakers: Mapping[str, SpeakerId]

    def collection(self, language: str) -> str:
        """The slug of a language's collection."""
        return slug_of(language)


def prepare(platform: Platform, password: str) -> DemoPlatform:
    """All accounts registered, both collections open, each speaker brought."""
    actors = {account: account_of(platform, account, password).actor for account in ALL_ACCOUNTS}
    collections = {one: open_collection(platform, slug_of(one), one, _NAMES[one]) for one in LANGUAGES}
    for language, collection in collections.items():
        platform.add_prompts()(None, collection.slug, prompts(language), _SOURCE)
    return DemoPlatform(platform, actors, cast_speakers(platform, actors[FACILITATOR], collections))


def open_guest_collection(demo: DemoPlatform, language: str, password: str) -> tuple[Actor, Collection]:
    """An account and a collection for the user's own recordings, with their consent to be recorded, not published."""
    guest = account_of(demo.platform, GUEST, password).actor
    slug = f"{language.lower()}-own"
    collection = open_collection(demo.platform, slug, language, f"Your own recordings ({language})")
    consent(demo.platform, guest, collection, (Purpose.RECORD,))
    return guest, collection


def open_collection(platform: Platform, slug: str, language: str, name: str) -> Collection:
    """The collection, made if it is not there yet."""
    try:
        return platform.read_collections().get(slug)
    except Missing:
        draft = CollectionDraft(slug, language, name, "CC0-1.0", _CONSENT, _POLICIES)
        return platform.create_collection()(None, draft)


def consent(platform: Platform, actor: Actor, collection: Collection, purposes: tuple[Purpose, ...]) -> None:
    """Give a person's consent, unless it stands."""
    given = platform.list_consents()(actor, PageRequest(100)).items
    latest = next((one for one in given if one.collection == collection.id), None)
    if latest is None or not all(latest.covers(purpose, collection.consent.version) for purpose in purposes):
        platform.give_consent()(actor, collection.slug, collection.consent.version, purposes)
