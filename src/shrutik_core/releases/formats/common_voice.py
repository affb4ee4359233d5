"""TSV files with the columns of Mozilla's Common Voice: all that is validated, and one file for each split."""

from collections.abc import Iterable, Iterator

from shrutik_core.releases.formats.delimited import tsv_line
from shrutik_core.releases.formats.text_file import TextFile, Writer
from shrutik_core.releases.plain_manifest import PlainLine
from shrutik_core.releases.splits.split import PARTS, Split

_COLUMNS = (
    "client_id",
    "path",
    "sentence_id",
    "sentence",
    "sentence_domain",
    "up_votes",
    "down_votes",
    "age",
    "gender",
    "accents",
    "variant",
    "locale",
    "segment",
)


def _fields(line: PlainLine) -> tuple[object, ...]:
    traits = line.traits
    return (
        line.speaker,
        line.path.removeprefix("clips/"),
        line.clip,
        line.text,
        "",
        line.votes,
        0,
        traits.get("age", ""),
        traits.get("gender", ""),
        traits.get("accent", ""),
        traits.get("dialect", ""),
        line.language,
        "",
    )


def _writer(split: Split | None) -> Writer:
    def write(lines: Iterable[PlainLine]) -> Iterator[str]:
        yield tsv_line(_COLUMNS)
        for line in lines:
            if split is None or line.split == split:
                yield tsv_line(_fields(line))

    return write


_MEDIA = "text/tab-separated-values"
FILES = (
    TextFile("validated.tsv", _MEDIA, _writer(None)),
    *(TextFile(f"{split}.tsv", _MEDIA, _writer(split)) for split in PARTS),
)
