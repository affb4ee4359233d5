"""How languages, collections and prompts are shown."""

from shrutik_core.collections.collection import Collection
from shrutik_core.prompts.language import Language
from shrutik_core.prompts.prompt import Prompt
from shrutik_http.schemas.collections import (
    CollectionView,
    ConsentTextView,
    LanguageView,
    PromptView,
)
from shrutik_http.schemas.policies import PoliciesView


def language_view(language: Language) -> LanguageView:
    """A language."""
    return LanguageView(tag=language.tag, name=language.name, endonym=language.endonym, direction=language.direction)


def collection_view(collection: Collection) -> CollectionView:
    """A collection with the consent text to be shown to its speakers."""
    return CollectionView(
        id=collection.id,
        slug=collection.slug,
        language=collection.language,
        name=collection.name,
        licence=collection.licence,
        consent=ConsentTextView(version=collection.consent.version, text=collection.consent.text),
        policies=PoliciesView.of(collection.policies),
        created_at=collection.created_at,
    )


def prompt_view(prompt: Prompt) -> PromptView:
    """A prompt."""
    return PromptView(
        id=prompt.id,
        collection_id=prompt.collection,
        text=prompt.text,
        source=prompt.source,
        created_at=prompt.created_at,
    )
