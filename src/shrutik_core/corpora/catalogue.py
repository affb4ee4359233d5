"""Which formats of corpora are read, and in which of them a folder lies."""

from collections.abc import Callable, Iterator, Mapping

import attrs

from shrutik_core.corpora.formats import common_voice, kaldi, lhotse, ljspeech, nemo, table
from shrutik_core.corpora.own_export import synthetic_sounds
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
    """

    lies_in: Callable[[CorpusFiles], bool]
    read: Reader


FORMATS: Mapping[str, CorpusFormat] = {
    "common_voice": CorpusFormat(common_voice.lies_in, common_voice.read),
    "kaldi": CorpusFormat(kaldi.lies_in, kaldi.read),
    "ljspeech": CorpusFormat(ljspeech.lies_in, ljspeech.read),
    "nemo": CorpusFormat(nemo.lies_in, nemo.read),
    "lhotse": CorpusFormat(lhotse.lies_in, lhotse.read),
    ANY_TABLE: CorpusFormat(table.lies_in, table.read),
}


def format_of(files: CorpusFiles, wanted: str | None = None) -> str:
    """The name of the format in which a folder lies; a table only if it is nothing else.

    Args:
        files: of the folder.
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
    found = [name for name, format_ in FORMATS.items() if format_.lies_in(files)]
    found = [name for name in found if name != ANY_TABLE] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid("corpus_format_unknown", f"The folder looks like {' and '.join(found)}; say which by --format.")
    raise Invalid(
        "corpus_format_unknown",
        f"The folder has no files of {', '.join(FORMATS)}: write a table metadata.csv with the columns path, text and "
        "speaker.",
    )


def read_corpus(name: str, files: CorpusFiles, hints: CorpusHints) -> Iterator[Read]:
    """What lies in a folder in a format, with voices marked that are synthetic by the hints or by our own export.

    Args:
        name: of the format, as `format_of` gives it.
        files: of the folder.
        hints: what they do not say themselves.
    """
    sounds = synthetic_sounds(files)
    for one in FORMATS[name].read(files, hints):
        if not isinstance(one, LineProblem) and (hints.synthetic or one.audio in sounds):
            yield attrs.evolve(one, synthetic=True)
        else:
            yield one
