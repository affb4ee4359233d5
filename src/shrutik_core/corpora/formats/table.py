"""A plain folder: sounds, and a table with a header (CSV, TSV) or JSON Lines that says what is in them."""

import csv
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from shrutik_core.corpora.lines import attempted, decoded, first_line, json_object, json_text, numbered, seconds, truth
from shrutik_core.corpora.own_export import own_ending
from shrutik_core.corpora.traits import known_traits
from shrutik_core.corpora.utterance import (
    BroughtUtterance,
    CorpusFiles,
    CorpusHints,
    CorpusLines,
    LinePlace,
    LineProblem,
    Read,
)
from shrutik_core.people.traits import Trait
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spreadsheet_cells import unguard

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "file_name", "audio", "file", "filename", "audio_path", "wav"),
    "text": ("text", "sentence", "transcription", "transcript"),
    "speaker": ("speaker", "speaker_id", "client_id"),
    "id": ("id", "utterance", "utt_id"),
    "start": ("start", "start_s"),
    "end": ("end", "end_s"),
    "language": ("language", "locale", "lang"),
    "split": ("split",),
}
"""What each thing may be called in a header, the best word first, in capitals or not."""
_TRAITS = {trait: (trait.value,) for trait in Trait} | {Trait.ACCENT: ("accent", "accents")}
_PREFERRED = ("metadata.csv", "metadata.tsv", "metadata.jsonl")
_ENDINGS = (".csv", ".tsv", ".jsonl")
_Row = Mapping[str, Any]
_Rows = Iterator[tuple[LinePlace, _Row] | LineProblem]


def _tables(files: CorpusFiles) -> list[str]:
    """The table that names sounds by its usual name, or else all that do."""
    named = [name for name in files if name.endswith(_ENDINGS) and _names_sounds(name, files[name])]
    return [name for name in _PREFERRED if name in named][:1] or sorted(named)


def _names_sounds(name: str, opened: CorpusLines) -> bool:
    first = first_line(name, opened)
    if not name.endswith(".jsonl"):
        columns = {_word(column) for column in first.replace('"', "").split(_delimiter(name, first))}
        return not columns.isdisjoint(_COLUMNS["path"])
    try:
        return not set(map(_word, json_object(first))).isdisjoint(_COLUMNS["path"])
    except Invalid:
        return False


def lies_in(files: CorpusFiles) -> bool:
    """Whether one table names sounds; in an export of our own one for each split may."""
    tables = _tables(files)
    return len(tables) == 1 or (bool(tables) and own_ending(files) is not None)


def read(files: CorpusFiles, hints: CorpusHints) -> Iterator[Read]:
    """One utterance a row."""
    for name in _tables(files):
        rows = _objects(name, files[name]) if name.endswith(".jsonl") else _delimited(name, files[name])
        for one in _unguarded(rows) if name.endswith(".csv") and own_ending(files) else rows:
            yield one if isinstance(one, LineProblem) else attempted(one[0], partial(_utterance, *one, hints))


def _unguarded(rows: _Rows) -> _Rows:
    """The rows as they were before a spreadsheet was kept from taking texts for formulas."""
    for one in rows:
        yield one if isinstance(one, LineProblem) else (one[0], {key: unguard(text) for key, text in one[1].items()})


def _objects(name: str, opened: CorpusLines) -> _Rows:
    for place, line in numbered(name, opened):
        try:
            yield place, json_object(line)
        except Invalid as error:
            yield LineProblem(place, error.detail)


def _delimiter(name: str, header: str) -> str:
    return "\t" if name.endswith(".tsv") else max(",;\t", key=header.count)


def _delimited(name: str, opened: CorpusLines) -> _Rows:
    """Rows by the header; in CSV quotes are read as RFC 4180 (2005) says, in TSV they are letters."""
    header: list[str] | None = None
    for one in _fields(name, opened):
        if isinstance(one, LineProblem):
            yield one
        elif header is None:
            header = [column.strip() for column in one[1]]
        elif len(one[1]) != len(header):
            yield LineProblem(one[0], f"It has {len(one[1])} fields, and the header {len(header)}.")
        else:
            yield one[0], dict(zip(header, one[1], strict=True))


def _fields(name: str, opened: CorpusLines) -> Iterator[tuple[LinePlace, list[str]] | LineProblem]:
    reader = csv.reader(
        decoded(opened()),
        delimiter=_delimiter(name, first_line(name, opened)),
        quoting=csv.QUOTE_NONE if name.endswith(".tsv") else csv.QUOTE_MINIMAL,
        strict=True,
    )
    while True:
        place = LinePlace(name, reader.line_num + 1)
        try:
            fields = next(reader, None)
        except csv.Error as error:
            yield LineProblem(place, f"Its quotes are not right ({error}); quote the field, and double quotes in it.")
            continue
        if fields is None:
            return
        if any(field.strip() for field in fields):
            yield place, fields


def _word(column: str) -> str:
    return column.strip().lower()


def _folded(row: _Row) -> _Row:
    """The row with its columns in small letters too; of two that are then one, that which is written so."""
    return {_word(column): value for column, value in row.items()} | dict(row)


def _utterance(place: LinePlace, written: _Row, hints: CorpusHints) -> BroughtUtterance:
    row = _folded(written)
    said = {thing: json_text(row, *names) for thing, names in _COLUMNS.items()}
    if not said["path"]:
        raise Invalid("corpus_line_invalid", "It names no file.")
    column = hints.speaker_column
    if column is not None and column not in row and _word(column) not in row:
        raise Invalid("corpus_line_invalid", f"It has no column {column!r}, which should name the speaker.")
    traits, remarks = known_traits({trait: json_text(row, *names) for trait, names in _TRAITS.items()})
    return BroughtUtterance(
        place=place,
        audio=hints.path(said["path"]),
        id=said["id"],
        start_s=seconds(said["start"], "start"),
        end_s=seconds(said["end"], "end"),
        text=said["text"],
        speaker=json_text(row, column, _word(column)) if column else said["speaker"],
        traits=traits,
        language=said["language"],
        split=said["split"],
        synthetic=truth(row, "synthetic"),
        remarks=remarks,
    )
