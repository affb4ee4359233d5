"""``README.md``: what a release is, what it lacks, and how it is loaded, for whoever opens its folder first."""

from collections.abc import Collection, Iterator

from shrutik_core.releases.card.hub import DATA_FOLDER, front_matter, tables
from shrutik_core.releases.card.loading import a_split, from_shard, licences, told, with_datasets, withdrawals
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.markdown import plain
from shrutik_core.releases.stats.release_stats import ReleaseStats

NAME = "README.md"
_SHEET = ("datasheet.html", "all figures, with pictures; `datasheet.md` says the same, `stats.json` for programs")
_CLIPS = (
    ("shards/", "the sound: tar archives of FLAC, each of one split"),
    ("manifest/", "a line of JSON for each clip, one file for each shard, packed with Zstandard"),
    ("splits.jsonl", "which speaker is in which split, for this version and all later ones"),
)
_DELTAS = ("delta-from-v*.jsonl.zst", "what changed since each earlier version")
_VIEWS = ("views/", "the same lines in other formats, those that were asked for")
_CONSENT = ("CONSENT/", "what speakers agreed to")
_LICENCES = ("LICENSES/", "under what terms the clips go out")
_CATALOGUES = ("croissant.json, datacite.json", "for catalogues and registries")
_SEALS = ("SHA256SUMS, SHA256SUMS.minisig", "checksums and their signature")


def readme(stats: ReleaseStats, about: SheetAbout, views: Collection[str]) -> Iterator[str]:
    """Lines without line ends; the same arguments always give the same.

    Args:
        stats: what the release adds up to.
        about: what else is known of it.
        views: names of those that lie in it.
    """
    yield from front_matter(stats, about.title, tables(views))
    yield from ("", f"# {plain(about.title)}", "", *told(stats), *_loading(stats))
    yield from ("", "## What is where", "", "| | |", "|---|---|")
    yield from (f"| `{name.replace(', ', '`, `')}` | {said} |" for name, said in _files(about, views))
    yield from _terms(stats, about)


def _files(about: SheetAbout, views: Collection[str]) -> Iterator[tuple[str, str]]:
    """What lies in the release, each with what it is."""
    yield from (_SHEET, *_CLIPS)
    if about.predecessor:
        yield _DELTAS
    if views:
        yield _VIEWS
    if any(licence.text for licence in about.licences):
        yield _LICENCES
    if about.consents:
        yield _CONSENT
    yield from (_CATALOGUES, _SEALS)


def _loading(stats: ReleaseStats) -> Iterator[str]:
    yield from ("", "## Load it", "")
    yield f"Exported as `huggingface`, it has its sound in `{DATA_FOLDER}/*.parquet`, which is read without torch:"
    yield from ("", "```sh", "shrutik release export . --layout huggingface --out ../exported && cd ../exported", "```")
    yield from ("", *with_datasets(a_split(stats)))
    yield from ("", "From a shard, with nothing but tar and FLAC:", "", *from_shard(a_split(stats)))


def _terms(stats: ReleaseStats, about: SheetAbout) -> Iterator[str]:
    yield from ("", "## Terms", "", *licences(stats), *withdrawals(about.feed))
    if about.public_key:
        yield from ("", "Signed; to check it:", "", "```sh", f"minisign -Vm SHA256SUMS -P {about.public_key}", "```")
    if about.creators:
        who = plain("; ".join(about.creators))
        year = f" ({about.made_at.year})" if about.made_at else ""
        where = f" https://doi.org/{about.doi}" if about.doi else ""
        yield from ("", "## Cite it", "", f"{who}{year}: {plain(about.title)}.{where}")
