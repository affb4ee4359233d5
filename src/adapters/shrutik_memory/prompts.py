"""The repositories of collections and prompts in memory."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.words import CollectionWords
from shrutik_core.prompts.medium import PromptMedium
from shrutik_core.prompts.prompt import Prompt, PromptKind
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import CollectionId, PromptId, PromptMediumId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore

_IN_VAIN = frozenset({RecordingStatus.REFUSED, RecordingStatus.FAILED, RecordingStatus.WITHDRAWN})


class MemoryCollections:
    """`Collections` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows, self._words = store.collections, store.collection_words

    def add(self, collection: Collection) -> None:
        """See `Collections.add`."""
        self._check_slug(collection)
        self._rows.put(collection.id, collection)

    def save(self, collection: Collection) -> None:
        """See `Collections.save`."""
        self._check_slug(collection)
        self._rows.replace(collection.id, collection)

    def find(self, collection: CollectionId, *, lock: bool = False) -> Collection | None:  # noqa: ARG002 - all is locked
        """See `Collections.find`."""
        return self._rows.get(collection)

    def find_by_slug(self, slug: str) -> Collection | None:
        """See `Collections.find_by_slug`."""
        return next(iter(self._rows.group("slug", slug)), None)

    def page(self, request: PageRequest, language: str | None = None) -> Page[Collection]:
        """See `Collections.page`."""
        rows = (row for row in self._rows.all() if language in {None, row.language})
        return newest_first(rows, request, lambda row: row.created_at)

    def words(self, collections: Iterable[CollectionId]) -> Mapping[CollectionId, CollectionWords]:
        """See `Collections.words`."""
        found = {id_: self._words.get(id_) for id_ in collections}
        return {id_: words for id_, words in found.items() if words is not None}

    def keep_words(self, collection: CollectionId, words: CollectionWords) -> None:
        """See `Collections.keep_words`."""
        self._words.put(collection, words)

    def _check_slug(self, collection: Collection) -> None:
        holder = self.find_by_slug(collection.slug)
        if holder is not None and holder.id != collection.id:
            raise Conflict("slug_taken", f"There is a collection '{collection.slug}'; choose another slug.")


class MemoryPrompts:
    """`Prompts` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows, self._media = store.prompts, store.prompt_media
        self._recordings, self._skips = store.recordings, store.prompt_skips

    def add_all(self, prompts: Iterable[Prompt]) -> tuple[PromptId, ...]:
        """See `Prompts.add_all`."""
        kept = []
        for prompt in prompts:
            if not self._rows.group("asked", _asked(prompt)):
                self._rows.put(prompt.id, prompt)
                kept.append(prompt.id)
        return tuple(sorted(kept))

    def count_new(self, prompts: Iterable[Prompt]) -> int:
        """See `Prompts.count_new`."""
        return sum(not self._rows.group("asked", asked) for asked in set(map(_asked, prompts)))

    def add_medium(self, medium: PromptMedium) -> None:
        """See `Prompts.add_medium`."""
        if self._media.get(medium.id) is None:
            self._media.put(medium.id, medium)

    def media(self, media: Iterable[PromptMediumId]) -> Mapping[PromptMediumId, PromptMedium]:
        """See `Prompts.media`."""
        found = {id_: self._media.get(id_) for id_ in media}
        return {id_: medium for id_, medium in found.items() if medium is not None}

    def find(self, prompt: PromptId, *, lock: bool = False) -> Prompt | None:  # noqa: ARG002 - all is locked
        """See `Prompts.find`."""
        return self._rows.get(prompt)

    def save(self, prompt: Prompt) -> None:
        """See `Prompts.save`."""
        kept = self._rows.get(prompt.id) or prompt
        changed = attrs.evolve(kept, set_aside_at=prompt.set_aside_at, offered_again_at=prompt.offered_again_at)
        self._rows.replace(prompt.id, changed)

    def page(self, collection: CollectionId, request: PageRequest) -> Page[Prompt]:
        """See `Prompts.page`."""
        return newest_first(self._rows.group("collection", collection), request, lambda row: row.created_at)

    def offered(self, collection: CollectionId, speaker: SpeakerId, request: PageRequest) -> Page[Prompt]:
        """See `Prompts.offered`."""
        return newest_first(self._offered(collection, speaker), request, lambda row: row.created_at)

    def set_aside(self, collection: CollectionId, request: PageRequest) -> Page[Prompt]:
        """See `Prompts.set_aside`."""
        rows = (row for row in self._rows.group("collection", collection) if row.set_aside_at is not None)
        return newest_first(rows, request, lambda row: row.created_at)

    def next_for(self, collection: CollectionId, speaker: SpeakerId) -> Prompt | None:
        """See `Prompts.next_for`."""
        offered = self._offered(collection, speaker)
        return min(offered, key=lambda prompt: (len(self._voices(prompt.id)), str(prompt.id)), default=None)

    def _offered(self, collection: CollectionId, speaker: SpeakerId) -> list[Prompt]:
        rows = [row for row in self._rows.group("collection", collection) if row.set_aside_at is None]
        left = [row for row in rows if not self._skips.group("pair", (row.id, speaker))]
        return [row for row in left if speaker not in self._voices(row.id)]

    def _voices(self, prompt: PromptId) -> list[SpeakerId]:
        takes = self._recordings.group("prompt", prompt)
        return [take.speaker for take in takes if take.status not in _IN_VAIN]


def _asked(prompt: Prompt) -> tuple[CollectionId, PromptKind, PromptMediumId | None, str]:
    return prompt.collection, prompt.kind, prompt.medium, prompt.text
