"""TSV files with the columns of Mozilla's Common Voice; votes are counted as they were cast."""

import hashlib

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.quoting import tsv_cell, tsv_word
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView

COLUMNS = (
    *("client_id", "path", "sentence_id", "sentence", "sentence_domain", "up_votes", "down_votes", "age", "gender"),
    *("accents", "variant", "locale", "segment"),
)
_HEADER = "\t".join(COLUMNS) + "\n"
_ALL, _DURATIONS = "validated.tsv", "clip_durations.tsv"
_EMPTY = ("other.tsv", "invalidated.tsv")
_MS = 1_000


class _Writing:
    """A header and a line for each clip, in ``validated.tsv`` and in the file of its split."""

    def __init__(self, about: ReleaseAbout) -> None:
        self._files = {split: f"{split}.tsv" for split in about.splits}

    def begin(self) -> Pieces:
        named = [_ALL, *self._files.values(), *_EMPTY]
        return [*((name, _HEADER) for name in named), (_DURATIONS, "clip\tduration[ms]\n")]

    def add(self, clip: ManifestLine) -> Pieces:
        c, text = clip, clip.text or ""
        up = sum([vote.text == text for vote in c.votes])
        path = f"{c.split}/{c.clip}.{c.encoding}"
        traits = c.traits
        line = (
            f"{c.speaker}\t{path}\t{hashlib.sha256(text.encode()).hexdigest()}\t{tsv_cell(text)}\t\t{up}\t"
            f"{len(c.votes) - up}\t{tsv_word(traits.get('age'))}\t{tsv_word(traits.get('gender'))}\t"
            f"{tsv_word(traits.get('accent'))}\t{tsv_word(traits.get('dialect'))}\t{tsv_word(c.language)}\t\n"
        )
        duration = f"{path}\t{round(c.num_samples * _MS / c.sample_rate_hz)}\n"
        return (_ALL, line), (self._files[c.split], line), (_DURATIONS, duration)

    def close(self) -> Pieces:
        return ()


COMMON_VOICE = TextView(
    name="common_voice",
    description="The TSV files of Mozilla's Common Voice, for recipes made for it.",
    media_types={".tsv": "text/tab-separated-values"},
    write=_Writing,
)
