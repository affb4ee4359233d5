"""Change one's own profile: the name, the language that one reads, and what one says of oneself."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Actor
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.language_tags import check_language
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import no_account


@attrs.frozen
class Profile:
    """What a person sees and changes of themselves.

    Attributes:
        contributor: the account.
        speaker: its own voice, with its traits.
    """

    contributor: Contributor
    speaker: Speaker


@attrs.frozen
class ProfileChange:
    """What is to change; what is None stays as it is.

    Attributes:
        name: as others see it.
        locale: BCP 47 tag of the language that the person reads.
        traits: new values by trait; None withdraws one, and those that are not named stay.
        traits_in_releases: True if all traits may go out in releases, False if none may, else those that may.
        on_leaderboard: whether leaderboards may name the person.
    """

    name: str | None = None
    locale: str | None = None
    traits: Mapping[str, str | None] | None = None
    traits_in_releases: bool | Iterable[str] | None = None
    on_leaderboard: bool | None = None

    def of_contributor(self, before: Contributor) -> Contributor:
        """The account as it will be.

        Raises:
            Invalid: ``name_invalid``, ``language_invalid`` or ``text_invalid``.
        """
        name = before.name if self.name is None else self.name
        locale = before.locale if self.locale is None else check_language(self.locale)
        listed = before.on_leaderboard if self.on_leaderboard is None else self.on_leaderboard
        return attrs.evolve(before, name=name, locale=locale, on_leaderboard=listed)

    def of_speaker(self, before: Speaker) -> Speaker:
        """The voice as it will be.

        Raises:
            Invalid: ``trait_invalid`` or ``text_invalid``.
        """
        said = before.say(self.traits or {})
        allowed = self.traits_in_releases
        if allowed is None:
            return said
        return attrs.evolve(said, traits_in_releases=_names(allowed))


def _names(allowed: bool | Iterable[str]) -> Iterable[str] | None:  # noqa: FBT001 - one of three ways to say it
    if isinstance(allowed, bool):
        return None if allowed else ()
    return allowed


@attrs.frozen
class ReadProfile:
    """A person's own profile."""

    units_of_work: UnitsOfWork

    def __call__(self, actor: Actor) -> Profile:
        """The account and its own voice.

        Raises:
            Missing: ``contributor_missing``.
        """
        with self.units_of_work() as uow:
            return _profile(uow, actor)


@attrs.frozen
class ChangeProfile:
    """Changes a person's own profile; only they do."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, actor: Actor, change: ProfileChange) -> Profile:
        """The profile as it is afterwards; the audit trail keeps what was changed, not to what.

        Raises:
            Invalid: ``name_invalid``, ``language_invalid``, ``trait_invalid`` or ``text_invalid``.
            Missing: ``contributor_missing``.
        """
        with self.units_of_work() as uow:
            before = _profile(uow, actor, lock=True)
            after = Profile(change.of_contributor(before.contributor), change.of_speaker(before.speaker))
            changed = _changed(before, after)
            if changed:
                if after.contributor != before.contributor:
                    uow.contributors.save(after.contributor)
                uow.speakers.save(after.speaker)
                add_entry(uow, self.ids, self.clock.now(), actor, "profile.changed", actor.id, fields=changed)
                uow.commit()
        return after


def _profile(uow: UnitOfWork, actor: Actor, *, lock: bool = False) -> Profile:
    contributor = uow.contributors.find(actor.id, lock=lock)
    if contributor is None:
        raise no_account()
    speaker = uow.speakers.find(contributor.speaker)
    if speaker is None:
        raise Missing("speaker_missing", "The account's own voice is gone.")
    return Profile(contributor, speaker)


def _changed(before: Profile, after: Profile) -> list[str]:
    """The names of what differs."""
    pairs = {
        ("name", "locale", "on_leaderboard"): (before.contributor, after.contributor),
        ("traits", "traits_in_releases"): (before.speaker, after.speaker),
    }
    return [name for names, (old, new) in pairs.items() for name in names if getattr(old, name) != getattr(new, name)]
