"""Records of steps: what each was done with and on, so that it is done once, and those behind it know that it was."""

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BUILT = ("dist/*.whl", "dist/*.tar.gz", "release.json")


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
        self._out, self._folder = out, out / "records"

    def is_done(self, step: str, inputs: Mapping[str, str]) -> bool:
        """Whether a step was done with exactly these inputs, on what is built here now."""
        record = self._read(step)
        return bool(record) and record["inputs"] == dict(inputs) and record.get("built") == self._built()

    def check(self, steps: Iterable[str]) -> None:
        """Refuse to begin before these were done on what is built here now.

        Raises:
            Failed: naming those that were not, or were with other files, and these.
        """
        found = {step: self._read(step) for step in steps}
        missing = [step for step, record in found.items() if not record]
        if missing:
            raise Failed(f"first comes {', '.join(missing)}")
        now = self._built()
        for step, record in found.items():
            then = record.get("built", {})
            if changed := sorted({name for name, _ in then.items() ^ now.items()}):
                raise Failed(f"first comes {step} once more: since then {', '.join(changed)} changed")

    @contextmanager
    def timed(self, step: str, inputs: Mapping[str, str]) -> Iterator[None]:
        """Keep a record when what is done inside has ended well; none before that, and none that was."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path, begun = self._folder / f"{step}.json", time.monotonic()
        path.unlink(missing_ok=True)
        yield
        seconds = round(time.monotonic() - begun, 1)
        record = {"step": step, "inputs": dict(inputs), "built": self._built(), "seconds": seconds}
        path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")

    def _read(self, step: str) -> dict[str, Any]:
        path = self._folder / f"{step}.json"
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return record

    def _built(self) -> dict[str, str]:
        """What `build` left: wheel, archive, and the release that they are of."""
        found = [path for kind in _BUILT for path in self._out.glob(kind)]
        return digests(found)
