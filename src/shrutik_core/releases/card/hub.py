"""A release as the Hugging Face hub files it: the YAML at the head of its card."""

import json
from collections.abc import Collection, Iterator, Mapping

from shrutik_core.releases.stats.release_stats import ReleaseStats

HUB_LICENCES: Mapping[str, str] = {
    "Apache-2.0": "apache-2.0",
    "CC0-1.0": "cc0-1.0",
    "CC-BY-4.0": "cc-by-4.0",
    "CC-BY-SA-4.0": "cc-by-sa-4.0",
    "CC-BY-NC-4.0": "cc-by-nc-4.0",
    "CC-BY-NC-SA-4.0": "cc-by-nc-sa-4.0",
    "CC-BY-ND-4.0": "cc-by-nd-4.0",
    "CC-BY-NC-ND-4.0": "cc-by-nc-nd-4.0",
    "CDLA-Permissive-2.0": "cdla-permissive-2.0",
    "MIT": "mit",
    "ODC-By-1.0": "odc-by",
    "ODbL-1.0": "odbl",
    "PDDL-1.0": "pddl",
}
"""What the hub calls a licence, by its SPDX identifier."""
OTHER_LICENCE = "other"
DATA_FOLDER = "data"
SOUND_FILES = f"{DATA_FOLDER}/{{split}}-*.parquet"
"""The files of a split with their sound, as an export has them."""
_TABLES = (("parquet", "views/parquet/{split}.parquet"), ("jsonl", "views/jsonl/{split}.jsonl"))
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_LARGEST = "1M<n<10M"


def tables(views: Collection[str]) -> str:
    """The pattern of a split's table in a release with these views; empty if the hub reads none of them."""
    return next((pattern for view, pattern in _TABLES if view in views), "")


def front_matter(stats: ReleaseStats, title: str, files: str) -> Iterator[str]:
    """The lines of the YAML, the rules above and below included; texts are quoted as JSON, which YAML reads, too.

    Args:
        stats: of what lies beside the card.
        title: of the release.
        files: pattern of the files of a ``{split}`` that the hub loads; empty if it is left to find them.
    """
    yield "---"
    yield f"pretty_name: {_quoted(title)}"
    yield from _list("language", dict.fromkeys((row.value or "").partition("-")[0] for row in stats.by["language"]))
    yield from _licence([row.value or "" for row in stats.by["licence"]])
    yield from _list("task_categories", ["automatic-speech-recognition"])
    yield from _list("annotations_creators", ["crowdsourced"] if stats.votes.votes else ["expert-generated"])
    yield from _list("size_categories", [size_category(stats.total.clips)])
    yield from _list("tags", ["audio", "speech", "shrutik"])
    if files and splits(stats):
        yield "configs:"
        yield "- config_name: default"
        yield "  data_files:"
        for split in splits(stats):
            yield f"  - split: {split}"
            yield f"    path: {_quoted(files.format(split=split))}"
    yield "---"


def splits(stats: ReleaseStats) -> tuple[str, ...]:
    """Those that have clips, sorted."""
    return tuple(row.value or "" for row in stats.by["split"])


def size_category(clips: int) -> str:
    """How the hub files a dataset of so many clips."""
    return next((name for limit, name in _SIZES if clips < limit), _LARGEST)


def _licence(spdx: list[str]) -> Iterator[str]:
    known = list(dict.fromkeys(HUB_LICENCES.get(one, OTHER_LICENCE) for one in spdx))
    yield from _list("license", known)
    others = [one for one in spdx if one not in HUB_LICENCES]
    if others:
        yield f"license_name: {_quoted(' AND '.join(others).lower())}"
        yield f"license_link: {_quoted(f'LICENSES/{others[0]}.txt')}"


def _list(name: str, values: list[str] | dict[str, None]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        yield from (f"- {_quoted(value)}" for value in values)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
