"""Sections on how a release came about, and under what terms it is used."""

from collections.abc import Iterator

from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.blocks import BesideBlock, Block, Points, Quote, TableBlock, Words
from shrutik_core.releases.sheet.contents import amounts
from shrutik_core.releases.sheet.numbers import counted, number, time_shown
from shrutik_core.releases.splits.frozen import FrozenCount
from shrutik_core.releases.stats.release_stats import ReleaseStats


def made(_stats: ReleaseStats, about: SheetAbout) -> Iterator[Block]:
    """Selection, software, parameters, and what gates found."""
    if about.selection:
        yield Words("What was selected:")
        yield Points(about.selection)
    for title, pairs in (("Software", about.software), ("Parameters", about.parameters)):
        if pairs:
            yield TableBlock(title, ("", ""), tuple(sorted(pairs.items())))
    if about.accepted:
        yield Words("What the gates found, and why it was accepted:")
        yield Points(tuple(f"{found.sentence} Reason: {found.reason or 'none asked for'}" for found in about.accepted))


def changed(_stats: ReleaseStats, about: SheetAbout) -> Iterator[Block]:
    """The difference from the predecessor."""
    changes = about.changes
    if changes is None:
        return
    told = [f"{counted(changes.added, 'clip')} added ({time_shown(changes.added_seconds)})"]
    for clips, seconds, what in (
        (changes.withdrawn, changes.withdrawn_seconds, "withdrawn"),
        (changes.left_out, changes.left_out_seconds, "left out"),
        (changes.back, changes.back_seconds, "there again"),
        (changes.gone, changes.gone_seconds, "without their earlier place"),
    ):
        if clips or what == "withdrawn":
            told.append(f"{number(clips)} {what} ({time_shown(seconds)})")
    told.append(f"{number(changes.changed)} changed.")
    yield Words(f"Since {changes.earlier}: {', '.join(told)}")
    if changes.changed_fields:
        fields = tuple((name, number(count)) for name, count in changes.changed_fields.items())
        yield TableBlock("What is said differently", ("field", "clips"), fields)


def withdrawn(stats: ReleaseStats, about: SheetAbout) -> Iterator[Block]:
    """What was taken back, and where a holder of a copy learns of it."""
    gone = stats.withdrawn
    if gone.clips:
        yield Words(f"Taken back by their speakers: {counted(gone.clips, 'clip')}, {time_shown(gone.seconds)}.")
    for row in stats.flags:
        if row.value == ClipFlag.LEFT_OUT:
            yield Words(
                f"Left out of this version, though an earlier one held them and nobody took them back: "
                f"{counted(row.clips, 'clip')}, {time_shown(row.seconds)}. Their places in the shards are silent here."
            )
    if about.frozen is not None:
        yield Words(_frozen(about.frozen))
    if about.feed:
        yield Words(
            f"Speakers may take back what they gave. The withdrawal feed of this series is at {about.feed}: look there "
            "before you train, and take out what it names."
        )
    if about.public_key:
        yield Words(f"The release is signed. Its public key: {about.public_key}")


def _frozen(frozen: FrozenCount) -> str:
    parts = [f"{counted(frozen.held, 'clip')} of it are here"]
    if frozen.withdrawn:
        parts.append(f"{number(frozen.withdrawn)} that were withdrawn are not")
    if frozen.barred:
        parts.append(f"{number(frozen.barred)} may not go out for other reasons, such as a text that is settled anew")
    return (
        f"The test split was frozen by version {frozen.version}, and no later selection narrows it: {', '.join(parts)}."
    )


def legal(stats: ReleaseStats, about: SheetAbout) -> Iterator[Block]:
    """Licences and what speakers agreed to, with texts."""
    if stats.total.clips:
        shown = (("Clips by licence", "licence"), ("Clips by collection and version of its consent", "consent"))
        yield BesideBlock(tuple(amounts(title, stats.by[name], stats.total.seconds) for title, name in shown))
    for licence in sorted(about.licences, key=lambda one: one.spdx):
        if licence.text:
            yield Quote(f"Licence {licence.spdx}", licence.text)
        else:
            yield Words(f"The text of {licence.spdx} is not in this release: see https://spdx.org/licenses/.")
    for consent in sorted(about.consents, key=lambda one: (one.collection, one.version, one.language)):
        title = f"Consent to {consent.collection}, version {consent.version} ({consent.language})"
        yield Quote(title, consent.text, consent.language)
