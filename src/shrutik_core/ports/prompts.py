"""The repositories of what is to be said: collections and prompts."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.words import CollectionWords
from shrutik_core.prompts.medium import PromptMedium
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import CollectionId, PromptId, PromptMediumId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest

declare(Conflict, "slug_taken", "There is already a collection with this slug.")


class Collections(Protocol):
    """Collections; no two have the same slug."""

    def add(self, collection: Collection) -> None:
        """Keep a new one.

        Raises:
            Conflict: ``slug_taken``.
        """
        ...

    def save(self, collection: Collection) -> None:
        """Keep what changed.

        Raises:
            Missing: ``collection_missing``.
        """
        ...

    def find(self, collection: CollectionId, *, lock: bool = False) -> Collection | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def find_by_slug(self, slug: str) -> Collection | None:
        """By slug."""
        ...

    def page(self, request: PageRequest, language: str | None = None) -> Page[Collection]:
        """All, or those of one language, newest first."""
        ...

    def words(self, collections: Iterable[CollectionId]) -> Mapping[CollectionId, CollectionWords]:
        """What each of them tells people, for those that tell something."""
        ...

    def keep_words(self, collection: CollectionId, words: CollectionWords) -> None:
        """Keep what a collection tells people, in place of what it told before."""
        ...


class Prompts(Protocol):
    """Prompts, with what they show or play; no two of a collection have the same kind, medium and text."""

    def add_all(self, prompts: Iterable[Prompt]) -> tuple[PromptId, ...]:
        """Keep those that are new in their collection; their ids, ascending."""
        ...

    def count_new(self, prompts: Iterable[Prompt]) -> int:
        """How many of them `add_all` would keep now; nothing is kept."""
        ...

    def add_medium(self, medium: PromptMedium) -> None:
        """Keep a picture or sound; nothing happens if it is there already."""
        ...

    def media(self, media: Iterable[PromptMediumId]) -> Mapping[PromptMediumId, PromptMedium]:
        """Those of them that there are, by id."""
        ...

    def find(self, prompt: PromptId, *, lock: bool = False) -> Prompt | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def save(self, prompt: Prompt) -> None:
        """Keep whether it is offered; all else of a prompt stays as it is.

        Raises:
            Missing: ``prompt_missing``.
        """
        ...

    def page(self, collection: CollectionId, request: PageRequest) -> Page[Prompt]:
        """A collection's, newest first."""
        ...

    def offered(self, collection: CollectionId, speaker: SpeakerId, request: PageRequest) -> Page[Prompt]:
        """Those of a collection's that `next_for` would give the speaker one after the other, but newest first."""
        ...

    def set_aside(self, collection: CollectionId, request: PageRequest) -> Page[Prompt]:
        """Those of a collection's that were set aside, newest first."""
        ...

    def next_for(self, collection: CollectionId, speaker: SpeakerId) -> Prompt | None:
        """The least recorded prompt that the speaker has neither recorded nor skipped, oldest first; None if all are.

        What was set aside is offered to nobody. Recordings that were refused, failed or withdrawn do not count. The
        cost must not grow with the table.
        """
        ...
