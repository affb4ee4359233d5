"""Sections on clips: what there is, how it sounds, what is said, and how sure that is."""

from collections.abc import Iterator

from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.blocks import (
    BarOf,
    Bars,
    BesideBlock,
    Block,
    CountsBlock,
    HistogramOf,
    TableBlock,
    Words,
)
from shrutik_core.releases.sheet.numbers import counted, number, percent
from shrutik_core.releases.splits.split import PARTS
from shrutik_core.releases.stats.crossings import ValueAmount
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.releases.stats.vocabulary import WordCount

_UNNAMED = "none"
_TOLD_APART = {
    "language": "Languages",
    "collection": "Collections",
    "speech": "Read or free",
    "voice": "People or synthetic",
    "first_release": "First released in",
}
_SOUND = {
    "snr_db": ("Speech over noise", "dB"),
    "loudness_lufs": ("Loudness", "LUFS"),
    "peak_dbfs": ("Peak", "dBFS"),
    "bandwidth_hz": ("Bandwidth", "Hz"),
    "speech_ratio": ("Time with speech", "share"),
    "clipped_ratio": ("Clipped samples", "share"),
    "lead_s": ("Before the first speech", "s"),
    "tail_s": ("After the last speech", "s"),
    "dropouts_per_min": ("Dropouts", "per minute"),
    "hum_db": ("Mains hum against speech", "dB"),
    "dc_offset": ("Offset", "-1 to 1"),
}
_SPLITS = {str(split): place for place, split in enumerate(PARTS)}
_PICTURED = ("snr_db", "loudness_lufs", "bandwidth_hz", "speech_ratio")
_SPEECH = {
    "words": ("Words in a clip", "words"),
    "characters": ("Characters in a clip", "characters"),
    "words_per_s": ("Words per second", "per second"),
    "characters_per_s": ("Characters per second", "per second"),
}
_FREQUENT = 60
_MOST_CLUSTERS = 400


def contents(stats: ReleaseStats, _about: SheetAbout) -> Iterator[Block]:
    """How much there is of what."""
    splits = sorted(stats.by["split"], key=lambda row: _SPLITS.get(row.value or "", 0))
    if not splits:
        return
    bars = tuple(BarOf(row.value or _UNNAMED, row.hours, f"{row.hours:,.2f} h") for row in splits)
    pictures: list[Bars | HistogramOf] = [Bars("Hours by split", "hours", bars)]
    if "duration_s" in stats.distributions:
        pictures.append(HistogramOf("How long clips are", "seconds", stats.distributions["duration_s"]))
    yield BesideBlock(tuple(pictures))
    shown = {"Splits": tuple(splits)}
    shown |= {title: stats.by[name] for name, title in _TOLD_APART.items() if len(stats.by[name]) > 1}
    if flags := tuple(row for row in stats.flags if row.value != ClipFlag.LEFT_OUT):
        shown["Clips with a flag"] = flags
    yield BesideBlock(tuple(amounts(title, rows, stats.total.seconds) for title, rows in shown.items()))


def sound(stats: ReleaseStats, _about: SheetAbout) -> Iterator[Block]:
    """FiguresBlock of quality."""
    there = {name: said for name, said in _SOUND.items() if name in stats.distributions}
    pictured = tuple(HistogramOf(*there[name], spread=stats.distributions[name]) for name in _PICTURED if name in there)
    if pictured:
        yield BesideBlock(pictured)
    if there:
        yield spreads(stats, there)


def texts(stats: ReleaseStats, _about: SheetAbout) -> Iterator[Block]:
    """Words, characters and prompts."""
    said = stats.vocabulary
    if not said.words:
        return
    least = "" if said.complete else "at least "
    yield Words(
        f"{counted(said.words, 'word')}, {least}{number(said.distinct_words)} different ones, of which "
        f"{number(said.once)} occur once; {counted(said.characters, 'character')} "
        f"(grapheme clusters, spaces left out), {number(len(said.graphemes))} different ones."
    )
    if stats.prompts.clips:
        yield Words(
            f"{counted(stats.prompts.clips, 'clip')} come from reading {counted(stats.prompts.distinct, 'prompt')}. "
            f"{counted(stats.texts.distinct, 'different text')} are in the release."
        )
    pictured = {name: told for name, told in _SPEECH.items() if name in stats.distributions}
    yield BesideBlock(tuple(HistogramOf(*told, spread=stats.distributions[name]) for name, told in pictured.items()))
    yield _counts("Most frequent words", said.frequent, _FREQUENT, said.distinct_words)
    yield _counts("Characters", said.graphemes, _MOST_CLUSTERS, len(said.graphemes))


def _counts(title: str, found: tuple[WordCount, ...], most: int, of: int) -> CountsBlock:
    shown = tuple((one.value, one.count) for one in found[:most])
    return CountsBlock(title, shown, of - len(shown))


def trust(stats: ReleaseStats, _about: SheetAbout) -> Iterator[Block]:
    """Decisions, confidence, expected WER and agreement."""
    named = {"confidence": ("Confidence", "probability that a text is exactly right")}
    named["expected_wer"] = ("Expected WER", "that the consensus expects of its text")
    pictured = {name: told for name, told in named.items() if name in stats.distributions}
    if pictured:
        yield BesideBlock(
            tuple(HistogramOf(*told, spread=stats.distributions[name]) for name, told in pictured.items())
        )
    if not stats.total.clips:
        return
    shown = (("Who settled the text", "decision"), ("Method of the consensus", "method"))
    yield BesideBlock(tuple(amounts(title, stats.by[name], stats.total.seconds) for title, name in shown))
    votes = stats.votes
    yield Words(f"{counted(votes.votes, 'vote')} of {counted(votes.workers, 'worker')} counted.")
    if votes.pairs:
        yield Words(
            f"Of {counted(votes.pairs, 'pair')} of votes of one clip {percent(votes.same_pairs / votes.pairs)} say the "
            "same, case and punctuation apart."
        )
    if votes.alpha_words is not None and votes.alpha_texts is not None:
        yield Words(
            f"Krippendorff's alpha of the first two votes of {counted(votes.compared, 'clip')}: "
            f"{votes.alpha_words:.3f} over words, {votes.alpha_texts:.3f} over whole texts. 1 is perfect agreement, 0 "
            "that of chance."
        )
    yield spreads(stats, pictured | {"votes": ("Votes of a clip", "votes")})


def amounts(title: str, rows: tuple[ValueAmount, ...], seconds: float) -> TableBlock:
    """How much there is of each value, the share by time."""
    return TableBlock(
        title,
        ("", "clips", "hours", "share", "speakers"),
        tuple(
            (
                _UNNAMED if row.value is None else row.value,
                number(row.clips),
                f"{row.hours:,.2f}",
                percent(row.seconds / seconds if seconds else 0.0),
                number(row.speakers),
            )
            for row in rows
        ),
    )


def spreads(stats: ReleaseStats, named: dict[str, tuple[str, str]]) -> TableBlock:
    """Quantiles of figures."""
    head = ("", "unit", "mean", "least", "5 %", "25 %", "half", "75 %", "95 %", "most")
    rows = []
    for name, (title, unit) in named.items():
        if name in stats.distributions:
            spread = stats.distributions[name]
            figures = (spread.mean, spread.least, *spread.quantiles.values(), spread.most)
            rows.append((title, unit, *map(_short, figures)))
    return TableBlock("In figures", head, tuple(rows))


def _short(value: float) -> str:
    return number(float(f"{value:.4g}"))
