"""Where new speakers are placed, so that each split has its share of the hours and nobody ever moves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

import attrs

from shrutik_core.releases.splits.ledger import Ledger, LedgerEntry
from shrutik_core.releases.splits.split import HELD_BACK, HUNDRED, PARTS, HourShares, Split
from shrutik_core.releases.splits.units import SpeakerTime, Unit, units_of
from shrutik_core.shared.errors import Invalid

FEWEST_SPEAKERS = 30
"""Of a version that is parted unasked; fewer are one split."""
HEAVY_PER_CENT = 2
"""Of all hours; who has more goes to train, for a test of few voices says little."""
HEAVY_EVEN_SHARES = 2
"""As many even shares of the hours are never too much: with under a hundred speakers nearly all have over 2 %."""


def place_speakers(
    ledger: Ledger,
    times: Iterable[SpeakerTime],
    version: int,
    *,
    part: bool = False,
    together: Iterable[Set[str]] = (),
) -> Ledger:
    """The ledger with every speaker of a version placed; those who have a place keep it.

    In the order of their keys new speakers go to dev or test, whichever lacks more hours, if they fit into what it
    lacks, else to whichever split lacks most. Who has over 2 % of all hours (or twice an even share, if that is more)
    goes to train. A part that nobody is in takes the new speaker of train who has least, if train keeps others.

    Args:
        ledger: of the series, as the version before left it.
        times: of all speakers of the version, those with a place, too, each once; in any order.
        version: of the series, that is being made: 1 and up, none before the ledger's last.
        part: make train, dev and test although there are under 30 speakers, or the series began as one split ``all``.
            Its speakers are then placed as if they were new. A series that began as ``all`` stays so until then.
        together: groups of speakers to place as one (see `reading_groups`), disjoint. A group with more hours than dev
            or test is to have is taken apart; else it follows those of it who have a place, if that is one split.

    Raises:
        Invalid: ``speakers_unplaceable`` if a speaker is there twice or the version is older than the ledger.
    """
    present = sorted(times, key=lambda time: (time.key, time.speaker))
    _check(ledger, present, version)
    if not (ledger.parted or part or (not ledger.entries and len(present) >= FEWEST_SPEAKERS)):
        new = (time.speaker for time in present if time.speaker not in ledger.places)
        return ledger.add(LedgerEntry(speaker, Split.ALL, version) for speaker in new)
    places = {speaker: split for speaker, split in ledger.places.items() if split is not Split.ALL}
    hours = _Hours.of(ledger.shares, present, places)
    smallest = min((ledger.shares.of(split) for split in HELD_BACK if ledger.shares.of(split)), default=HUNDRED)
    units = units_of(present, places, together, smallest * sum(time.milliseconds for time in present) // HUNDRED)
    placed = [hours.place(unit) for unit in units]
    splits = _without_empty_parts(units, placed, set(places.values()), ledger.shares)
    return ledger.add(
        LedgerEntry(time.speaker, split, version)
        for unit, split in zip(units, splits, strict=True)
        for time in unit.times
    )


def _check(ledger: Ledger, present: Sequence[SpeakerTime], version: int) -> None:
    speakers = Counter(time.speaker for time in present)
    if len(speakers) != len(present):
        twice = next(speaker for speaker, times in speakers.items() if times > 1)
        raise Invalid("speakers_unplaceable", f"The speaker {twice} stands there twice; add up what they spoke.")
    if version < max(1, ledger.version):
        detail = f"The ledger knows version {ledger.version} already; version {version} cannot be added to it."
        raise Invalid("speakers_unplaceable", detail)


@attrs.define
class _Hours:
    """What each part lacks as speakers are placed.

    Attributes:
        lacks: by part, in hundredths of a millisecond; negative if it has too much.
        heavy: who has more goes to train, in the same.
    """

    lacks: dict[Split, int]
    heavy: int

    @classmethod
    def of(cls, shares: HourShares, present: Sequence[SpeakerTime], places: Mapping[str, Split]) -> "_Hours":
        """As it is before anybody new is placed."""
        total = sum(time.milliseconds for time in present)
        lacks = {split: shares.of(split) * total for split in PARTS}
        for time in present:
            if time.speaker in places:
                lacks[places[time.speaker]] -= HUNDRED * time.milliseconds
        even_shares = HEAVY_EVEN_SHARES * HUNDRED * total // max(1, len(present))
        return cls(lacks, max(HEAVY_PER_CENT * total, even_shares))

    def place(self, unit: Unit) -> Split:
        """The split for new speakers, who are then counted as there."""
        size = HUNDRED * unit.milliseconds
        held_back = max(HELD_BACK, key=self.lacks.__getitem__)
        if unit.follows is not None:
            split = unit.follows
        elif HUNDRED * unit.heaviest > self.heavy:
            split = Split.TRAIN
        elif 0 < self.lacks[held_back] >= size:
            split = held_back
        elif size > self.heavy:
            split = Split.TRAIN
        else:
            split = max(PARTS, key=self.lacks.__getitem__)
        self.lacks[split] -= size
        return split


def _without_empty_parts(
    units: Sequence[Unit], placed: Sequence[Split], taken: Set[Split], shares: HourShares
) -> list[Split]:
    """The splits of the units, changed so that no part is without speakers if there are enough."""
    splits = list(placed)
    for part in HELD_BACK:
        free = [at for at, unit in enumerate(units) if splits[at] is Split.TRAIN and unit.follows is None]
        stays = splits.count(Split.TRAIN) > 1 or Split.TRAIN in taken
        if shares.of(part) and part not in {*taken, *splits} and free and stays:
            splits[min(free, key=lambda at: units[at].milliseconds)] = part
    return splits
