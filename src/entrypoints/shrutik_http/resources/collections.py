"""Languages and collections."""

import attrs
import falcon

from shrutik_core.collections.collection import ConsentText
from shrutik_core.prompts.language import LANGUAGES
from shrutik_core.use_cases.collections.change_policies import ChangePolicies
from shrutik_core.use_cases.collections.create_collection import CollectionDraft, CreateCollection, ReadCollections
from shrutik_http.answering import answer, created
from shrutik_http.context import Access, Resource, actor
from shrutik_http.links import ROOT
from shrutik_http.reading import read_json, read_once, read_page, read_query
from shrutik_http.schemas.base import PageView
from shrutik_http.schemas.collections import (
    CollectionChange,
    CollectionMessage,
    CollectionQuery,
    CollectionView,
    LanguagesView,
)
from shrutik_http.views.collections import collection_view, language_view


class Languages(Resource):
    """``/languages``."""

    access = Access.OPEN

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """List the languages that Shrutik can name."""
        answer(resp, LanguagesView(items=[language_view(one) for one in LANGUAGES]))


@attrs.frozen
class Collections(Resource):
    """``/collections``."""

    create_collection: CreateCollection
    read_collections: ReadCollections

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List collections."""
        query = read_query(req, CollectionQuery)
        page = self.read_collections.list(read_page(query), query.language).map(collection_view)
        answer(resp, PageView[CollectionView](items=list(page.items), next_cursor=page.next_cursor))

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Make a collection."""
        said = read_json(req, CollectionMessage)
        key = read_once(req, "create_collection", said)
        collection = self.create_collection(actor(req), _draft(said), key)
        created(resp, collection_view(collection), f"{ROOT}/collections/{collection.slug}")


def _draft(said: CollectionMessage) -> CollectionDraft:
    return CollectionDraft(
        slug=said.slug,
        language=said.language,
        name=said.name,
        licence=said.licence,
        consent=ConsentText(said.consent.version, said.consent.text),
        policies=said.policies.policies(),
    )


@attrs.frozen
class CollectionItem(Resource):
    """``/collections/{collection}``."""

    read_collections: ReadCollections
    change_policies: ChangePolicies

    def on_get(self, _req: falcon.Request, resp: falcon.Response, collection: str) -> None:
        """Show one collection, by slug or id."""
        answer(resp, collection_view(self.read_collections.get(collection)))

    def on_patch(self, req: falcon.Request, resp: falcon.Response, collection: str) -> None:
        """Give a collection other policies."""
        said = read_json(req, CollectionChange)
        answer(resp, collection_view(self.change_policies(actor(req), collection, said.policies.policies())))
