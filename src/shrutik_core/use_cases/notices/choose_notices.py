"""Choose how one is told: as oneself, or by a letter without a log-in."""

from collections.abc import Mapping

import attrs

from shrutik_core.notices.catalogue import Channel
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.notices.preferences import NoticePreferences
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.link_signer import LinkSigner, SignedLink
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ContributorId, parse_id
from shrutik_core.use_cases.notices.write_notice_letter import EVERYTHING, STOP_RIGHTS, STOP_ROUTE
from shrutik_core.use_cases.steps.lookups import the_contributor


@attrs.frozen
class OwnPreferences:
    """What a person chose, and what of it can come true.

    Attributes:
        preferences: theirs.
        reached: whether letters reach them: mail is set up, and they have shown that their address is theirs.
    """

    preferences: NoticePreferences
    reached: bool


@attrs.frozen
class ChooseNotices:
    """Reads and changes what a person chose about notices."""

    units_of_work: UnitsOfWork
    clock: Clock
    links: LinkSigner
    sends_letters: bool

    def read(self, actor: Actor) -> OwnPreferences:
        """The actor's own.

        Raises:
            Missing: ``contributor_missing``.
        """
        with self.units_of_work() as uow:
            person, preferences = the_contributor(uow, actor), uow.notice_preferences.find(actor.id)
        return OwnPreferences(preferences, self.sends_letters and person.email_verified_at is not None)

    def choose(
        self, actor: Actor, changes: Mapping[NoticeKind, Channel], utc_offset: int | None = None
    ) -> OwnPreferences:
        """The actor's own, changed; what is left out stays as it was.

        Args:
            actor: who chooses.
            changes: how notices of some kinds are to be told.
            utc_offset: minutes by which the person's clock is ahead of UTC, -720 to 840; None to leave it.

        Raises:
            Invalid: ``notice_choice_invalid`` or ``utc_offset_invalid``.
            Missing: ``contributor_missing``.
        """
        with self.units_of_work() as uow:
            uow.contributors.find(actor.id, lock=True)
            chosen = uow.notice_preferences.find(actor.id).choose(changes)
            if utc_offset is not None:
                chosen = attrs.evolve(chosen, utc_offset=utc_offset)
            uow.notice_preferences.save(chosen)
            uow.commit()
        return self.read(actor)

    def unsubscribe(self, about: str, link: SignedLink) -> None:
        """End letters to whoever got the link in one; on the page the notices stay. The same again changes nothing.

        Args:
            about: a kind of notice, or ``all``.
            link: that a letter brought.

        Raises:
            Refused: ``link_invalid`` or ``link_expired``.
        """
        self.links.verify(f"{STOP_ROUTE}/{about}", link, STOP_RIGHTS, self.clock.now())
        kinds = tuple(NoticeKind) if about == EVERYTHING else (NoticeKind(about),)
        contributor = ContributorId(parse_id(link.subject))
        with self.units_of_work() as uow:
            person = uow.contributors.find(contributor, lock=True)
            if person is not None and person.status is not ContributorStatus.ERASED:
                uow.notice_preferences.save(uow.notice_preferences.find(contributor).without_mail(kinds))
                uow.commit()
