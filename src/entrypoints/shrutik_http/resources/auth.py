"""Registering and logging in."""

import hashlib

import attrs
import falcon

from shrutik_core.use_cases.people.log_in import LogIn
from shrutik_core.use_cases.people.register import Register, Registration
from shrutik_http.answering import answer, created
from shrutik_http.context import Access, Resource
from shrutik_http.reading import read_json, read_once
from shrutik_http.schemas.people import LoginMessage, RegistrationMessage
from shrutik_http.views.people import person_view, token_view


@attrs.frozen
class Registrations(Resource):
    """``/auth/register``."""

    access = Access.OPEN
    register: Register

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Make an account."""
        said = read_json(req, RegistrationMessage)
        key = read_once(req, "register", _asked(req, said))
        contributor = self.register(Registration(said.email, said.password, said.name, said.locale), key)
        created(resp, person_view(contributor))


def _asked(req: falcon.Request, said: RegistrationMessage) -> dict[str, object]:
    """What is asked, for its digest: with the password through a slow hash, for digests are kept for a day."""
    if req.get_header("Idempotency-Key") is None:
        return {}
    salt = said.email.encode()
    slow = hashlib.scrypt(said.password.encode(), salt=salt, n=2**14, r=8, p=1).hex()
    return {**said.model_dump(mode="json"), "password": slow}


@attrs.frozen
class Logins(Resource):
    """``/auth/login``."""

    access = Access.OPEN
    log_in: LogIn

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Trade an address and a password for a token."""
        said = read_json(req, LoginMessage)
        answer(resp, token_view(self.log_in(said.email, said.password)))
