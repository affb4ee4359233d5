"""A release as a researcher wishes it, in words; and what that comes to here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

import attrs

from shrutik_core.chunking.chunk import Settler
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.releases.selection import Dates, Range, ReleaseFormat, Selection
from shrutik_core.releases.splits.split import SplitBy
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.use_cases.steps.lookups import the_collection

declare(Invalid, "format_unknown", "There is no such format.")
declare(Invalid, "decision_unknown", "Nothing settles texts in this way.")
declare(Invalid, "split_by_unknown", "Nothing can be kept out of two splits in this way.")

Bounds = tuple[float | None, float | None]
Word = TypeVar("Word", bound=StrEnum)


@attrs.frozen
class ReleaseWish:
    """A release as a researcher wishes it; see `Selection` for what each condition does.

    Attributes:
        name: with a version added it becomes the title.
        collections: slugs or ids.
        formats: names out of `ReleaseFormat`.
        min_confidence: 0 to 1.
        max_expected_wer: 0 and up, or None.
        decisions: names out of `Settler`; empty for all.
        languages: BCP 47; empty for all.
        seconds: bounds of a clip's length.
        quality: bounds by the name of the figure.
        recorded: the first and the last day, UTC.
        traits: values by the name of the trait.
        synthetic: whether voices go out that are no person's.
        reported: whether clips go out of which a report waits for a reviewer.
        split_by: a name out of `SplitBy`.
        parted: whether train, dev and test are made however few speakers there are.
        accepted: reasons, by what a gate finds.
    """

    name: str
    collections: Sequence[str]
    formats: Sequence[str]
    min_confidence: float = 0.0
    max_expected_wer: float | None = None
    decisions: Sequence[str] = ()
    languages: Sequence[str] = ()
    seconds: Bounds = (None, None)
    quality: Mapping[str, Bounds] = attrs.field(factory=dict)
    recorded: tuple[date | None, date | None] = (None, None)
    traits: Mapping[str, Sequence[str]] = attrs.field(factory=dict)
    synthetic: bool = False
    reported: bool = False
    split_by: str = SplitBy.SPEAKER.value
    parted: bool = False
    accepted: Mapping[str, str] = attrs.field(factory=dict)

    def selection(self, uow: UnitOfWork) -> Selection:
        """What is selected by it.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``selection_invalid``, ``format_unknown``, ``decision_unknown``,
                ``split_by_unknown``, ``trait_invalid``, ``text_invalid`` or ``language_invalid``.
            Missing: ``collection_missing``.
        """
        return Selection(
            collections=tuple(dict.fromkeys(the_collection(uow, slug).id for slug in self.collections)),
            formats=_named(ReleaseFormat, self.formats, "formats", "format"),
            min_confidence=self.min_confidence,
            max_expected_wer=self.max_expected_wer,
            decisions=_named(Settler, self.decisions, "decisions", "decision"),
            languages=tuple(self.languages),
            seconds=Range(*self.seconds),
            quality={name: Range(*bounds) for name, bounds in self.quality.items()},
            recorded=Dates(*self.recorded),
            traits={name: tuple(values) for name, values in self.traits.items()},
            synthetic=self.synthetic,
            reported=self.reported,
            split_by=_named(SplitBy, [self.split_by], "split_by", "split_by")[0],
            parted=self.parted,
            accepted=self.accepted,
        )


def _named(words: type[Word], names: Iterable[str], field: str, noun: str) -> tuple[Word, ...]:
    known = {word.value: word for word in words}
    names = tuple(dict.fromkeys(names))
    unknown = [name for name in names if name not in known]
    if unknown:
        detail = f"{unknown[0][:40]!r} is not a {noun}; there are {', '.join(sorted(known))}."
        raise Invalid(f"{noun}_unknown", detail, errors=[FieldError(field, detail)])
    return tuple(known[name] for name in names)
