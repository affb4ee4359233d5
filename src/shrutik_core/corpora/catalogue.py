"""Which formats of corpora are read, and in which of them a folder lies."""

from collections.abc import Callable, Iterator, Mapping

import attrs

from shrutik_core.corpora.formats import common_voice, kaldi, lhotse, ljspeech, nemo, table
from shrutik_core.corpora.own_export import synthetic_sounds
from shrutik_core.corpora.split_folders import at_the_top, read_split_folders, split_folders
from shrutik_core.corpora.utterance import CorpusFiles, CorpusHints, LineProblem, Read, Reader
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "corpus_format_unknown", "The format of the corpus cannot be told.")

ANY_TABLE = "table"


@attrs.frozen
class CorpusFormat:
    """One format.

    Attributes:
        lies_in: whether the files of a folder look like it.
        read: its reader.
        has_folders: whether a folder for each split may be in the corpus' folder.
        at_the_top: whether it is told from files at the top.
    """

    lies_in: Callable[[CorpusFiles], bool]
    read: Reader
    has_folders: bool = False
    at_the_top: bool = True

    def read_all(self, files: CorpusFiles, hints: CorpusHints) -> Iterator[Read]:
        """What lies at the top, or else in the folders."""
        top = at_the_top(files)
        if not self.has_folders or self.lies_in(top):
            return self.read(top, hints)
        return read_split_folders(files, hints, self.lies_in, self.read)


FORMATS: Mapping[str, CorpusFormat] = {
    "common_voice": CorpusFormat(common_voice.lies_in, common_voice.read),
    "kaldi": CorpusFormat(kaldi.lies_in, kaldi.read, has_folders=True),
    "ljspeech": CorpusFormat(ljspeech.lies_in, ljspeech.read),
    "nemo": CorpusFormat(nemo.lies_in, nemo.read),
    "lhotse": CorpusFormat(lhotse.lies_in, lhotse.read),
    "audiofolder": CorpusFormat(table.lies_in, table.read, has_folders=True, at_the_top=False),
    ANY_TABLE: CorpusFormat(table.lies_in, table.read),
}


def format_of(files: CorpusFiles, wanted: str | None = None) -> str:
    """The name of the format in which a folder lies; a table only if it is nothing else.

    The folders in it are looked at only if nothing is told from the files at its top.

    Args:
        files: of the folder and of those in it.
        wanted: a format's name, if it is said.

    Raises:
        Invalid: ``corpus_format_unknown`` if there is no such format, or if the files look like none, or like several.
    """
    if wanted is not None:
        if wanted not in FORMATS:
            raise Invalid(
                "corpus_format_unknown", f"{wanted[:40]!r} is not a format; it is one of {', '.join(FORMATS)}."
            )
        return wanted
    top = at_the_top(files)
    found = [name for name, format_ in FORMATS.items() if format_.at_the_top and format_.lies_in(top)]
    found = [name for name in found if name != ANY_TABLE] or found or _in_folders(files)
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid("corpus_format_unknown", f"The folder looks like {' and '.join(found)}; say which with --format.")
    raise Invalid(
        "corpus_format_unknown",
        f"The folder has no files of {', '.join(FORMATS)}: write a table metadata.csv with the columns path, text and "
        "speaker.",
    )


def _in_folders(files: CorpusFiles) -> list[str]:
    """The formats in which a folder in the folder lies."""
    held = split_folders(files).values()
    return [name for name, format_ in FORMATS.items() if format_.has_folders and any(map(format_.lies_in, held))]


def read_corpus(name: str, files: CorpusFiles, hints: CorpusHints) -> Iterator[Read]:
    """What lies in a folder in a format, with voices marked that are synthetic by the hints or by our own export.

    Args:
        name: of the format, as `format_of` gives it.
        files: of the folder and of those in it.
        hints: what they do not say themselves.
    """
    sounds = synthetic_sounds(files)
    for one in FORMATS[name].read_all(files, hints):
        if not isinstance(one, LineProblem) and (hints.synthetic or one.audio in sounds):
            yield attrs.evolve(one, synthetic=True)
        else:
            yield one
