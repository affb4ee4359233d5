"""Messages about what goes out in a release, and what stays."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from shrutik_core.chunking.chunk import Settler
from shrutik_core.people.traits import LONGEST_TRAIT, Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.release_name import LONGEST_RELEASE_NAME, RELEASE_NAME_RULE
from shrutik_core.releases.selection import LONGEST_REASON, MOST_ACCEPTED, LeftOut, ReleaseFormat, Selection
from shrutik_core.releases.selection_json import conditions
from shrutik_core.releases.splits.split import Split, SplitBy
from shrutik_core.use_cases.releases.preview_release import ReleasePreview
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from shrutik_http.messages import CollectionName, InSchema, Message, Request, Text, a_match

Number = Annotated[float, Field(allow_inf_nan=False)]
_MOST = 1_000


class Bounds(Request):
    """Numbers from one to another, both included; null is no bound."""

    low: Number | None = None
    high: Number | None = None

    def pair(self) -> tuple[float | None, float | None]:
        """Both of them."""
        return self.low, self.high


class DayBounds(Request):
    """Days, UTC, from one to another, both included; null is no bound."""

    first: date | None = None
    last: date | None = None


class ReleaseRequest(Request):
    """A release as a researcher wants it; all conditions hold at once."""

    name: Annotated[
        Text, a_match(RELEASE_NAME_RULE), InSchema(maxLength=LONGEST_RELEASE_NAME), Field(examples=["bn-read"])
    ]
    collections: Annotated[list[CollectionName], Field(json_schema_extra={"minItems": 1}, max_length=_MOST)]
    formats: Annotated[
        list[Text],
        Field(json_schema_extra={"minItems": 1, "items": {"enum": [one.value for one in ReleaseFormat]}}),
    ]
    min_confidence: Annotated[
        float,
        Field(
            ge=0,
            le=1,
            allow_inf_nan=False,
            description="Texts that reviewers decided go out whatever their confidence.",
        ),
    ] = 0.0
    max_expected_wer: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    decisions: Annotated[
        list[Text], Field(json_schema_extra={"items": {"enum": [one.value for one in Settler]}}, max_length=_MOST)
    ] = Field(default_factory=list)
    languages: Annotated[list[Text], Field(max_length=_MOST, examples=[["bn"]])] = Field(default_factory=list)
    seconds: Annotated[Bounds, Field(description="For the length of a clip.")] = Bounds()
    quality: Annotated[
        dict[Text, Bounds],
        InSchema(propertyNames={"enum": list(FIGURES)}),
        Field(description="Bounds by figure; a figure that was not measured is outside them.", max_length=len(FIGURES)),
    ] = Field(default_factory=dict)
    recorded: DayBounds = DayBounds()
    traits: Annotated[
        dict[Text, Annotated[list[Annotated[Text, Field(max_length=LONGEST_TRAIT)]], Field(max_length=_MOST)]],
        InSchema(propertyNames={"enum": [one.value for one in Trait]}),
        Field(description="The values of a trait, one of which a speaker must have given.", max_length=len(Trait)),
    ] = Field(default_factory=dict)
    synthetic: Annotated[bool, Field(description="Let synthetic voices go out; they are flagged.")] = False
    reported: Annotated[
        bool, Field(description="Let clips go out although a report of them waits for a reviewer; they are flagged.")
    ] = False
    split_by: Annotated[
        Text,
        Field(
            json_schema_extra={"enum": [one.value for one in SplitBy]},
            description="What is never in two splits; the first version decides for all versions of that name.",
        ),
    ] = SplitBy.SPEAKER.value
    parted: Annotated[bool, Field(description="Make train, dev and test however few speakers there are.")] = False
    accepted: Annotated[
        dict[Text, Annotated[Text, Field(max_length=LONGEST_REASON)]],
        Field(
            max_length=MOST_ACCEPTED,
            description="Why the release goes out although a gate found this; by what it found.",
            examples=[{"fell:split dev hours": "two speakers left"}],
        ),
    ] = Field(default_factory=dict)

    def wish(self) -> ReleaseWish:
        """The wish as the core has it."""
        return ReleaseWish(
            name=self.name,
            collections=self.collections,
            formats=self.formats,
            min_confidence=self.min_confidence,
            max_expected_wer=self.max_expected_wer,
            decisions=self.decisions,
            languages=self.languages,
            seconds=self.seconds.pair(),
            quality={name: bounds.pair() for name, bounds in self.quality.items()},
            recorded=(self.recorded.first, self.recorded.last),
            traits=self.traits,
            synthetic=self.synthetic,
            reported=self.reported,
            split_by=self.split_by,
            parted=self.parted,
            accepted=self.accepted,
        )


class SelectionMessage(Message):
    """The conditions that a release was made under; bounds are a list of two, null is no bound."""

    min_confidence: float
    max_expected_wer: float | None
    decisions: list[Settler]
    languages: list[str]
    seconds: list[float | None]
    quality: dict[str, list[float | None]]
    recorded: list[date | None]
    traits: dict[str, list[str]]
    synthetic: bool
    reported: bool
    split_by: SplitBy
    parted: bool
    accepted: dict[str, str]

    @classmethod
    def of(cls, selection: Selection) -> Self:
        """The conditions."""
        return cls(**conditions(selection))


class LeftOutMessage(Message):
    """Clips that stay out for one reason."""

    reason: LeftOut
    clips: Annotated[int, Field(ge=1)]
    seconds: Annotated[float, Field(ge=0)]


class SplitMessage(Message):
    """Clips that would go out in one split."""

    split: Split
    clips: Annotated[int, Field(ge=1)]
    seconds: Annotated[float, Field(ge=0)]


class PreviewMessage(Message):
    """What a release would hold, had it been built now; each clip that stays out is counted under one reason."""

    clips: Annotated[int, Field(ge=0)]
    seconds: Annotated[float, Field(ge=0)]
    speakers: Annotated[int, Field(ge=0)]
    splits: list[SplitMessage]
    left_out: list[LeftOutMessage]

    @classmethod
    def of(cls, preview: ReleasePreview) -> Self:
        """The preview."""
        stays = [
            LeftOutMessage(reason=reason, clips=found.clips, seconds=round(found.seconds, 3))
            for reason, found in preview.left_out.items()
        ]
        splits = [
            SplitMessage(split=split, clips=found.clips, seconds=round(found.seconds, 3))
            for split, found in preview.splits.items()
        ]
        held, speakers = preview.held, preview.speakers
        return cls(clips=held.clips, seconds=round(held.seconds, 3), speakers=speakers, splits=splits, left_out=stays)
