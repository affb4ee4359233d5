"""Records of steps: what each was done with, so that it is done once, and the next one knows that it was."""

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class Failed(Exception):
    """A step that did not do what it is for; its sentence is for people."""


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """Of files, by their names."""
    return {path.name: digest(path) for path in sorted(paths)}


class Records:
    """The folder ``records`` in what a run makes; a file for each step that was done.

    Args:
        out: folder of all that is made.
    """

    def __init__(self, out: Path) -> None:
        self._folder = out / "records"

    def is_done(self, step: str, inputs: Mapping[str, str]) -> bool:
        """Whether a step was done with exactly these inputs."""
        path = self._folder / f"{step}.json"
        return path.exists() and json.loads(path.read_text(encoding="utf-8"))["inputs"] == dict(inputs)

    def check(self, steps: Iterable[str]) -> None:
        """Refuse to begin before these were done.

        Raises:
            Failed: naming those that were not.
        """
        missing = [step for step in steps if not (self._folder / f"{step}.json").exists()]
        if missing:
            raise Failed(f"first comes {', '.join(missing)}")

    @contextmanager
    def timed(self, step: str, inputs: Mapping[str, str]) -> Iterator[None]:
        """Keep a record when what is done inside has ended well; none before that, and none that was."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path, begun = self._folder / f"{step}.json", time.monotonic()
        path.unlink(missing_ok=True)
        yield
        record = {"step": step, "inputs": dict(inputs), "seconds": round(time.monotonic() - begun, 1)}
        path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
