"""A deployment: which colour answers, which one comes or leaves, and how far that is; what may follow what."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from shrutik_core.shared.errors import Conflict

WHOLE = 100
"""Percent."""


class Phase(StrEnum):
    """How far a switch is."""

    RESTING = "resting"
    """One release answers, and nothing is under way."""
    STARTING = "starting"
    """The coming colour starts; nobody is sent there."""
    CANARY = "canary"
    """It answers a small share."""
    WHOLE = "whole"
    """It answers everybody; the one before still runs."""
    DRAINING = "draining"
    """It is the live one; the one before ends."""
    ROLLING_BACK = "rolling back"
    """The live one answers everybody again; the coming one ends."""


WAYS: Mapping[Phase, frozenset[Phase]] = MappingProxyType(
    {
        Phase.RESTING: frozenset({Phase.STARTING}),
        Phase.STARTING: frozenset({Phase.CANARY, Phase.WHOLE, Phase.ROLLING_BACK}),
        Phase.CANARY: frozenset({Phase.WHOLE, Phase.ROLLING_BACK}),
        Phase.WHOLE: frozenset({Phase.DRAINING, Phase.ROLLING_BACK}),
        Phase.DRAINING: frozenset({Phase.RESTING}),
        Phase.ROLLING_BACK: frozenset({Phase.RESTING}),
    }
)
"""Which phase may follow which."""
REVERSIBLE = frozenset({Phase.STARTING, Phase.CANARY, Phase.WHOLE, Phase.ROLLING_BACK})
"""In these the live colour still runs, so that the way back is one reload."""


@attrs.frozen
class ReleaseInColour:
    """A release in its place.

    Attributes:
        colour: where it runs.
        release: its id, as each of its answers names it.
    """

    colour: str
    release: str


@attrs.frozen
class Deployment:
    """How a site stands.

    Attributes:
        phase: how far a switch is.
        live: what answers, and is gone back to; None before the first switch has ended.
        coming: what is being brought in; None while nothing is.
        before: what answered before the live one, and leaves while the phase is `Phase.DRAINING`; None if nothing did.
        told: what the last switch came to, for whoever asks.
        back: whether what comes was there before, and is gone back to without a canary.
    """

    phase: Phase = Phase.RESTING
    live: ReleaseInColour | None = None
    coming: ReleaseInColour | None = None
    before: ReleaseInColour | None = None
    told: str = ""
    back: bool = False

    def step(self, phase: Phase, **changes: Any) -> "Deployment":  # noqa: ANN401 - as attrs takes them
        """The next one.

        Raises:
            Conflict: ``deployment_under_way`` if that phase may not follow.
        """
        if phase not in WAYS[self.phase]:
            raise Conflict("deployment_under_way", f"A deployment that is {self.phase} cannot become {phase}.")
        return attrs.evolve(self, phase=phase, **changes)

    def shares(self, canary: int) -> Mapping[str, int]:
        """Of each colour that nginx is to name, how much of all requests it is sent, in percent; they make 100.

        Args:
            canary: share of the coming colour while it is tried.
        """
        live = {self.live.colour: WHOLE} if self.live else {}
        if self.coming is None or self.phase in {Phase.STARTING, Phase.ROLLING_BACK}:
            return live
        if self.phase is Phase.CANARY and self.live is not None:
            return {self.live.colour: WHOLE - canary, self.coming.colour: canary}
        return {self.coming.colour: WHOLE}


def begun(now: Deployment, colours: Sequence[str], release: str, *, back: bool = False) -> Deployment:
    """The switch to a release, begun; one that was broken off goes on where it was.

    Args:
        now: how the site stands.
        colours: two.
        release: that is to answer.
        back: whether it is gone back to; one that goes on stays as it was begun.

    Raises:
        Conflict: ``deployment_under_way`` if another release is being brought in, or taken back;
            ``release_live`` if it answers already.
    """
    if now.phase is Phase.RESTING:
        if now.live is not None and now.live.release == release:
            raise Conflict("release_live", f"{release} answers already, in {now.live.colour}.")
        free = [colour for colour in colours if now.live is None or colour != now.live.colour]
        return now.step(Phase.STARTING, coming=ReleaseInColour(free[0], release), told="", back=back)
    wanted = now.live if now.phase is Phase.DRAINING else now.coming
    if now.phase is Phase.ROLLING_BACK or wanted is None or wanted.release != release:
        under_way = wanted.release if wanted else "nothing"
        detail = (
            f"{under_way} is {now.phase}; end that first, by `shrutik deploy rollback` or by the same switch again."
        )
        raise Conflict("deployment_under_way", detail)
    return now
