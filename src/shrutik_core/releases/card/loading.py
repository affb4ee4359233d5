"""What every card says of a release's clips, and the programs that load them."""

from collections.abc import Iterator

from shrutik_core.releases.card.hub import DATA_FOLDER, splits
from shrutik_core.releases.card.summary import summary
from shrutik_core.releases.sheet.gaps import known_gaps
from shrutik_core.releases.sheet.markdown import plain
from shrutik_core.releases.sheet.numbers import counted, number, percent, time_shown
from shrutik_core.releases.stats.release_stats import ReleaseStats


def told(stats: ReleaseStats) -> Iterator[str]:
    """What the clips add up to."""
    yield plain(summary(stats))
    yield from ("", "| split | clips | time | speakers |", "|---|---:|---:|---:|")
    for row in stats.by["split"]:
        yield f"| {row.value} | {number(row.clips)} | {time_shown(row.seconds)} | {number(row.speakers)} |"
    yield ""
    if stats.speakers.in_two_splits == 0 and len(stats.by["split"]) > 1:
        yield "No speaker is in two splits."
    if stats.prompts.in_two_splits:
        share = percent(stats.prompts.in_two_splits / stats.prompts.distinct)
        yield f"{share} of the prompts stand in more than one split."
    gaps = known_gaps(stats)
    if gaps:
        yield from ("", "## Known gaps", "", *(f"- {plain(gap)}" for gap in gaps))


def licences(stats: ReleaseStats) -> Iterator[str]:
    """How many clips there are under each licence."""
    for row in stats.by["licence"]:
        yield f"- {counted(row.clips, 'clip')} under {plain(row.value or '')}"


def withdrawals(feed: str) -> Iterator[str]:
    """That what was taken back is to be taken out; nothing if the release has no feed."""
    if feed:
        yield ""
        yield "Speakers may take back what they gave. Before you train, look at the withdrawal feed and take out"
        yield f"what it names: <{feed}>"


def a_split(stats: ReleaseStats) -> str:
    """The split that programs load: the last, which is the largest of three."""
    found = splits(stats)
    return found[-1] if found else "all"


def with_datasets(split: str) -> Iterator[str]:
    """Parquet with the sound in it, loaded without torch."""
    yield from ("```sh", "pip install datasets soundfile", "```", "", "```python")
    yield from ("import io", "", "import datasets", "import soundfile", "")
    yield f'files = {{"{split}": "{DATA_FOLDER}/{split}-*.parquet"}}'
    yield f'clips = datasets.load_dataset("parquet", data_files=files, split="{split}")'
    yield 'clips = clips.cast_column("audio", datasets.Audio(decode=False))'
    yield "for clip in clips:"
    yield '    samples, rate = soundfile.read(io.BytesIO(clip["audio"]["bytes"]))'
    yield '    print(clip["text"], len(samples) / rate)'
    yield from ("```", "")
    yield 'To have the sound decoded by `datasets` itself: `pip install "datasets[audio]"`, which brings'
    yield "torch (over 5 GB), and leave `decode=False` out."


def from_shard(split: str) -> Iterator[str]:
    """The sound out of a shard, with nothing but tar and FLAC."""
    yield from ("```python", "import io", "import tarfile", "", "import soundfile", "")
    yield f'with tarfile.open("shards/{split}-00000.tar") as shard:'
    yield "    for member in shard:"
    yield '        if member.name.endswith(".flac"):'
    yield "            samples, rate = soundfile.read(io.BytesIO(shard.extractfile(member).read()))"
    yield "            print(member.name, len(samples) / rate)"
    yield "```"
