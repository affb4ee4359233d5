"""The section on speakers: what they say of themselves, and how the hours are shared out among them."""

from collections.abc import Iterator

from shrutik_core.people.traits import AgeBand
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.blocks import BarOf, Bars, BesideBlock, Block, Curve, Words
from shrutik_core.releases.sheet.numbers import counted, percent, time_shown
from shrutik_core.releases.stats.crossings import ValueAmount
from shrutik_core.releases.stats.release_stats import ReleaseStats

NOT_SAID = "not said"
_MOST_BARS = 12
_BANDS = {band.value: place for place, band in enumerate(AgeBand)}


def people(stats: ReleaseStats, _about: SheetAbout) -> Iterator[Block]:
    """Traits and shares."""
    if not stats.total.speakers:
        return
    shares = stats.speakers
    yield Words(
        f"{counted(shares.speakers, 'speaker')}: the one with the least gives {time_shown(shares.least_seconds)}, half "
        f"of them at most {time_shown(shares.median_seconds)}, the one with the most "
        f"{time_shown(shares.most_seconds)}, which is {percent(shares.largest)} of all. Gini {shares.gini:.2f} (0 if "
        "all give the same, towards 1 if one gives nearly all)."
    )
    pictures: list[Bars | Curve] = [
        Bars(trait.replace("_", " ").capitalize(), "hours", _bars(rows))
        for trait, rows in stats.traits.items()
        if _said(rows)
    ]
    pictures.append(Curve("Speakers' hours", "share of speakers, least first", "share of hours", shares.lorenz))
    yield BesideBlock(tuple(pictures))


def _said(rows: tuple[ValueAmount, ...]) -> bool:
    return any(row.value is not None for row in rows)


def _bars(rows: tuple[ValueAmount, ...]) -> tuple[BarOf, ...]:
    """The largest values, those left over together, and what is not said."""
    said = sorted((row for row in rows if row.value is not None), key=_place)
    bars = [BarOf(row.value or "", row.hours, _hours(row)) for row in said[:_MOST_BARS]]
    rest = sum(row.hours for row in said[_MOST_BARS:])
    if rest:
        bars.append(BarOf(f"{len(said) - _MOST_BARS} others", rest, f"{rest:,.2f} h"))
    bars.extend(BarOf(NOT_SAID, row.hours, _hours(row), faint=True) for row in rows if row.value is None)
    return tuple(bars)


def _place(row: ValueAmount) -> tuple[int, float, str]:
    """Ages by age, other values by hours."""
    return _BANDS.get(row.value or "", 0), -row.hours, row.value or ""


def _hours(row: ValueAmount) -> str:
    return f"{row.hours:,.2f} h, {counted(row.speakers, 'speaker')}"
