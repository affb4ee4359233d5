"""Kaldi's data folder (Povey et al., 2011): ``wav.scp``, ``text``, ``utt2spk`` and, if files are cut, ``segments``."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

import attrs

from shrutik_core.corpora.lines import attempted, numbered, seconds
from shrutik_core.corpora.traits import known_traits
from shrutik_core.corpora.utterance import BroughtUtterance, CorpusFiles, CorpusHints, LinePlace, LineProblem, Read
from shrutik_core.people.traits import Trait
from shrutik_core.shared.errors import Invalid

_SOUNDS = "wav.scp"
_SEGMENTS = "segments"
_TO_THE_END = -1.0


def lies_in(files: CorpusFiles) -> bool:
    """Whether there is a list of sounds."""
    return _SOUNDS in files


@attrs.frozen
class _Piece:
    """An utterance, and where it lies in its recording; all of it if there are no times."""

    place: LinePlace
    id: str
    start: float | None = None
    end: float | None = None


@attrs.frozen
class _Tables:
    """What is said of utterances and speakers, by their ids."""

    texts: Mapping[str, str]
    speakers: Mapping[str, str]
    genders: Mapping[str, str]
    languages: Mapping[str, str]

    def utterance(self, piece: _Piece, audio: str) -> BroughtUtterance:
        _check_readable(audio)
        speaker = self.speakers.get(piece.id)
        traits, remarks = known_traits({Trait.GENDER: self.genders.get(speaker or "")})
        return BroughtUtterance(
            place=piece.place,
            audio=audio,
            id=piece.id,
            start_s=piece.start,
            end_s=piece.end,
            text=self.texts.get(piece.id),
            speaker=speaker,
            traits=traits,
            language=self.languages.get(piece.id),
            remarks=remarks,
        )


def read(files: CorpusFiles, hints: CorpusHints) -> Iterator[Read]:
    """The utterances, those of one file together, in the order of ``wav.scp``.

    Commands (``sox … |``) are never run, and archives are not read: such lines are problems.
    """
    tables = _Tables(*(_table(files, name) for name in ("text", "utt2spk", "spk2gender", "utt2lang")))
    pieces: defaultdict[str, list[_Piece]] = defaultdict(list)
    for one in _segments(files):
        if isinstance(one, LineProblem):
            yield one
        else:
            pieces[one[0]].append(one[1])
    for place, line in numbered(_SOUNDS, files.get(_SOUNDS, tuple)):
        name, audio = _pair(line)
        whole = () if _SEGMENTS in files else (_Piece(place, name),)
        for piece in pieces.pop(name, whole):
            yield attempted(piece.place, partial(tables.utterance, piece, hints.path(audio)))
    for name, left in pieces.items():
        yield from (LineProblem(one.place, f"{_SOUNDS} names no sound for {name[:60]!r}.") for one in left)


def _segments(files: CorpusFiles) -> Iterator[tuple[str, _Piece] | LineProblem]:
    for place, line in numbered(_SEGMENTS, files.get(_SEGMENTS, tuple)):
        fields = line.split()
        if len(fields) != 4:
            yield LineProblem(place, "Write utterance, recording, start and end, with spaces between them.")
            continue
        try:
            start, end = (seconds(field, name) for field, name in zip(fields[2:], ("start", "end"), strict=True))
        except Invalid as error:
            yield LineProblem(place, error.detail)
            continue
        yield fields[1], _Piece(place, fields[0], start, None if end == _TO_THE_END else end)


def _table(files: CorpusFiles, name: str) -> dict[str, str]:
    return dict(_pair(line) for _, line in numbered(name, files.get(name, tuple)))


def _pair(line: str) -> tuple[str, str]:
    """A key, and what stands behind the first white space."""
    fields = line.split(maxsplit=1)
    return fields[0], fields[1].strip() if len(fields) > 1 else ""


def _check_readable(audio: str) -> None:
    if audio.startswith("|") or audio.endswith("|"):
        raise Invalid(
            "corpus_line_invalid",
            f"{audio[:60]!r} is a command, and Shrutik runs none; run it yourself, write its sound to a file in the "
            "folder, and name that.",
        )
    file, _, offset = audio.rpartition(":")
    if audio.endswith(".ark") or (offset.isdigit() and file.endswith(".ark")):
        raise Invalid(
            "corpus_line_invalid",
            f"{audio[:60]!r} is an archive; write its sounds to files of their own, and name those.",
        )
