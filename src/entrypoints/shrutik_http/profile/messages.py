"""Messages about a person's own profile."""

from typing import Annotated, Self

from pydantic import Field, StrictBool

from shrutik_core.people.traits import LONGEST_TRAIT, WORDS_RULE, AgeBand, Gender, Trait
from shrutik_core.use_cases.people.change_profile import Profile, ProfileChange
from shrutik_http.accounts.messages import AccountMessage
from shrutik_http.messages import InSchema, LanguageTag, Message, PersonName, Request, Text, a_match

_DIALECT = "The kind of the language, in the person's own words."
_REGION = "Where the person's speech is from, in their own words."
OwnWords = Annotated[Text, a_match(WORDS_RULE), InSchema(maxLength=LONGEST_TRAIT)]


class TraitsMessage(Message):
    """What a person says of themselves; null if they say nothing."""

    age: AgeBand | None = None
    gender: Gender | None = None
    native_language: Annotated[str | None, Field(description="BCP 47.")] = None
    accent: str | None = None
    dialect: str | None = None
    region: str | None = None


class TraitsRequest(Request):
    """What a person says of themselves: a trait that is left out stays, one that is null is withdrawn."""

    age: AgeBand | None = None
    gender: Gender | None = None
    native_language: Annotated[LanguageTag | None, Field(description="BCP 47.", examples=["syl"])] = None
    accent: Annotated[OwnWords | None, Field(description="How it sounds, in the person's own words.")] = None
    dialect: Annotated[OwnWords | None, Field(description=_DIALECT)] = None
    region: Annotated[OwnWords | None, Field(description=_REGION)] = None

    def changes(self) -> dict[str, str | None]:
        """The traits that are named."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}


class ProfileRequest(Request):
    """What is to change; what is left out stays as it is."""

    name: PersonName | None = None
    locale: Annotated[LanguageTag | None, Field(description="BCP 47 tag of the language that the person reads.")] = None
    traits: TraitsRequest | None = None
    traits_in_releases: Annotated[
        StrictBool | list[Trait] | None,
        Field(description="`true` if all traits may go out in releases, `false` if none may, else those that may."),
    ] = None
    on_leaderboard: Annotated[
        StrictBool | None, Field(description="Whether leaderboards of collections may name the person.")
    ] = None

    def change(self) -> ProfileChange:
        """The change as the core has it."""
        return ProfileChange(
            name=self.name,
            locale=self.locale,
            traits=self.traits.changes() if self.traits else None,
            traits_in_releases=self.traits_in_releases,
            on_leaderboard=self.on_leaderboard,
        )


class ProfileMessage(AccountMessage):
    """A person's own account, with what they say of themselves."""

    traits: TraitsMessage
    traits_in_releases: Annotated[
        bool | list[Trait],
        Field(description="`true` if all traits may go out in releases, `false` if none may, else those that may."),
    ]
    on_leaderboard: Annotated[bool, Field(description="Whether leaderboards of collections name the person.")]

    @classmethod
    def of_profile(cls, profile: Profile) -> Self:
        """The profile."""
        speaker = profile.speaker
        allowed = speaker.traits_in_releases
        return cls(
            **dict(AccountMessage.of(profile.contributor)),
            traits=TraitsMessage.model_validate(speaker.traits),
            traits_in_releases=allowed is None or (sorted(allowed) or False),
            on_leaderboard=profile.contributor.on_leaderboard,
        )
