"""``export.json``: what an exported release was made of, and what of it is there."""

import json
from typing import Any

import attrs
import regex

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "export_malformed", "This is not what Shrutik writes as export.json.")

NAME = "export.json"
FORM = 1
"""Of the file; a reader refuses any other."""
_ROOT = regex.compile("[0-9a-f]{64}")


@attrs.frozen
class ToldExport:
    """An export as it says of itself.

    Attributes:
        release: title of the release that it was made of.
        root: over that release's files, as its publisher signed it.
        layout: name of the view that it is.
        clips: that are there.
        withdrawn: clips of the release that are not, for their speakers took them back.

    Raises:
        Invalid: ``export_malformed``.
    """

    release: str
    root: str
    layout: str
    clips: int
    withdrawn: int

    def __attrs_post_init__(self) -> None:
        texts = (self.release, self.root, self.layout)
        numbers = (self.clips, self.withdrawn)
        sound = all(isinstance(one, str) for one in texts) and all(type(one) is int and one >= 0 for one in numbers)
        if not sound or not _ROOT.fullmatch(self.root):
            raise _malformed("its names, root or counts")


def write_export(told: ToldExport) -> str:
    """The file, with a line end."""
    return json.dumps({"form": FORM, **attrs.asdict(told)}, ensure_ascii=False, indent=1) + "\n"


def read_export(text: str | bytes) -> ToldExport:
    """What the file says.

    Raises:
        Invalid: ``export_malformed``.
    """
    try:
        said: dict[str, Any] = json.loads(text)
        if said["form"] != FORM:
            raise _malformed(f"form {said['form']!r}, which a newer Shrutik may read")
        return ToldExport(**{field.name: said[field.name] for field in attrs.fields(ToldExport)})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _malformed("not its JSON") from error


def _malformed(what: str) -> Invalid:
    return Invalid("export_malformed", f"{NAME} is not one that can be read here ({what}); export the release again.")
