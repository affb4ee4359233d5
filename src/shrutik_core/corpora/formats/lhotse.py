"""Lhotse's manifests (Żelasko et al., 2021): recordings with supervisions, or cuts that hold both, as JSON Lines."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from shrutik_core.corpora.lines import attempted, json_object, json_text, numbered, seconds
from shrutik_core.corpora.traits import known_traits
from shrutik_core.corpora.utterance import BroughtUtterance, CorpusFiles, CorpusHints, LinePlace, LineProblem, Read
from shrutik_core.people.traits import Trait
from shrutik_core.shared.errors import Invalid

_ENDINGS = (".jsonl", ".jsonl.gz")
_Row = Mapping[str, Any]


def _cuts(files: CorpusFiles) -> list[str]:
    return sorted(name for name in files if "cuts" in name and name.endswith(_ENDINGS))


def _pairs(files: CorpusFiles) -> list[tuple[str, str]]:
    """Files of recordings, each with that of their supervisions."""
    named = sorted(name for name in files if "recordings" in name and name.endswith(_ENDINGS))
    pairs = [(name, name.replace("recordings", "supervisions")) for name in named]
    return [pair for pair in pairs if pair[1] in files]


def lies_in(files: CorpusFiles) -> bool:
    """Whether there are cuts, or recordings with their supervisions."""
    return bool(_cuts(files) or _pairs(files))


def read(files: CorpusFiles, hints: CorpusHints) -> Iterator[Read]:
    """Every supervision as an utterance; of cuts, if there are some, else of recordings."""
    cuts = _cuts(files)
    for name in cuts:
        yield from _of_cuts(files, name, hints)
    for recordings, supervisions in () if cuts else _pairs(files):
        yield from _of_recordings(files, recordings, supervisions, hints)


@attrs.frozen
class _Source:
    """The sound of a recording: one file with these channels, read from some second on."""

    audio: str
    channels: frozenset[str]
    begin: float = 0.0

    @classmethod
    def of(cls, recording: object, hints: CorpusHints, begin: float = 0.0) -> "_Source":
        if not isinstance(recording, dict):
            raise Invalid("corpus_line_invalid", "It has no recording; only simple cuts of one recording are read.")
        sources = _listed(recording.get("sources"), "sources")
        if len(sources) != 1 or sources[0].get("type") != "file":
            kinds = ", ".join(sorted({str(one.get("type")) for one in sources})) or "nothing"
            detail = f"Its sound is {kinds[:60]}, and not one file; write it to a file in the folder first."
            raise Invalid("corpus_line_invalid", detail)
        path = json_text(sources[0], "source") or ""
        return cls(hints.path(path), _channels(sources[0].get("channels", 0)), begin)

    def utterance(self, row: _Row, place: LinePlace) -> BroughtUtterance:
        if len(self.channels) > 1 and _channels(row.get("channel", 0)) != self.channels:
            raise Invalid("corpus_line_invalid", "It is one channel of several; write each to a file of its own.")
        start, length = seconds(row.get("start"), "start"), seconds(row.get("duration"), "duration")
        at = self.begin + (start or 0.0)
        traits, remarks = known_traits({Trait.GENDER: json_text(row, "gender")})
        return BroughtUtterance(
            place=place,
            audio=self.audio,
            id=json_text(row, "id"),
            # A supervision may begin a little before its cut.
            start_s=max(0.0, at),
            end_s=None if length is None else at + length,
            text=json_text(row, "text"),
            speaker=json_text(row, "speaker"),
            traits=traits,
            language=json_text(row, "language"),
            remarks=remarks,
        )


def _of_recordings(files: CorpusFiles, recordings: str, supervisions: str, hints: CorpusHints) -> Iterator[Read]:
    known: dict[str, _Source] = {}
    for place, line in numbered(recordings, files[recordings]):
        try:
            row = json_object(line)
            known[json_text(row, "id") or ""] = _Source.of(row, hints)
        except Invalid as error:
            yield LineProblem(place, error.detail)
    for place, line in numbered(supervisions, files[supervisions]):
        yield attempted(place, partial(_supervised, line, known, place))


def _supervised(line: str, known: Mapping[str, _Source], place: LinePlace) -> BroughtUtterance:
    row = json_object(line)
    source = known.get(json_text(row, "recording_id") or "")
    if source is None:
        raise Invalid("corpus_line_invalid", f"There is no usable recording {str(row.get('recording_id'))[:60]!r}.")
    return source.utterance(row, place)


def _of_cuts(files: CorpusFiles, name: str, hints: CorpusHints) -> Iterator[Read]:
    for place, line in numbered(name, files[name]):
        try:
            cut = json_object(line)
            source = _Source.of(cut.get("recording"), hints, seconds(cut.get("start"), "start") or 0.0)
            supervisions = _listed(cut.get("supervisions"), "supervisions")
        except Invalid as error:
            yield LineProblem(place, error.detail)
            continue
        bare = {key: cut[key] for key in ("id", "duration", "channel") if key in cut}
        for row in supervisions or [bare]:
            yield attempted(place, partial(source.utterance, row, place))


def _channels(said: object) -> frozenset[str]:
    return frozenset(map(str, said if isinstance(said, list) else [said]))


def _listed(value: object, name: str) -> list[_Row]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Invalid("corpus_line_invalid", f"{name} must be a list of objects.")
    return value
