"""Common Voice (Ardila et al., 2020): TSV files beside ``clips``; columns by their names.

Quotes are letters, but in an export of our own, where they stand around what has a tab or line end in it.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from shrutik_core.corpora.lines import attempted, numbered, quoted_rows
from shrutik_core.corpora.own_export import own_ending
from shrutik_core.corpora.places import path_from
from shrutik_core.corpora.traits import known_traits
from shrutik_core.corpora.utterance import BroughtUtterance, CorpusFiles, CorpusHints, LinePlace, LineProblem, Read
from shrutik_core.people.traits import Trait

_SPLITS = ("train", "dev", "test")
# The splits are parts of what was validated, so they come first and say which.
_FILES = (*_SPLITS, "validated", "other")
_NEEDED = ("client_id", "path", "sentence")


def lies_in(files: CorpusFiles) -> bool:
    """Whether one of its tables is there."""
    return any(f"{name}.tsv" in files for name in _FILES)


def read(files: CorpusFiles, _hints: CorpusHints) -> Iterator[Read]:
    """Every clip once, whichever tables it stands in; what was voted down (``invalidated.tsv``) is left alone."""
    seen: set[str] = set()
    for name in (one for one in _FILES if f"{one}.tsv" in files):
        for one in _table(files, name):
            if isinstance(one, LineProblem):
                yield one
            elif one.audio not in seen:
                seen.add(one.audio)
                yield one


def _table(files: CorpusFiles, name: str) -> Iterator[Read]:
    lines = numbered(f"{name}.tsv", files[f"{name}.tsv"])
    place, header = next(lines, (LinePlace(f"{name}.tsv", 1), ""))
    columns = header.split("\t")
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        yield LineProblem(place, f"The header lacks {', '.join(missing)}; the whole file is passed over.")
        return
    split = name if name in _SPLITS else None
    rows = quoted_rows(f"{name}.tsv", files[f"{name}.tsv"]) if own_ending(files) else _split(lines)
    for place, fields in rows:
        if len(fields) != len(columns):
            yield LineProblem(
                place, f"It has {len(fields)} fields and the header {len(columns)}; separate them with tabs."
            )
        else:
            yield attempted(place, partial(_utterance, dict(zip(columns, fields, strict=True)), place, split))


def _split(lines: Iterator[tuple[LinePlace, str]]) -> Iterator[tuple[LinePlace, list[str]]]:
    return ((place, line.split("\t")) for place, line in lines)


def _utterance(row: Mapping[str, str], place: LinePlace, split: str | None) -> BroughtUtterance:
    traits, remarks = known_traits(
        {
            Trait.AGE: row.get("age"),
            Trait.GENDER: row.get("gender"),
            Trait.ACCENT: row.get("accents", row.get("accent")),
            Trait.DIALECT: row.get("variant"),
        }
    )
    return BroughtUtterance(
        place=place,
        audio=path_from("clips", row["path"]),
        id=row["path"],
        text=row["sentence"],
        speaker=row["client_id"],
        traits=traits,
        language=row.get("locale"),
        split=split,
        remarks=remarks,
    )
