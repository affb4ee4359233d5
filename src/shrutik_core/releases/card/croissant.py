"""``croissant.json``: a release for search engines and loaders (Croissant 1.1), with its responsible-AI fields."""

import json
from typing import Any

from shrutik_core.releases.card.columns import COLUMNS, RecordFiles
from shrutik_core.releases.card.datacite import SPDX_PAGE
from shrutik_core.releases.card.hub import DATA_FOLDER
from shrutik_core.releases.card.responsible import responsible
from shrutik_core.releases.card.summary import summary
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.stats.release_stats import ReleaseStats

NAME = "croissant.json"
CONFORMS_TO = ("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")
_OWN_WORDS = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty"),
    *("fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5"),
    *("parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator"),
    *("source", "subField", "transform"),
)
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{word: f"cr:{word}" for word in _OWN_WORDS},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}
"""The context that Croissant 1.1 gives."""
_FILES = "clip-files"
_RECORDS = "clips"
_PLACES = {
    RecordFiles.PARQUET: (f"{DATA_FOLDER}/*.parquet", "application/x-parquet"),
    RecordFiles.JSONL: ("views/jsonl/*.jsonl", "application/jsonlines"),
}


def croissant(stats: ReleaseStats, about: SheetAbout, records: RecordFiles | None) -> str:
    """The release as JSON-LD, with a line end; paths are relative to its folder.

    Args:
        stats: what its manifest adds up to.
        about: what else is known.
        records: from which of its files records are read; None if it has none that a reader of Croissant takes, as
            the manifest, which is packed.
    """
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": list(CONFORMS_TO),
        "name": about.title,
        "description": summary(stats),
        "version": f"{about.version}.0.0",
        "license": [SPDX_PAGE.format(row.value) for row in stats.by["licence"]],
        "inLanguage": [row.value for row in stats.by["language"]],
        "keywords": ["speech", "audio", "speech recognition"],
        "isLiveDataset": False,
        "citeAs": _cite(about),
        "distribution": _distribution(records),
    }
    if records:
        found["recordSet"] = [_record_set(records)]
    found |= _named(about) | responsible(stats, about)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _named(about: SheetAbout) -> dict[str, Any]:
    """What is there only if it is known."""
    found: dict[str, Any] = {}
    if about.made_at:
        found["datePublished"] = about.made_at.date().isoformat()
    if about.address:
        found["url"] = about.address
    if about.creators:
        found["creator"] = [{"@type": "sc:Organization", "name": name} for name in about.creators]
    if about.publisher:
        found["publisher"] = {"@type": "sc:Organization", "name": about.publisher}
    return found


def _cite(about: SheetAbout) -> str:
    fields = {"title": about.title, "version": str(about.version), "author": " and ".join(about.creators)}
    fields |= {"publisher": about.publisher, "doi": about.doi, "url": about.address}
    fields["year"] = str(about.made_at.year) if about.made_at else ""
    said = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{about.title}, {said}}}"


def _distribution(records: RecordFiles | None) -> list[dict[str, Any]]:
    return [
        *([_file_set(_FILES, "Clips with their texts.", *_PLACES[records])] if records else []),
        _file_set("shards", "The sound of clips, FLAC in tar archives.", "shards/*.tar", "application/x-tar"),
        _file_set("manifest", "All that is known of each clip.", "manifest/*.jsonl.zst", "application/zstd"),
    ]


def _file_set(name: str, description: str, pattern: str, kind: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": name,
        "name": name,
        "description": description,
        "encodingFormat": kind,
        "includes": pattern,
    }


def _record_set(records: RecordFiles) -> dict[str, Any]:
    sound = "sc:AudioObject" if records is RecordFiles.PARQUET else "sc:Text"
    said = "The sound." if records is RecordFiles.PARQUET else "Where the sound lies, once shards are unpacked."
    columns = [("audio", sound, said), *COLUMNS]
    return {
        "@type": "cr:RecordSet",
        "@id": _RECORDS,
        "name": _RECORDS,
        "description": "A record for each clip.",
        "key": {"@id": f"{_RECORDS}/clip"},
        "field": [_field(*column) for column in columns],
    }


def _field(name: str, kind: str, description: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{_RECORDS}/{name}",
        "name": name,
        "description": description,
        "dataType": kind,
        "source": {"fileSet": {"@id": _FILES}, "extract": {"column": name}},
    }
