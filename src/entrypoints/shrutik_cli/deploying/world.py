"""What a switch does to the world, and asks of it: commands, nginx, servers, time."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import attrs

from shrutik_cli.deploying.access_lines import ServerAnswer
from shrutik_cli.deploying.deployment import ReleaseInColour


@attrs.frozen
class Reply:
    """What came of one question.

    Attributes:
        status: of the answer; 0 if none came.
        release: that gave it; empty if it does not say.
    """

    status: int = 0
    release: str = ""


class World(Protocol):
    """One host with nginx and two colours; a test has one of its own."""

    def prepare(self, standing: ReleaseInColour) -> None:
        """What comes before the first server of a release.

        Raises:
            Unavailable: ``deploy_command_failed``, as all that run commands do.
        """
        ...

    def start(self, standing: ReleaseInColour) -> None:
        """Start the servers of a colour with a release."""
        ...

    def stop(self, standing: ReleaseInColour) -> None:
        """End them in order."""
        ...

    def point(self, shares: Mapping[str, int], standings: Iterable[ReleaseInColour], *, is_known: bool = False) -> None:
        """Let nginx send each colour its share from now on; as before if it does not take that.

        Args:
            shares: in percent, of the colours that are to be named.
            standings: of these colours.
            is_known: whether nginx took the same before, so that there is no need to ask whether it would.
        """
        ...

    def ask(self, server: str, path: str) -> Reply:
        """What a server answers by itself."""
        ...

    def through(self, path: str) -> Reply:
        """What is answered through nginx, on a new connection."""
        ...

    def attempts(self) -> tuple[ServerAnswer, ...]:
        """What nginx noted since this was last asked, or since nginx was last pointed somewhere."""
        ...

    def lets_go(self) -> bool:
        """Whether nginx has ended all that began before it was last pointed somewhere; no, if nobody knows."""
        ...

    def now(self) -> float:
        """Seconds of a clock that only goes forward."""
        ...

    def pause(self, seconds: float) -> None:
        """Wait."""
        ...

    def tell(self, line: str) -> None:
        """Tell the operator."""
        ...
