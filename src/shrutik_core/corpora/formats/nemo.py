"""NeMo's manifest (Kuchaiev et al., 2019): JSON Lines with ``audio_filepath``, and ``offset`` if files are cut."""

from collections.abc import Iterator
from functools import partial

from shrutik_core.corpora.lines import attempted, first_line, json_object, json_text, numbered, seconds, truth
from shrutik_core.corpora.traits import known_traits
from shrutik_core.corpora.utterance import BroughtUtterance, CorpusFiles, CorpusHints, LinePlace, Read
from shrutik_core.people.traits import Trait
from shrutik_core.shared.errors import Invalid

_ENDINGS = (".json", ".jsonl", ".json.gz", ".jsonl.gz")
_SPLITS = ("train", "dev", "test", "validation")


def _manifests(files: CorpusFiles) -> list[str]:
    """The files whose first line names a sound as NeMo does."""
    named = sorted(name for name in files if name.endswith(_ENDINGS))
    return [name for name in named if '"audio_filepath"' in first_line(name, files[name])]


def lies_in(files: CorpusFiles) -> bool:
    """Whether there is a manifest."""
    return bool(_manifests(files))


def read(files: CorpusFiles, hints: CorpusHints) -> Iterator[Read]:
    """One utterance a line; the name of a manifest says the split, if it holds one."""
    for name in _manifests(files):
        split = next((one for one in _SPLITS if one in name), None)
        for place, line in numbered(name, files[name]):
            yield attempted(place, partial(_utterance, line, place, split, hints))


def _utterance(line: str, place: LinePlace, split: str | None, hints: CorpusHints) -> BroughtUtterance:
    row = json_object(line)
    audio = json_text(row, "audio_filepath")
    if not audio:
        raise Invalid("corpus_line_invalid", "It has no audio_filepath.")
    traits, remarks = known_traits({Trait.GENDER: json_text(row, "gender"), Trait.AGE: json_text(row, "age")})
    start, length = seconds(row.get("offset"), "offset"), seconds(row.get("duration"), "duration")
    return BroughtUtterance(
        place=place,
        audio=hints.path(audio),
        id=json_text(row, "id", "utt_id"),
        start_s=start,
        end_s=None if start is None or length is None else start + length,
        text=json_text(row, "text"),
        speaker=json_text(row, "speaker", "speaker_id"),
        traits=traits,
        language=json_text(row, "lang", "language"),
        split=json_text(row, "split") or split,
        synthetic=truth(row, "synthetic"),
        remarks=remarks,
    )
