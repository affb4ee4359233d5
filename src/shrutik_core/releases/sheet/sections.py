"""The sections of a datasheet, in the order in which they are read."""

from collections.abc import Iterator

from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.blocks import Block, FiguresBlock, Points, Section, Words
from shrutik_core.releases.sheet.contents import contents, sound, texts, trust
from shrutik_core.releases.sheet.gaps import known_gaps
from shrutik_core.releases.sheet.making import changed, legal, made, withdrawn
from shrutik_core.releases.sheet.numbers import counted, number
from shrutik_core.releases.sheet.people import people
from shrutik_core.releases.stats.release_stats import ReleaseStats

_PARTS = (
    ("What is in it", contents),
    ("Who speaks", people),
    ("How it sounds", sound),
    ("What is said", texts),
    ("How sure the texts are", trust),
    ("How it was made", made),
    ("What changed", changed),
    ("Withdrawals", withdrawn),
    ("Licences and consent", legal),
)


def sections(stats: ReleaseStats, about: SheetAbout) -> tuple[Section, ...]:
    """All that have something to say; the same arguments always give the same."""
    found = [Section(about.title, tuple(_opening(stats, about)))]
    gaps = known_gaps(stats)
    if gaps:
        found.append(Section("Known gaps", (Points(gaps, warn=True),)))
    for title, part in _PARTS:
        blocks = tuple(part(stats, about))
        if blocks:
            found.append(Section(title, blocks))
    return tuple(found)


def _opening(stats: ReleaseStats, about: SheetAbout) -> Iterator[Block]:
    made_at = f", made on {about.made_at.date().isoformat()}" if about.made_at else ""
    follows = f"; it follows {about.predecessor}" if about.predecessor else ""
    yield Words(f"Version {about.version} of {about.series}{made_at}{follows}.")
    languages = [row.value or "" for row in stats.by["language"]]
    licences = [row.value or "" for row in stats.by["licence"]]
    if stats.recorded_from and stats.recorded_to:
        yield Words(f"Recorded from {stats.recorded_from} to {stats.recorded_to}.")
    yield FiguresBlock(tuple(_first_figures(stats)))
    if languages:
        what = "Language" if len(languages) == 1 else "Languages"
        under = "Licence" if len(licences) == 1 else "Licences"
        yield Words(f"{what}: {', '.join(languages)}. {under}: {', '.join(licences)}.")


def _first_figures(stats: ReleaseStats) -> Iterator[tuple[str, str]]:
    yield f"{stats.total.hours:,.2f}", "hours"
    for count, thing in ((stats.total.clips, "clip"), (stats.total.speakers, "speaker")):
        shown, _, word = counted(count, thing).partition(" ")
        yield shown, word
    yield number(stats.vocabulary.words), "words"
    sure = stats.distributions.get("confidence")
    if sure:
        yield f"{sure.mean:.3f}", "mean confidence"
    wrong = stats.distributions.get("expected_wer")
    if wrong:
        yield f"{wrong.mean:.3f}", "mean expected WER"
