"""What schemathesis is told of this house: names of things that are there, deeds to lend out, rules beyond schemas.

It is loaded inside schemathesis (``SCHEMATHESIS_HOOKS``) and changes requests, never what is checked of an answer, but
for four cases: a request that its schema allows may be refused with a code that the operation itself lists under
``x-beyond-schema``, a task that no answer lent need not be there, a picture that is one may be taken, and so may what
comes with a header that nobody knows.
"""

import os
from http import HTTPStatus
from pathlib import Path
from uuid import UUID
from zlib import crc32

import schemathesis
from schemathesis.core.parameters import ParameterLocation

from fuzzing.facts import VARIABLE, read_facts

FACTS = read_facts(Path(os.environ[VARIABLE]))
SOUND = Path(FACTS.sound).read_bytes()
# One in so many values stays as it was drawn, so that names of nothing are asked for too.
DRAWN = 5
UNKNOWN = "00000000-0000-7000-8000-000000000000"
BEYOND = "x-beyond-schema"
# Headers of uploads: a collection that there is, and where the bytes end that are there.
TOLD = ("Upload-Metadata", "Upload-Offset", "Upload-Length")
STRANGE = "x-schemathesis-unknown-property"
_LENT = set()


@schemathesis.serializer("application/offset+octet-stream")
def octets(context, value):
    """Bytes as they are; schemathesis knows no media type of tus."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def is_named_by_server(drawn):
    """Whether it is an id as the server makes them; schemathesis takes such out of answers, and they stay."""
    try:
        return UUID(drawn).version in {5, 7}
    except ValueError:
        return False


def chosen(name, drawn):
    """Something that is there, by what was drawn, so that a case is the same each time."""
    number, known = crc32(repr(drawn).encode()), FACTS.things.get(name)
    if is_named_by_server(drawn):
        return drawn
    return known[number // DRAWN % len(known)] if known and number % DRAWN else drawn


def named(name, drawn):
    """A parameter of the path; what only paths call so stands in braces."""
    return chosen(f"{{{name}}}" if f"{{{name}}}" in FACTS.things else name, drawn)


def furnished(value, name=""):
    """A message, with names of things that are there in the place of those that were drawn."""
    if isinstance(value, dict):
        return {member: furnished(one, member) for member, one in value.items()}
    if isinstance(value, list):
        # The members of `collections` are named as one of them is.
        return list({repr(one): one for one in (furnished(item, name.removesuffix("s")) for item in value)}.values())
    if isinstance(value, bytes) and name in {"", "audio"}:
        return SOUND if crc32(value) % DRAWN else value
    return chosen(name, value) if isinstance(value, str) else value


def as_drawn_right(case, location):
    """Whether that part of the case fits its schema; what breaks it on purpose must stay as it is."""
    part = case.meta.components.get(location) if case.meta else None
    return part is not None and part.mode.is_positive


@schemathesis.hook
def map_case(context, case):
    if as_drawn_right(case, ParameterLocation.PATH):
        case.path_parameters = {name: named(name, drawn) for name, drawn in case.path_parameters.items()}
    if as_drawn_right(case, ParameterLocation.QUERY):
        for name, drawn in list(case.query.items()):
            case.query[name] = chosen(name, drawn) if isinstance(drawn, str) else drawn
    if as_drawn_right(case, ParameterLocation.HEADER):
        case.headers.update({name: chosen(name, case.headers[name]) for name in TOLD if name in case.headers})
    if as_drawn_right(case, ParameterLocation.BODY) and not isinstance(case.body, list):
        case.body = furnished(case.body)
    return case


def ends_account(case):
    """Whether the call takes back the whole account of whoever makes it."""
    wish = case.body if isinstance(case.body, dict) else {}
    taken_back = case.operation.label == "POST /api/v1/me/withdrawals" and bool(wish.get("account"))
    return taken_back or case.operation.label == "DELETE /api/v1/me"


class LogIn:
    """The caller's token; for what would end the caller's account or log-in, that of an account that may end."""

    def get(self, case, context):
        if case.operation.label == "POST /api/v1/auth/logout":
            return FACTS.logging_out
        return FACTS.leaving if ends_account(case) else FACTS.token

    def set(self, case, token, context):
        if token:
            case.headers["Authorization"] = f"Bearer {token}"


# Without one, schemathesis would register and log in by itself, and nobody would ask without log-in.
schemathesis.auth(refresh_interval=None)(LogIn)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Calls that would put the callers themselves out meet an account that is there to be put out."""
    given = case.path_parameters or {}
    if case.operation.path.endswith("/users/{user_id}") and given.get("user_id") in FACTS.guarded:
        case.path_parameters["user_id"] = FACTS.things["user_id"][0]
    if FACTS.session and given.get("session_id") == FACTS.session:
        case.path_parameters["session_id"] = UNKNOWN


@schemathesis.hook
def after_call(context, case, response):
    """Remember which tasks were lent: whoever is answered with an empty list has been lent none."""
    if case.method == "POST" and case.operation.path.endswith("/tasks") and response.status_code == 200:
        _LENT.update(task["id"] for task in response.json()["items"])


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Keep the failure, unless it is a refusal beyond the schemas, or is about a task that was never lent."""
    kind = type(failure).__name__
    if kind == "EnsureResourceAvailability":
        task = (case.path_parameters or {}).get("task_id")
        return task is None or task in _LENT
    if kind == "AcceptedNegativeData" and case.operation.path.endswith("/prompts/media"):
        # Schemathesis sends a picture of its own and calls the form wrong; what is in it, no schema tells.
        return "image/" not in response.text
    if kind == "AcceptedNegativeData" and STRANGE in (case.headers or {}):
        # Headers that a server does not know it passes over (RFC 9110, section 5.1).
        return False
    if kind == "MalformedJson" and response.status_code == HTTPStatus.PARTIAL_CONTENT:
        # A range of a file that is JSON is not JSON.
        return False
    if kind != "RejectedPositiveData":
        return True
    told = response.json() if response.headers.get("content-type", [""])[0].endswith("json") else {}
    parts = {f"{told['code']}.{one['code']}" for one in told.get("errors", ())}
    beyond = set(case.operation.definition.raw.get(BEYOND, ()))
    return not (told.get("code") in beyond or (parts and parts <= beyond))
