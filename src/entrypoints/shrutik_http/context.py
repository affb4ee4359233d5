"""What a resource knows of the request's caller, and how each resource says whom it lets in."""

from enum import StrEnum
from typing import ClassVar

import falcon

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Actor


class Access(StrEnum):
    """Whom a resource lets in."""

    OPEN = "open"
    LOGIN = "login"
    LINK = "link"
    """Whoever is logged in, or holds a signed link to this very path."""


class Resource:
    """What answers at one route."""

    access: ClassVar[Access] = Access.LOGIN


def person(req: falcon.Request) -> Contributor:
    """The account that calls; authentication has let nobody through without one."""
    contributor: Contributor = req.context.caller
    return contributor


def actor(req: falcon.Request) -> Actor:
    """The caller as the rules see them."""
    return person(req).actor


def actor_or_link(req: falcon.Request) -> Actor | None:
    """The caller, or None where a signed link was shown instead."""
    return None if req.context.caller is None else actor(req)
