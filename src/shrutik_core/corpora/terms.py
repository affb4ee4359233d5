"""The terms under which a corpus is brought: what its speakers agreed to, who says so, and its licence."""

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.people.consent import check_statement
from shrutik_core.shared.errors import Conflict, declare

declare(Conflict, "licence_differs", "The corpus has another licence than the collection.")


@attrs.frozen
class BroughtTerms:
    """What whoever brings a corpus states of it.

    Attributes:
        licence: SPDX identifier under which its speakers gave their voices.
        answer: the version of the collection's consent document that says what they agreed to, and the purposes.
        statement: who obtained their consent, how and when, and where it is kept; it names no speaker.

    Raises:
        Invalid: ``consent_statement_invalid``.
    """

    licence: str
    answer: ConsentAnswer
    statement: str = attrs.field(converter=check_statement)

    def check(self, collection: Collection) -> None:
        """Let pass if the collection publishes under the very same licence.

        Raises:
            Conflict: ``licence_differs``.
        """
        if self.licence != collection.licence:
            raise Conflict(
                "licence_differs",
                f"{collection.slug} publishes under {collection.licence}, and the corpus is under "
                f"{self.licence[:60]!r}; make a collection with the licence of the corpus.",
            )
