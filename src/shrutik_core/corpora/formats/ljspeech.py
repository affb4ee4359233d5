"""LJ Speech (Ito & Johnson, 2017): ``id|text|text as it is spoken``, without a header; all of one voice."""

from collections.abc import Iterator
from functools import partial

from shrutik_core.corpora.lines import attempted, first_line, numbered
from shrutik_core.corpora.utterance import BroughtUtterance, CorpusFiles, CorpusHints, LinePlace, LineProblem, Read

_SOUNDS = {"metadata.csv": ("wavs", ".wav"), "ljspeech.csv": ("clips", ".flac")}
"""The table, and where its sounds lie: as it is published, and as releases of this project have it."""
_ENDINGS = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a")


def _table(files: CorpusFiles) -> str | None:
    return next((name for name in _SOUNDS if name in files and "|" in first_line(name, files[name])), None)


def lies_in(files: CorpusFiles) -> bool:
    """Whether there is a table of its name with bars in the first line."""
    return _table(files) is not None


def read(files: CorpusFiles, _hints: CorpusHints) -> Iterator[Read]:
    """One utterance a line; the text as it is spoken, if that is given, is what people hear."""
    name = _table(files)
    if name is None:
        return
    for place, line in numbered(name, files[name]):
        fields = line.split("|")
        if 2 <= len(fields) <= 3:
            yield attempted(place, partial(_utterance, fields, place, *_SOUNDS[name]))
        else:
            yield LineProblem(place, f"It has {len(fields)} fields; write id|text or id|text|text as it is spoken.")


def _utterance(fields: list[str], place: LinePlace, folder: str, ending: str) -> BroughtUtterance:
    name = fields[0].strip()
    file = name if name.lower().endswith(_ENDINGS) else f"{name}{ending}"
    return BroughtUtterance(
        place=place, audio=f"{folder}/{file}" if name else "", id=name, text=fields[-1].strip() or fields[1]
    )
