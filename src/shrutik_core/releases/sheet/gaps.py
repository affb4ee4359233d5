"""What a release lacks, found in its statistics by rules; a rule that finds nothing says nothing."""

from collections.abc import Iterator, Mapping

from shrutik_core.people.traits import AgeBand, Gender, Trait
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.sheet.letters import missing_letters
from shrutik_core.releases.sheet.numbers import counted, number, percent, time_shown
from shrutik_core.releases.splits.place import FEWEST_SPEAKERS
from shrutik_core.releases.splits.split import HELD_BACK, Split
from shrutik_core.releases.stats.crossings import FREE, READ, SYNTHETIC, ValueAmount
from shrutik_core.releases.stats.release_stats import ReleaseStats

RARE = 0.05
"""Share of all hours below which a group of people is hardly heard."""
UNSAID = 0.5
"""Share of all hours from which it matters that speakers say nothing of a trait."""
LARGE = 0.2
"""Share of all hours from which one speaker outweighs the others."""
FEW_IN_SPLIT = 5
"""Speakers below which a split says little of people at large."""
TENTATIVE_ALPHA = 0.667
"""Agreement below which Krippendorff (2004) would draw no conclusion."""
NARROW_HZ = 4_000
"""Bandwidth of a telephone."""
_EXPECTED: Mapping[str, tuple[str, ...]] = {
    Trait.GENDER: (Gender.FEMALE.value, Gender.MALE.value),
    Trait.AGE: tuple(band.value for band in AgeBand),
}


def known_gaps(stats: ReleaseStats) -> tuple[str, ...]:
    """What the release lacks, a sentence each."""
    if not stats.total.clips:
        return ("It holds no clip.",)
    rules = (_splits, _heavy, _traits, _kinds, _letters, _apart, _agreement, _sound)
    return tuple(sentence for rule in rules for sentence in rule(stats))


def known_biases(stats: ReleaseStats) -> tuple[str, ...]:
    """Those of the gaps that say who is heard more than others."""
    return tuple(sentence for rule in (_heavy, _traits) for sentence in rule(stats)) if stats.total.clips else ()


def _splits(stats: ReleaseStats) -> Iterator[str]:
    splits = {row.value: row for row in stats.by["split"]}
    if Split.ALL in splits and stats.total.speakers < FEWEST_SPEAKERS:
        yield f"It is one split: it has {counted(stats.total.speakers, 'speaker')}; parting takes {FEWEST_SPEAKERS}."
    for split in HELD_BACK:
        if split in splits and splits[split].speakers < FEW_IN_SPLIT:
            few = counted(splits[split].speakers, "speaker")
            yield f"The {split} split has {few}: a result on it says little of other people."
        elif split not in splits and Split.TRAIN in splits:
            yield f"There is no {split} split."
    if stats.speakers.in_two_splits:
        yield f"Speakers who are in more than one split: {number(stats.speakers.in_two_splits)}."


def _heavy(stats: ReleaseStats) -> Iterator[str]:
    most = stats.speakers.most_seconds_by_split
    if stats.speakers.largest > LARGE:
        yield f"One speaker has {percent(stats.speakers.largest)} of all hours."
    if Split.TEST in most and Split.TRAIN in most and most[Split.TEST] < most[Split.TRAIN] / 2:
        yield (
            f"The test split holds no heavy speaker: nobody in it gives more than {time_shown(most[Split.TEST])}, "
            f"while one in train gives {time_shown(most[Split.TRAIN])}."
        )


def _traits(stats: ReleaseStats) -> Iterator[str]:
    for trait, rows in stats.traits.items():
        shares = {row.value: row.seconds / stats.total.seconds for row in rows}
        unsaid, name = shares.get(None, 0.0), trait.replace("_", " ")
        if unsaid == 1:
            yield f"Nothing is known of speakers' {name}."
        elif unsaid >= UNSAID:
            yield f"Nothing is known of the {name} of who speaks in {percent(unsaid)} of the hours."
        rare = [value for value in _EXPECTED.get(trait, ()) if shares.get(value, 0.0) < RARE]
        if rare and unsaid < 1:
            told = ", ".join(f"{value} ({percent(shares.get(value, 0.0))})" for value in rare)
            yield f"Under {percent(RARE)} of the hours each, by {name}: {told}."


def _kinds(stats: ReleaseStats) -> Iterator[str]:
    speech = {row.value for row in stats.by["speech"]}
    if speech == {READ}:
        yield "All of it is read aloud; nothing is free speech."
    elif speech == {FREE}:
        yield "All of it is free speech; nothing is read aloud."
    for row in stats.by["voice"]:
        if row.value == SYNTHETIC:
            yield f"{percent(row.seconds / stats.total.seconds)} of the hours are synthetic voices, not people."
    yield from _flagged(stats, stats.flags)


def _flagged(stats: ReleaseStats, flags: tuple[ValueAmount, ...]) -> Iterator[str]:
    for row in flags:
        if row.value == ClipFlag.FEW_VOTES:
            share = percent(row.clips / stats.total.clips)
            yield f"{share} of the clips have fewer than two votes and no reviewer's decision."
        if row.value == ClipFlag.REPORTED:
            share = percent(row.clips / stats.total.clips)
            yield f"{share} of the clips were reported, and no reviewer had looked at them."


def _letters(stats: ReleaseStats) -> Iterator[str]:
    there = [one.value for one in stats.vocabulary.graphemes]
    for row in stats.by["language"]:
        missing = missing_letters(row.value or "", there)
        if missing:
            yield f"Letters of {row.value} that no text has: {' '.join(missing)}."


def _apart(stats: ReleaseStats) -> Iterator[str]:
    for kind, texts in (("Texts", stats.texts), ("Prompts", stats.prompts)):
        if texts.in_two_splits:
            share = percent(texts.in_two_splits / texts.distinct)
            yield f"{kind} that stand in more than one split: {number(texts.in_two_splits)} ({share} of all)."
    if stats.same_sounds.groups:
        yield f"Clips that have the samples of another clip: {number(stats.same_sounds.clips)}."


def _agreement(stats: ReleaseStats) -> Iterator[str]:
    alpha = stats.votes.alpha_words
    if alpha is not None and alpha < TENTATIVE_ALPHA:
        yield f"Those who typed agree little: Krippendorff's alpha over words is {alpha:.2f}."


def _sound(stats: ReleaseStats) -> Iterator[str]:
    band = stats.distributions.get("bandwidth_hz")
    if band and band.quantiles["p25"] <= NARROW_HZ:
        yield f"A quarter of the clips or more carry nothing above {NARROW_HZ / 1000:.0f} kHz, as telephones do."
