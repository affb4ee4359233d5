"""The way out to people's e-mail addresses."""

from typing import Protocol

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable, declare

declare(Unavailable, "mail_unavailable", "The mail server is not taking letters at the moment.")
declare(Invalid, "mail_refused", "The mail server refused a letter for good.")


@attrs.frozen
class Mail:
    """A letter in words.

    Attributes:
        to: address in normal form.
        subject: one line.
        plain: the text, with a newline after each paragraph.
        html: the same as HTML, whole.
        language: BCP 47 tag of the words.
        key: the same for each attempt to hand over one letter, so that whoever gets it twice sees it once; empty if
            each attempt says something else, such as another secret.
        unsubscribe: address that ends such letters when it is posted to (RFC 8058, 2017); empty if none does.
    """

    to: str = attrs.field(repr=False)
    subject: str
    plain: str = attrs.field(repr=False)
    html: str = attrs.field(repr=False)
    language: str
    key: str = ""
    unsubscribe: str = attrs.field(default="", repr=False)


class Mailer(Protocol):
    """Hands mail to a server; the same mail may be handed over more than once."""

    def send(self, mail: Mail) -> None:
        """Returns once the server has taken it.

        Raises:
            Unavailable: ``mail_unavailable`` if it may be taken later.
            Invalid: ``mail_refused`` if it never will, such as for an address that cannot be.
        """
        ...
