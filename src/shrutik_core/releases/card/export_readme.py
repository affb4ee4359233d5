"""``README.md`` of an export: what of a release is there, how it is loaded, and what lies where."""

import json
from collections.abc import Collection, Iterator

import attrs

from shrutik_core.releases.card.columns import RecordFiles
from shrutik_core.releases.card.hub import SOUND_FILES, front_matter
from shrutik_core.releases.card.loading import a_split, licences, told, with_datasets, withdrawals
from shrutik_core.releases.copies.export_told import ToldExport
from shrutik_core.releases.sheet.markdown import plain
from shrutik_core.releases.sheet.numbers import counted
from shrutik_core.releases.stats.release_stats import ReleaseStats

_LIES = {
    "data/": "Parquet with the sound and all that is told of it, a file for each shard",
    "clips/": "the sound: a file for each clip, in a folder for each split",
    "about.json": "in which form the sound is, and what brought it there",
    "synthetic.txt": "the paths of clips whose voice is no person's",
    "datasheet.html": "all figures of the release, with pictures",
    "stats.json": "all figures of what is here, for programs",
    "LICENSES/": "under what terms the clips go out",
    "CONSENT/": "what speakers agreed to",
    "export.json": "what this was made of: the release, its root, and how many clips",
    "SHA256SUMS": "checksums of all files here; `shrutik release verify .` or `sha256sum -c SHA256SUMS` checks them",
}
_TEXTS, _TEXTS_AND_SOUND = "what is told of each clip", "the clips, and what is told of each"
_SOUND = {"data/", "clips/"}
_HUB = {RecordFiles.PARQUET.value: SOUND_FILES, RecordFiles.JSONL.value: "{split}.jsonl"}
"""What the hub loads of a layout; of others it finds what it can read by itself."""


@attrs.frozen
class ExportAbout:
    """What is known of an export beyond what its clips add up to.

    Attributes:
        told: what it says of itself.
        description: of its view, one sentence.
        feed: address of the withdrawal feed; empty if there is none.
        cite: how the release is cited; empty if nobody is named.
    """

    told: ToldExport
    description: str
    feed: str = ""
    cite: str = ""


def export_readme(stats: ReleaseStats, about: ExportAbout, names: Collection[str]) -> Iterator[str]:
    """Lines without line ends.

    Args:
        stats: of the clips that are there.
        about: what else is known.
        names: of the files and folders beside it, see `SummedSink.names`.
    """
    yield from front_matter(stats, about.told.release, _HUB.get(about.told.layout, ""))
    yield from ("", f"# {plain(about.told.release)}, as `{about.told.layout}`", "", *told(stats), *_withdrawn(about))
    yield from ("", "## Load it", "")
    if about.told.layout == RecordFiles.PARQUET:
        yield from ("Read without torch:", "", *with_datasets(a_split(stats)))
    else:
        yield f"{plain(about.description)} All paths in it lead to files of this folder, which may be moved as a whole."
    yield from ("", "## What is where", "", "| | |", "|---|---|", *_rows({*names, "SHA256SUMS"}))
    yield from ("", "## Terms", "", *licences(stats), *withdrawals(about.feed))
    yield ""
    yield f"This was made of the release {plain(about.told.release)}, whose publisher signs its root:"
    yield f"`{about.told.root}`."
    if about.cite:
        yield from ("", "## Cite it", "", plain(about.cite))


def citation(datacite: bytes) -> str:
    """How a release is cited, as its ``datacite.json`` says; empty if that names nobody."""
    try:
        said = json.loads(datacite)
        who = "; ".join(one["name"] for one in said["creators"] if not one["name"].startswith(":"))
        where = f" https://doi.org/{said['doi']}" if said.get("doi") else ""
        return f"{who} ({said['publicationYear']}): {said['titles'][0]['title']}.{where}" if who else ""
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return ""


def _withdrawn(about: ExportAbout) -> Iterator[str]:
    if about.told.withdrawn:
        lacking = counted(about.told.withdrawn, "clip")
        yield from ("", f"{lacking} of the release are not here, for their speakers took them back.")


def _rows(names: Collection[str]) -> Iterator[str]:
    texts = sorted(set(names) - set(_LIES))
    if texts:
        said = _TEXTS if _SOUND & set(names) else _TEXTS_AND_SOUND
        yield f"| `{'`, `'.join(texts)}` | {said} |"
    yield from (f"| `{name}` | {said} |" for name, said in _LIES.items() if name in names)
