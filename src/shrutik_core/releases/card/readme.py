"""``README.md``: what a release is, what it lacks, and how it is loaded, for whoever opens its folder first."""

from collections.abc import Iterator

from shrutik_core.releases.card.hub import DATA_FOLDER, front_matter, splits
from shrutik_core.releases.card.summary import summary
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.gaps import known_gaps
from shrutik_core.releases.sheet.markdown import plain
from shrutik_core.releases.sheet.numbers import counted, number, percent, time_shown
from shrutik_core.releases.stats.release_stats import ReleaseStats

NAME = "README.md"
FILES = (
    ("datasheet.html", "all figures, with pictures; `datasheet.md` says the same, `stats.json` for programs"),
    ("shards/", "the sound: tar archives of FLAC, each of one split"),
    ("manifest/", "a line of JSON for each clip, one file for each shard, packed with Zstandard"),
    ("splits.jsonl", "which speaker is in which split, for this version and all later ones"),
    ("delta-from-v*.jsonl.zst", "what changed since each earlier version"),
    ("views/", "the same lines in other formats, those that were asked for"),
    ("LICENSES/, CONSENT/", "under what terms the clips go out, and what speakers agreed to"),
    ("croissant.json, datacite.json", "for catalogues and registries"),
    ("SHA256SUMS, SHA256SUMS.minisig", "checksums and their signature"),
)


def readme(stats: ReleaseStats, about: SheetAbout) -> Iterator[str]:
    """Lines without line ends; the same arguments always give the same."""
    yield from front_matter(stats, about)
    yield from ("", f"# {plain(about.title)}", "", plain(summary(stats)))
    yield from _splits(stats)
    gaps = known_gaps(stats)
    if gaps:
        yield from ("", "## Known gaps", "", *(f"- {plain(gap)}" for gap in gaps))
    yield from _loading(stats)
    yield from ("", "## What is where", "", "| | |", "|---|---|")
    yield from (f"| `{name.replace(', ', '`, `')}` | {said} |" for name, said in FILES)
    yield from _terms(stats, about)


def _splits(stats: ReleaseStats) -> Iterator[str]:
    yield from ("", "| split | clips | time | speakers |", "|---|---:|---:|---:|")
    for row in stats.by["split"]:
        yield f"| {row.value} | {number(row.clips)} | {time_shown(row.seconds)} | {number(row.speakers)} |"
    yield ""
    if stats.speakers.in_two_splits == 0 and len(stats.by["split"]) > 1:
        yield "No speaker is in two splits."
    if stats.prompts.in_two_splits:
        share = percent(stats.prompts.in_two_splits / stats.prompts.distinct)
        yield f"{share} of the prompts stand in more than one split."


def _loading(stats: ReleaseStats) -> Iterator[str]:
    found = splits(stats)
    split = found[-1] if found else "all"
    yield from ("", "## Load it", "")
    yield f"Exported as `huggingface`, it has its sound in `{DATA_FOLDER}/*.parquet`, which is read without torch:"
    yield from ("", "```sh", "shrutik release export . --layout huggingface --out ../exported && cd ../exported")
    yield from ("pip install datasets soundfile", "```", "", "```python")
    yield from _snippet(split)
    yield from (
        "```",
        "",
        'To have the sound decoded by `datasets` itself: `pip install "datasets[audio]"`, which brings',
    )
    yield "torch (over 5 GB), and leave `decode=False` out."
    yield from ("", "From a shard, with nothing but tar and FLAC:", "", "```python")
    yield from _from_shard(split)
    yield "```"


def _snippet(split: str) -> Iterator[str]:
    yield "import io"
    yield ""
    yield "import datasets"
    yield "import soundfile"
    yield ""
    yield f'files = {{"{split}": "{DATA_FOLDER}/{split}-*.parquet"}}'
    yield f'clips = datasets.load_dataset("parquet", data_files=files, split="{split}")'
    yield 'clips = clips.cast_column("audio", datasets.Audio(decode=False))'
    yield "for clip in clips:"
    yield '    samples, rate = soundfile.read(io.BytesIO(clip["audio"]["bytes"]))'
    yield '    print(clip["text"], len(samples) / rate)'


def _from_shard(split: str) -> Iterator[str]:
    yield "import io"
    yield "import tarfile"
    yield ""
    yield "import soundfile"
    yield ""
    yield f'with tarfile.open("shards/{split}-00000.tar") as shard:'
    yield "    for member in shard:"
    yield '        if member.name.endswith(".flac"):'
    yield "            samples, rate = soundfile.read(io.BytesIO(shard.extractfile(member).read()))"
    yield "            print(member.name, len(samples) / rate)"


def _terms(stats: ReleaseStats, about: SheetAbout) -> Iterator[str]:
    yield from ("", "## Terms", "")
    for row in stats.by["licence"]:
        yield f"- {counted(row.clips, 'clip')} under {plain(row.value or '')}"
    if about.feed:
        yield from (
            "",
            "Speakers may take back what they gave. Before you train, look at the withdrawal feed and take out",
        )
        yield f"what it names: <{about.feed}>"
    if about.public_key:
        yield from ("", "Signed; to check it:", "", "```sh", f"minisign -Vm SHA256SUMS -P {about.public_key}", "```")
    if about.creators:
        who = plain("; ".join(about.creators))
        year = f" ({about.made_at.year})" if about.made_at else ""
        where = f" https://doi.org/{about.doi}" if about.doi else ""
        yield from ("", "## Cite it", "", f"{who}{year}: {plain(about.title)}.{where}")
