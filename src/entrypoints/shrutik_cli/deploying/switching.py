"""A switch, step by step; the file of state says beforehand what is done next, so that a dead command harms nobody."""

from collections.abc import Callable, Mapping

import attrs

from shrutik_cli.deploying.config import DeployConfig
from shrutik_cli.deploying.deployment import REVERSIBLE, Deployment, Phase, ReleaseInColour, begun
from shrutik_cli.deploying.state_file import StateFile
from shrutik_cli.deploying.watching import SURE, Lookout
from shrutik_cli.deploying.world import World
from shrutik_core.shared.errors import Conflict, ShrutikError, Unavailable

_BETWEEN_LOOKS = 0.1


@attrs.frozen
class Switching:
    """Brings one release in for another, or takes it back.

    Attributes:
        config: of the site.
        world: that is changed.
        state: keeps how far that is.
    """

    config: DeployConfig
    world: World
    state: StateFile

    def switch(self, release: str, *, canary: bool = True) -> None:
        """Bring a release in; if it is not good, all is as before.

        Args:
            release: that is to answer.
            canary: whether it is tried on a share first.

        Raises:
            Conflict: ``deployment_under_way`` or ``release_live``; ``release_taken_back``, with why.
            Unavailable: if the one before does not end, or the way back fails.
        """
        now = begun(self.state.read(), tuple(self.config.colours), release, back=not canary)
        self.state.keep(now)
        steps = self._steps(canary=canary and not now.back)
        while now.phase in REVERSIBLE:
            try:
                now = self._kept(steps[now.phase](now))
            except (ShrutikError, OSError) as error:
                why, code = _told(error)
                self._take_back(now, f"{why} ({code})")
                raise Conflict("release_taken_back", f"{release} was taken back: {why}") from error
        self._end(now)

    def rollback(self) -> None:
        """Let the release answer that answered before, by one reload if it still runs.

        Raises:
            Conflict: ``nothing_to_roll_back``.
            Unavailable: if that fails.
        """
        now = self.state.read()
        if now.back and now.coming is not None and now.phase is not Phase.ROLLING_BACK:
            self.switch(now.coming.release, canary=False)  # the way back itself was broken off
            return
        if now.phase in REVERSIBLE and now.coming is not None:
            self._take_back(now, "the operator wanted it")
            return
        before = now.before
        if before is None:
            raise Conflict("nothing_to_roll_back", "Nothing answered here before, as far as this site's state says.")
        if now.phase is Phase.DRAINING:
            self._kept(now.step(Phase.RESTING))
        self.switch(before.release, canary=False)

    def _steps(self, *, canary: bool) -> Mapping[Phase, Callable[[Deployment], Deployment]]:
        return {
            Phase.STARTING: self._bring_up if canary else self._bring_up_known,
            Phase.CANARY: self._try,
            Phase.WHOLE: self._whole,
        }

    def _bring_up_known(self, now: Deployment) -> Deployment:
        return attrs.evolve(self._bring_up(now), phase=Phase.WHOLE)

    def _bring_up(self, now: Deployment) -> Deployment:
        coming = _coming(now)
        self.world.tell(f"start: {coming.release} in {coming.colour}")
        self.world.prepare(coming)
        self.world.start(coming)
        watch = Lookout(self.config, self.world)
        watch.until_ready(coming)
        watch.look(coming)
        self.world.tell(f"ready: {', '.join(self.config.servers[coming.colour])}")
        return now.step(Phase.WHOLE if now.live is None else Phase.CANARY)

    def _try(self, now: Deployment) -> Deployment:
        coming, watch = _coming(now), Lookout(self.config, self.world)
        self._point(now)
        seconds = watch.until_seen(coming, 1)
        share = self.config.canary.share
        self.world.tell(
            f"canary: {coming.release} gets {share} % of all requests; seen through nginx in {seconds:.2f} s"
        )
        tally = watch.watch(coming)
        self.world.tell(f"canary: {tally.failed} of {tally.answers} answers failed, which is within the budget")
        return now.step(Phase.WHOLE)

    def _whole(self, now: Deployment) -> Deployment:
        coming, watch = _coming(now), Lookout(self.config, self.world)
        self._point(now)
        seconds = watch.until_seen(coming, SURE)
        self.world.tell(f"switch: {coming.release} answers everybody; seen through nginx in {seconds:.2f} s")
        tally = watch.watch(coming)
        self.world.tell(f"switch: {tally.failed} of {tally.answers} answers failed, which is within the budget")
        return now.step(Phase.DRAINING, live=coming, coming=None, before=now.live, told=f"{coming.release} came in")

    def _end(self, now: Deployment) -> None:
        if now.before is not None:
            self._stop(now.before)
        self._kept(now.step(Phase.RESTING))
        self.world.tell(f"done: {now.told}")

    def _take_back(self, now: Deployment, why: str) -> None:
        coming, was_asked = _coming(now), now.phase is not Phase.STARTING
        self.world.tell(f"rollback: {' '.join(why.split())}")
        told = f"{coming.release} was taken back: {why}"
        if now.phase is not Phase.ROLLING_BACK:
            now = self._kept(now.step(Phase.ROLLING_BACK, told=told))
        if now.live is not None and was_asked:
            self._point(now, is_known=True)
            seconds = Lookout(self.config, self.world).until_seen(now.live, SURE)
            self.world.tell(f"rollback: {now.live.release} answers everybody; seen through nginx in {seconds:.2f} s")
        self._stop(coming, was_asked=was_asked)
        self._kept(now.step(Phase.RESTING, coming=None))

    def _point(self, now: Deployment, *, is_known: bool = False) -> None:
        standings = [one for one in (now.live, now.coming) if one is not None]
        self.world.point(now.shares(self.config.canary.share), standings, is_known=is_known)

    def _stop(self, leaving: ReleaseInColour, *, was_asked: bool = True) -> None:
        """End a colour that nginx no longer names, once nothing that was begun there is left, or it took too long."""
        begun_at = self.world.now()
        while was_asked and not self.world.lets_go() and self.world.now() - begun_at < self.config.drain_seconds:
            self.world.pause(_BETWEEN_LOOKS)
        self.world.stop(leaving)
        waited = self.world.now() - begun_at
        self.world.tell(f"stop: {leaving.release} in {leaving.colour} ended after {waited:.1f} s")

    def _kept(self, now: Deployment) -> Deployment:
        self.state.keep(now)
        return now


def _told(error: ShrutikError | OSError) -> tuple[str, str]:
    """Why it failed, and under which name."""
    return (error.detail, error.code) if isinstance(error, ShrutikError) else (str(error), type(error).__name__)


def _coming(now: Deployment) -> ReleaseInColour:
    if now.coming is None:
        raise Unavailable("deploy_state_unreadable", "The state of this site names no release that is coming in.")
    return now.coming
