"""One line that loads a dataset with what is installed with Shrutik; no torch is needed."""

import json
import shlex
import sys
from pathlib import Path

_CODE = (
    "from shrutik_datasets.opening import open_release; "
    "[print(clip.line.split, clip.samples.shape, clip.rate, clip.text) for clip in open_release({folder})]"
)


def loading_line(folder: Path) -> str:
    """A command for a shell, which prints the split, the shape and rate of the sound, and the text of each clip.

    Args:
        folder: of a release.
    """
    return f"{shlex.quote(_python())} -c {shlex.quote(_CODE.format(folder=json.dumps(str(folder))))}"


def _python() -> str:
    """The Python that runs this, by a short path if it lies below the present folder."""
    here = Path.cwd()
    python = Path(sys.executable)
    return str(python.relative_to(here)) if python.is_relative_to(here) else str(python)
