"""How a release's hours are shared out among its speakers."""

from collections.abc import Mapping, Sequence

import attrs

LORENZ_POINTS = 10


@attrs.frozen
class SpeakerShares:
    """Who gives how much.

    Attributes:
        speakers: different ones.
        in_two_splits: speakers with clips in more than one split; 0 in a release that is as it should be.
        largest: share of all time that the speaker with the most has, 0 to 1.
        gini: 0 if all give the same, towards 1 if one gives nearly everything.
        lorenz: share of all time that the tenth, two tenths … of speakers with the least time have; eleven points
            from 0 to 1.
        least_seconds: of the speaker with the least.
        median_seconds: that half of the speakers do not exceed.
        most_seconds: of the speaker with the most.
        most_seconds_by_split: of the speaker with the most in each split.
    """

    speakers: int
    in_two_splits: int
    largest: float
    gini: float
    lorenz: tuple[float, ...]
    least_seconds: float
    median_seconds: float
    most_seconds: float
    most_seconds_by_split: Mapping[str, float]


def speaker_shares(by_split: Mapping[str, Mapping[str, int]]) -> SpeakerShares:
    """Who gives how much.

    Args:
        by_split: microseconds of each speaker in each split.
    """
    whole: dict[str, int] = {}
    for speakers in by_split.values():
        for speaker, microseconds in speakers.items():
            whole[speaker] = whole.get(speaker, 0) + microseconds
    times = sorted(whole.values())
    total = sum(times)
    return SpeakerShares(
        speakers=len(times),
        in_two_splits=sum(sum(speaker in held for held in by_split.values()) > 1 for speaker in whole),
        largest=round(times[-1] / total, 6) if total else 0.0,
        gini=_gini(times, total),
        lorenz=_lorenz(times, total),
        least_seconds=times[0] / 1e6 if times else 0.0,
        median_seconds=times[(len(times) - 1) // 2] / 1e6 if times else 0.0,
        most_seconds=times[-1] / 1e6 if times else 0.0,
        most_seconds_by_split={split: max(by_split[split].values()) / 1e6 for split in sorted(by_split)},
    )


def _gini(times: Sequence[int], total: int) -> float:
    """Gini coefficient (Gini, 1912) of times in rising order."""
    if not total:
        return 0.0
    ranked = sum((2 * rank - len(times) - 1) * time for rank, time in enumerate(times, 1))
    return round(ranked / (len(times) * total), 6)


def _lorenz(times: Sequence[int], total: int) -> tuple[float, ...]:
    """The curve of Lorenz (1905) at each tenth; whole speakers alone are counted."""
    if not total:
        return (0.0,) * LORENZ_POINTS + (0.0,)
    return tuple(
        round(sum(times[: len(times) * point // LORENZ_POINTS]) / total, 6) for point in range(LORENZ_POINTS + 1)
    )
