"""Prompts of all kinds from JSON Lines, with the pictures and sounds that lie beside the file."""

import os
from contextlib import closing
from pathlib import Path
from typing import Annotated

import attrs
from pydantic import Field

from shrutik_core.prompts.draft import PromptDraft
from shrutik_core.shared.errors import FieldError, Invalid, ShrutikError, Unavailable
from shrutik_core.shared.ids import PromptMediumId
from shrutik_core.use_cases.collections.prompt_making import MOST_FAULTS
from shrutik_core.use_cases.collections.prompt_media import KeepPromptMedia
from shrutik_http.messages import Text
from shrutik_http.prompts.importing import numbered_lines, read_json_line
from shrutik_http.prompts.messages import ImportedPrompt

_BLOCK = 1024 * 1024


class LocalPrompt(ImportedPrompt):
    """One line: as the API has it, but that a file beside may be named in place of `media_id`."""

    media: Annotated[Text | None, Field(description="A picture or a sound, from the folder of the prompts.")] = None


@attrs.define
class PromptLines:
    """Reads lines into drafts, and keeps the media that they name; the same file is kept once.

    Attributes:
        keep: keeps a picture or sound.
        folder: from which media are named.
    """

    keep: KeepPromptMedia
    folder: Path
    _kept: dict[Path, PromptMediumId] = attrs.field(factory=dict, init=False)

    def read(self, text: str) -> list[PromptDraft]:
        """The drafts, in order; what is wrong is told by line, up to 100 of them.

        All lines are read before the first file is kept.

        Raises:
            Invalid: ``fields_invalid``.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        read = [(number, read_json_line(number, line, LocalPrompt)) for number, line in numbered_lines(text)]
        _check([one for _, one in read if isinstance(one, FieldError)])
        drafts = [(number, self._draft(number, one)) for number, one in read if isinstance(one, LocalPrompt)]
        _check([one for _, one in drafts if isinstance(one, FieldError)])
        return [one for _, one in drafts if isinstance(one, PromptDraft)]

    def _draft(self, number: int, line: LocalPrompt) -> PromptDraft | FieldError:
        draft = line.draft(str(number))
        if line.media is None:
            return draft
        if line.media_id is not None:
            return _fault(number, "has both media and media_id; keep one of them")
        try:
            return attrs.evolve(draft, medium=self._medium(self.folder / line.media))
        except OSError as error:
            return _fault(number, f"names {line.media}, which cannot be read: {os.strerror(error.errno or 0)}")
        except Unavailable:
            raise
        except ShrutikError as error:
            return _fault(number, f"names {line.media}: {error.detail}")

    def _medium(self, file: Path) -> PromptMediumId:
        if file not in self._kept:
            with file.open("rb") as stream, closing(self.keep.receive(None)) as incoming:
                while block := stream.read(_BLOCK):
                    incoming.write(block)
                self._kept[file] = incoming.finish().id
        return self._kept[file]


def _fault(number: int, what: str) -> FieldError:
    return FieldError(str(number), f"Line {number} {what.removesuffix('.')}.", "line_invalid")


def _check(faults: list[FieldError]) -> None:
    if faults:
        told = "\n".join(fault.detail for fault in faults[:MOST_FAULTS])
        more = f"\n… and {len(faults) - MOST_FAULTS} more." if len(faults) > MOST_FAULTS else ""
        raise Invalid("fields_invalid", f"{told}{more}", errors=faults[:MOST_FAULTS])
