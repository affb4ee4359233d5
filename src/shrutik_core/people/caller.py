"""A caller: the account behind a request, and what was shown for it."""

import attrs

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Permission


@attrs.frozen
class Caller:
    """Who calls.

    Attributes:
        contributor: the account, as it is now.
        scopes: what the API key that was shown may do at most; None if the person logged in.
    """

    contributor: Contributor
    scopes: frozenset[Permission] | None = None
