"""Put a letter of notices into words, as it is sent."""

from datetime import timedelta

import attrs

from shrutik_core.notices.catalogue import RULES
from shrutik_core.notices.letter import Letter
from shrutik_core.notices.notice_letter import Reader, word_notices
from shrutik_core.people.contributor import Contributor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.link_signer import LinkSigner
from shrutik_core.ports.mailer import Mail
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ContributorId
from shrutik_core.use_cases.steps.mailing import still_to_mail

STOP_ROUTE = "/api/v1/notices/unsubscribe"
"""Where letters are ended without a log-in, under the site's address; what they are about follows."""
STOP_SCREEN = "/account/unsubscribe"
"""The screen of the page that asks a person before it does so."""
STOPPABLE_FOR = timedelta(days=365)
"""For so long after a letter was sent it can be used to end letters of its kind."""
EVERYTHING = "all"
"""The end of letters about all kinds of notices that may be had without mail."""
STOP_RIGHTS = "notices"


@attrs.frozen
class WriteNoticeLetter:
    """Writes a letter of notices to a person.

    Attributes:
        clock: says from when on it counts how long letters can be ended by it.
        links: signs the way to do that.
        public_url: where the site is, without a slash at the end.
    """

    clock: Clock
    links: LinkSigner
    public_url: str

    def __call__(self, uow: UnitOfWork, letter: Letter, person: Contributor) -> Mail | None:
        """The mail, the same each time but for what the person read or turned off meanwhile; None if nothing is left.

        Args:
            uow: to read what is in it.
            letter: of the kind `LetterKind.NOTICES`.
            person: whom it is for.
        """
        notices = still_to_mail(uow.notice_post.of_letter(letter.id), person, uow.notice_preferences.find(person.id))
        if not notices:
            return None
        kinds = sorted({one.kind for one in notices})
        about = kinds[0] if len(kinds) == 1 else EVERYTHING
        signed = self._signed(person.id, about) if any(RULES[kind].may_leave_mail for kind in kinds) else ""
        screen = f"{self.public_url}{STOP_SCREEN}#about={about}&{signed.partition('?')[2]}" if signed else ""
        said = word_notices(notices, Reader(person.name, person.locale, self.public_url, screen))
        return Mail(
            to=letter.email,
            subject=said.subject,
            plain=said.plain,
            html=said.html,
            language=said.language,
            key=str(letter.id),
            unsubscribe=f"{self.public_url}{signed}" if signed else "",
        )

    def _signed(self, person: ContributorId, about: str) -> str:
        return self.links.sign(f"{STOP_ROUTE}/{about}", self.clock.now() + STOPPABLE_FOR, str(person), STOP_RIGHTS)
