"""Watching: whether new servers are ready, whether nginx sends people to them, and whether they do well."""

import attrs

from shrutik_cli.deploying.budget import AnswerCount, Budget, BudgetState
from shrutik_cli.deploying.config import DeployConfig
from shrutik_cli.deploying.deployment import ReleaseInColour
from shrutik_cli.deploying.world import Reply, World
from shrutik_core.shared.errors import Unavailable

_BETWEEN_LOOKS = 0.05
_BETWEEN_PROBES = 0.5
_BETWEEN_CALLS = 0.005
_READY = "/readyz"
_LIGHT = "/healthz"
_FINE = 200
SURE = 20
"""Answers through nginx, one after the other and each on a new connection, that must all be of one release."""
_UNREADY = 2
"""Times in a row that a server may say that it is not ready before it counts as broken."""


@attrs.frozen
class Lookout:
    """Looks, and raises if what it sees is not good.

    Attributes:
        config: of the site.
        world: that it looks at.
    """

    config: DeployConfig
    world: World

    def until_ready(self, standing: ReleaseInColour) -> None:
        """Wait until each server of a colour is ready, and is of the release.

        Raises:
            Unavailable: ``release_not_ready``.
        """
        end = self.world.now() + self.config.start_seconds
        for server in self.config.servers[standing.colour]:
            while not _is_ready(answer := self.world.ask(server, _READY), standing):
                if self.world.now() > end:
                    told = f"{server} was not ready within {self.config.start_seconds:g} s: {_told(answer, standing)}"
                    raise Unavailable("release_not_ready", told)
                self.world.pause(_BETWEEN_LOOKS)

    def look(self, standing: ReleaseInColour) -> None:
        """Ask each server of a colour for each of the paths that it has to answer.

        Raises:
            Unavailable: ``release_fails``.
        """
        for server in self.config.servers[standing.colour]:
            for path in self.config.looks:
                answer = self.world.ask(server, path)
                if not 0 < answer.status < 500:
                    raise Unavailable("release_fails", f"{server} answers {path} with {answer.status or 'nothing'}.")

    def until_seen(self, standing: ReleaseInColour, times: int) -> float:
        """Wait until nginx has the release answer so many times in a row; seconds that it took.

        Without that, a reload of another file than the one that was written would pass for a switch.

        Raises:
            Unavailable: ``switch_unseen``.
        """
        begun, row, answer = self.world.now(), 0, Reply()
        while row < times:
            answer = self.world.through(_LIGHT)
            row = row + 1 if answer.release == standing.release else 0
            self.world.pause(_BETWEEN_CALLS)
            if self.world.now() > begun + self.config.seen_seconds:
                seen = f"release {answer.release}" if answer.release else f"status {answer.status or 'none'}"
                raise Unavailable(
                    "switch_unseen",
                    f"nginx was reloaded, but {standing.release} was not seen through it within "
                    f"{self.config.seen_seconds:g} s, only {seen}: does it include {self.config.nginx.servers_file}?",
                )
        return self.world.now() - begun

    def watch(self, standing: ReleaseInColour) -> AnswerCount:
        """Look at the answers of a colour until enough of them were good, and as long as that takes.

        The command asks for something through nginx itself now and then, so that there are answers at night.

        Raises:
            Unavailable: ``budget_broken``, ``release_not_ready`` or ``canary_unproven``.
        """
        rules, servers = self.config.canary, set(self.config.servers[standing.colour])
        budget = Budget(rules.errors / 100, rules.answers)
        begun, probed, unready, tally = self.world.now(), -1.0, dict.fromkeys(servers, 0), AnswerCount()
        while True:
            for attempt in self.world.attempts():
                tally = tally.plus(attempt.status) if attempt.server in servers else tally
            verdict, now = budget.verdict(tally.answers, tally.failed), self.world.now()
            if verdict is BudgetState.BROKEN:
                raise Unavailable("budget_broken", f"{tally.failed} of {tally.answers} answers failed.")
            if verdict is BudgetState.HOLDS and now - begun >= rules.seconds:
                return tally
            if verdict is BudgetState.WAIT and now - begun > rules.patience:
                told = f"it gave {tally.answers} answers in {rules.patience:g} s, not {rules.answers}"
                raise Unavailable("canary_unproven", f"It could not be shown to be good: {told}.")
            if now - probed >= _BETWEEN_PROBES:
                probed = now
                self._ready(standing, unready)
            self.world.through(_LIGHT)
            self.world.pause(_BETWEEN_LOOKS)

    def _ready(self, standing: ReleaseInColour, unready: dict[str, int]) -> None:
        for server, times in unready.items():
            answer = self.world.ask(server, _READY)
            unready[server] = 0 if _is_ready(answer, standing) else times + 1
            if unready[server] >= _UNREADY:
                told = f"{server} is no longer ready: {_told(answer, standing)}"
                raise Unavailable("release_not_ready", told)


def _is_ready(answer: Reply, standing: ReleaseInColour) -> bool:
    return answer.status == _FINE and answer.release == standing.release


def _told(answer: Reply, standing: ReleaseInColour) -> str:
    if answer.status == 0:
        return "it does not answer."
    if answer.release != standing.release:
        return f"it answers as release {answer.release or 'unknown'}, not {standing.release}."
    return f"/readyz says {answer.status}."
