"""The file that keeps how far a switch is, whatever becomes of the command; one command at a time holds it."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs

from shrutik_cli.deploying.deployment import Deployment, Phase, ReleaseInColour
from shrutik_core.shared.errors import Conflict, Invalid


def written(path: Path, text: str) -> None:
    """Put a text in place of a file's, so that whoever reads it sees the one or the other, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@attrs.frozen
class StateFile:
    """Keeps a deployment.

    Attributes:
        path: of the file; another beside it is the lock.
    """

    path: Path

    def read(self) -> Deployment:
        """How the site stands; a new one if nothing was deployed yet.

        Raises:
            Invalid: ``deploy_state_unreadable``.
        """
        if not self.path.exists():
            return Deployment()
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            live, coming, before = (_standing(told[name]) for name in ("live", "coming", "before"))
            phase, outcome, back = Phase(told["phase"]), str(told.get("told", "")), bool(told.get("back"))
            return Deployment(phase, live, coming, before, outcome, back)
        except (ValueError, KeyError, TypeError) as error:
            detail = f"{self.path} cannot be read; correct it, or delete it once only one colour answers."
            raise Invalid("deploy_state_unreadable", detail) from error

    def keep(self, deployment: Deployment) -> None:
        """Keep it."""
        written(self.path, json.dumps(attrs.asdict(deployment), indent=2) + "\n")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else switches while this lasts; the system lets go of it however the process ends.

        Raises:
            Conflict: ``deployment_under_way``.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.path.with_name(f".{self.path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict("deployment_under_way", "Another `shrutik deploy` is at work on this site.") from error
        else:
            yield
        finally:
            os.close(lock)


def _standing(told: Mapping[str, str] | None) -> ReleaseInColour | None:
    return None if told is None else ReleaseInColour(told["colour"], told["release"])
