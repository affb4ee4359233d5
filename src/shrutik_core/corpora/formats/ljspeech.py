"""LJ Speech (Ito & Johnson, 2017): ``id|text|text as it is spoken``, without a header; all of one voice."""

from collections.abc import Iterator
from functools import partial

from shrutik_core.corpora.lines import attempted, first_line, numbered
from shrutik_core.corpora.own_export import own_ending
from shrutik_core.corpora.utterance import BroughtUtterance, CorpusFiles, CorpusHints, LinePlace, LineProblem, Read

_TABLE, _FOLDER = "metadata.csv", "wavs"
_ENDINGS = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a")


def lies_in(files: CorpusFiles) -> bool:
    """Whether there is a table of its name with bars in the first line."""
    return _TABLE in files and "|" in first_line(_TABLE, files[_TABLE])


def read(files: CorpusFiles, _hints: CorpusHints) -> Iterator[Read]:
    """One utterance a line; the text as it is spoken, if that is given, is what people hear.

    In an export of our own that is the bare words; there the text itself is taken.
    """
    own = own_ending(files)
    for place, line in numbered(_TABLE, files[_TABLE]):
        fields = line.split("|")
        if not 2 <= len(fields) <= 3:
            yield LineProblem(place, f"It has {len(fields)} fields; write id|text or id|text|text as it is spoken.")
            continue
        text = fields[1] if own else fields[-1].strip() or fields[1]
        yield attempted(place, partial(_utterance, fields[0].strip(), text, place, own or ".wav"))


def _utterance(name: str, text: str, place: LinePlace, ending: str) -> BroughtUtterance:
    file = name if name.lower().endswith(_ENDINGS) else f"{name}{ending}"
    return BroughtUtterance(place=place, audio=f"{_FOLDER}/{file}" if name else "", id=name, text=text)
