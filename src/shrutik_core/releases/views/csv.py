"""CSV: one table of all clips, for spreadsheets and data frames; no text in it is taken for a formula."""

from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.quoting import csv_cell
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView
from shrutik_core.shared.spreadsheet_cells import guard

FILE = "metadata.csv"
_TRAITS = tuple(map(str, Trait))
_FIGURES = tuple(name for name in FIGURES if name != "duration_s")  # a clip's own stands in a column already
_TRUTH = ("false", "true")
COLUMNS = (
    *("file_name", "text", "text_normalised", "prompt", "split", "clip", "speaker", "recording", "index"),
    *("start_sample", "end_sample", "num_samples", "sample_rate_hz", "duration_s", "language", "collection"),
    *("licence", "consent_version", "recorded_on", *_TRAITS, "confidence", "expected_wer", "decision", "method"),
    *("votes", *_FIGURES, "flags", "first_release", "shard", "offset_bytes", "size_bytes", "sha256", "withdrawn"),
)


def _words(text: str | None) -> str:
    return csv_cell(guard(text))


_word = lru_cache(4096)(_words)
"""The same for what comes again and again."""
_tag = lru_cache(4096)(csv_cell)
_figures = itemgetter(*_FIGURES)


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def _measured(quality: Mapping[str, float | int | None]) -> str:
    try:
        found = _figures(quality)
    except KeyError:
        # A line that was written before there was this figure.
        found = tuple(map(quality.get, _FIGURES))
    return ",".join(map(repr, found)).replace("None", "")


class _Writing:
    """A header, and a line for each clip."""

    def __init__(self, about: ReleaseAbout) -> None:
        self._clips = about.clips

    def begin(self) -> Pieces:
        return ((FILE, ",".join(COLUMNS) + "\n"),)

    def add(self, clip: ManifestLine) -> Pieces:
        c = clip
        traits = ",".join([_word(c.traits.get(name)) for name in _TRAITS])
        line = (
            f"{self._clips}/{c.split}/{c.clip}.{c.encoding},{_words(c.text)},{_words(c.text_normalised)},"
            f"{_words(c.prompt)},{c.split},{c.clip},{c.speaker},{c.recording},{c.index},{c.start_sample},{c.end_sample},"
            f"{c.num_samples},{c.sample_rate_hz},{c.duration_s!r},{_tag(c.language)},{_word(c.collection)},"
            f"{_tag(c.licence)},{_word(c.consent_version)},{c.recorded_on},{traits},{c.confidence!r},"
            f"{_number(c.expected_wer)},{c.decision},{_word(c.method)},{len(c.votes)},{_measured(c.quality)},"
            f"{' '.join(c.flags)},{c.first_release},{c.shard},{c.offset_bytes},{c.size_bytes},{c.sha256},"
            f"{_TRUTH[c.withdrawn]}\n"
        )
        return ((FILE, line),)

    def close(self) -> Pieces:
        return ()


CSV = TextView(
    name="csv",
    description="One table with a header, quoted as RFC 4180 says, for pandas, polars, DuckDB and spreadsheets.",
    media_types={".csv": "text/csv"},
    write=_Writing,
    keeps_blank=True,
)
