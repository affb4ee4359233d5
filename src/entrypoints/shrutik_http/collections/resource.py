"""Collections: made, listed, shown, given other policies and words; and the languages that Shrutik can name."""

from typing import Self

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.prompts.language import LANGUAGES
from shrutik_core.use_cases.collections.change_collection import ChangeCollection
from shrutik_core.use_cases.collections.consent_documents import ReadConsent
from shrutik_core.use_cases.collections.create_collection import CreateCollection, ReadCollections
from shrutik_core.use_cases.collections.read_leaderboard import ReadLeaderboard
from shrutik_core.use_cases.collections.read_progress import ReadProgress
from shrutik_http.call import Call
from shrutik_http.collections.leaderboard import LeaderboardMessage, LeaderboardQuery
from shrutik_http.collections.messages import (
    CollectionChange,
    CollectionMessage,
    CollectionPage,
    CollectionQuery,
    CollectionRequest,
    LanguageMessage,
    LanguagesMessage,
    ProgressMessage,
)
from shrutik_http.messages import NoQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class CollectionsResource:
    """What answers when collections are asked for."""

    create_collection: CreateCollection
    read_collections: ReadCollections
    change_collection: ChangeCollection
    read_consent: ReadConsent
    read_progress: ReadProgress
    read_leaderboard: ReadLeaderboard

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.create_collection(),
            platform.read_collections(),
            platform.change_collection(),
            platform.read_consent(),
            platform.read_progress(),
            platform.read_leaderboard(),
        )

    def languages(self, _call: Call[None, NoQuery]) -> LanguagesMessage:
        """List the languages that Shrutik can name."""
        return LanguagesMessage(items=[LanguageMessage.of(one) for one in LANGUAGES])

    def list(self, call: Call[None, CollectionQuery]) -> CollectionPage:
        """List collections."""
        page = self.read_collections.list(call.query.page, call.query.language)
        documents, words = self.read_consent.in_force(page.items), self.read_collections.words(page.items)
        return CollectionPage.of(page, lambda one: CollectionMessage.of(one, documents[one.id], words[one.id]))

    def create(self, call: Call[CollectionRequest, NoQuery]) -> CollectionMessage:
        """Make a collection."""
        return self._shown(self.create_collection(call.actor, call.body.draft(), call.key))

    def get(self, call: Call[None, NoQuery]) -> CollectionMessage:
        """Show one collection, by slug or id."""
        return self._shown(self.read_collections.get(call.path["collection"]))

    def progress(self, call: Call[None, NoQuery]) -> ProgressMessage:
        """Tell how far a collection has come."""
        return ProgressMessage.of(*self.read_progress(call.path["collection"]))

    def leaderboard(self, call: Call[None, LeaderboardQuery]) -> LeaderboardMessage:
        """Tell who gave most, of those who chose to be named."""
        return LeaderboardMessage.of(self.read_leaderboard(call.actor, call.path["collection"], call.query.by))

    def change(self, call: Call[CollectionChange, NoQuery]) -> CollectionMessage:
        """Give a collection other policies or words."""
        said = call.body
        return self._shown(
            self.change_collection(call.actor, call.path["collection"], said.new_policies(), said.new_words())
        )

    def _shown(self, collection: Collection) -> CollectionMessage:
        document = self.read_consent.in_force([collection])[collection.id]
        return CollectionMessage.of(collection, document, self.read_collections.words([collection])[collection.id])
