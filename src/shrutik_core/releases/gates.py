"""Gates: what stops a release before it goes out, unless somebody says why it is right."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from shrutik_core.releases.stats.crossings import CrossingAmount
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "gate_reason", "What a gate found is accepted with a reason.")

LARGEST_FALL = 5
"""Per cent that a figure may fall by from one version to the next."""
FEWEST = 20
"""Clips, or speakers, with one value of a trait from which a fall tells something: one of fewer is over 5 per cent.

A fall to nothing always tells something.
"""
_SHOWN = 5
_HUNDRED = 100
_HOURS = " hours"
_PER_HOUR = 3_600_000


class GateCode(StrEnum):
    """What a gate found."""

    FELL = "fell"
    """There is less of something than in the predecessor."""
    UNDECODABLE = "undecodable"
    """A clip's sound does not decode."""
    SAME_SOUND = "same_sound"
    """Clips have the same samples."""
    SPEAKER_IN_TWO_SPLITS = "speaker_in_two_splits"
    """A speaker has clips in more than one split."""


class Weight(StrEnum):
    """How much a finding weighs."""

    STOP = "stop"
    """The release does not go out unless the finding is accepted with a reason."""
    WARN = "warn"
    """People should know; the release goes out."""


@attrs.frozen
class GateFinding:
    """What a gate found.

    Attributes:
        code: what.
        about: where, such as ``split train hours`` or ``gender female speakers``; empty if there is one place only.
        weight: how much it weighs.
        sentence: what was found, and what to do.
        reason: why it is accepted; None if nobody said so.
    """

    code: GateCode
    about: str
    weight: Weight
    sentence: str
    reason: str | None = None

    @property
    def key(self) -> str:
        """By which it is accepted, such as ``fell:split train hours``."""
        return f"{self.code}:{self.about}" if self.about else str(self.code)

    @property
    def stops(self) -> bool:
        """Whether the release stays where it is."""
        return self.weight is Weight.STOP and self.reason is None


@attrs.frozen
class EarlierRelease:
    """The version before, as it was and as it would be today.

    Attributes:
        published: its statistics.
        kept: statistics of its lines without those of clips that were withdrawn since, so that withdrawals explain
            what is gone; the same if there were none.
    """

    published: ReleaseStats
    kept: ReleaseStats


def gate_findings(
    candidate: ReleaseStats,
    predecessor: EarlierRelease | None,
    undecodable: Sequence[str] = (),
    accepted: Mapping[str, str] | None = None,
) -> tuple[GateFinding, ...]:
    """All that the gates find, what stops first.

    Args:
        candidate: statistics of the release that is to go out.
        predecessor: None for the first version of a series.
        undecodable: pseudonyms of clips whose sound does not decode.
        accepted: why findings are right, by their `GateFinding.key`.

    Raises:
        Invalid: ``gate_reason`` if a reason is empty, or is given for what was not found.
    """
    found = [*_broken(undecodable), *_alike(candidate), *(_falls(candidate, predecessor) if predecessor else ())]
    reasons = accepted or {}
    unknown = sorted(set(reasons) - {finding.key for finding in found})
    if unknown or not all(reason.strip() for reason in reasons.values()):
        what = f"nothing was found of {', '.join(unknown)}" if unknown else "a reason is empty"
        raise Invalid("gate_reason", f"{what[0].upper()}{what[1:]}: give a reason for what a gate found, and no other.")
    weighed = [attrs.evolve(finding, reason=reasons.get(finding.key)) for finding in found]
    return tuple(sorted(weighed, key=lambda finding: not finding.stops))


def _broken(clips: Sequence[str]) -> Iterator[GateFinding]:
    if clips:
        shown = ", ".join(sorted(clips)[:_SHOWN]) + (" …" if len(clips) > _SHOWN else "")
        yield GateFinding(
            GateCode.UNDECODABLE,
            "",
            Weight.STOP,
            f"{len(clips)} clips do not decode ({shown}). Cut their recordings again, or leave them out.",
        )


def _alike(candidate: ReleaseStats) -> Iterator[GateFinding]:
    same = candidate.same_sounds
    if same.groups:
        yield GateFinding(
            GateCode.SAME_SOUND,
            "",
            Weight.STOP,
            f"{same.clips} clips share {same.groups} sounds: somebody sent a recording twice. Withdraw one of each, or "
            "accept that they are in the release more than once.",
        )
    twice = candidate.speakers.in_two_splits
    if twice:
        yield GateFinding(
            GateCode.SPEAKER_IN_TWO_SPLITS,
            "",
            Weight.STOP,
            f"{twice} speakers have clips in more than one split, so a test would hear voices that were trained on. "
            "Build the splits from the series' ledger again.",
        )


def _falls(candidate: ReleaseStats, predecessor: EarlierRelease) -> Iterator[GateFinding]:
    kept, now = dict(_figures(predecessor.kept)), dict(_figures(candidate))
    small = dict(_figures(predecessor.published)).keys() - dict(_figures(predecessor.published, FEWEST)).keys()
    for about, before in _figures(predecessor.published):
        after, left = now.get(about, 0), kept.get(about, 0)
        if after and about in small:
            continue
        if fell(left, after):
            yield _fall(about, Weight.STOP, before, after, left)
        elif fell(before, after):
            yield _fall(about, Weight.WARN, before, after, left)


def fell(before: int, after: int) -> bool:
    """Whether a figure fell by more than 5 per cent."""
    return (before - after) * _HUNDRED > before * LARGEST_FALL


def _fall(about: str, weight: Weight, before: int, after: int, left: int) -> GateFinding:
    share = (before - after) * _HUNDRED / before
    sentence = f"{about} fell from {_shown(about, before)} to {_shown(about, after)}, by {share:.1f} per cent."
    if left != before:
        sentence += f" Withdrawals since explain {_shown(about, before - left)} of it."
    if weight is Weight.STOP:
        sentence += " Look what the selection leaves out that it did not before, or accept it and say why."
    return GateFinding(GateCode.FELL, about, weight, sentence[0].upper() + sentence[1:])


def _shown(about: str, figure: int) -> str:
    return f"{figure / _PER_HOUR:.2f}" if about.endswith(_HOURS) else str(figure)


def _figures(stats: ReleaseStats, fewest: int = 0) -> Iterator[tuple[str, int]]:
    """Whole numbers that should not fall, by name; hours in milliseconds. Of traits those of at least so many."""
    yield from _amounts("all", stats.total)
    for row in stats.by["split"]:
        yield from _amounts(f"split {row.value}", row)
    for trait, rows in stats.traits.items():
        for row in rows:
            if row.value is not None:
                counts = _amounts(f"{trait} {row.value}", row)
                yield from ((about, count) for about, count in counts if not about.endswith(_HOURS) and count >= fewest)


def _amounts(about: str, amount: CrossingAmount) -> Iterator[tuple[str, int]]:
    yield f"{about} clips", amount.clips
    yield f"{about}{_HOURS}", round(amount.seconds * 1_000)
    yield f"{about} speakers", amount.speakers
