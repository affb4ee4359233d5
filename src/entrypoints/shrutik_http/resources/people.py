"""One's own account and consents."""

import attrs
import falcon

from shrutik_core.use_cases.people.give_consent import GiveConsent, ListConsents
from shrutik_http.answering import answer, created
from shrutik_http.context import Resource, actor, person
from shrutik_http.reading import read_json, read_once, read_page, read_query
from shrutik_http.schemas.base import PageQuery, PageView
from shrutik_http.schemas.people import ConsentMessage, ConsentView
from shrutik_http.views.people import consent_view, person_view


class Me(Resource):
    """``/me``."""

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Show one's own account."""
        answer(resp, person_view(person(req)))


@attrs.frozen
class MyConsents(Resource):
    """``/me/consents``."""

    list_consents: ListConsents

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List one's own consents."""
        page = self.list_consents(actor(req), read_page(read_query(req, PageQuery))).map(consent_view)
        answer(resp, PageView[ConsentView](items=list(page.items), next_cursor=page.next_cursor))


@attrs.frozen
class Consents(Resource):
    """``/consents``."""

    give_consent: GiveConsent

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Agree to what a collection asks."""
        said = read_json(req, ConsentMessage)
        key = read_once(req, "give_consent", said)
        created(
            resp,
            consent_view(self.give_consent(actor(req), said.collection, said.version, said.purposes, key)),
        )
