"""The ledger of a series: who and what was placed in which split by which version, only ever added to."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import attrs
import regex

from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.splits.split import PARTS, HourShares, Split, SplitBy
from shrutik_core.shared.errors import Conflict, Invalid, declare

declare(Invalid, "ledger_malformed", "This is not a ledger of splits.")
declare(Invalid, "ledger_twice", "The ledger places a speaker or a prompt twice.")
declare(Conflict, "ledger_changed", "The ledger is not the earlier one with entries added.")
declare(Conflict, "test_frozen", "The test split of this series is frozen already.")

_PSEUDONYM = regex.compile(r"[0-9a-f]{32}")


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _check_entry(name: str, version: int) -> None:
    if not _PSEUDONYM.fullmatch(name) or version < 1:
        raise Invalid(
            "ledger_malformed",
            f"{name[:40]!r} in version {version} is not an entry of a ledger: that takes 32 hexadecimal characters "
            "and a version of 1 or more.",
        )


@attrs.frozen
class LedgerEntry:
    """A speaker's place.

    Attributes:
        speaker: pseudonym, 32 hexadecimal characters.
        split: for good; but a speaker of ``all`` is placed once more when the series is parted.
        version: of the series, that placed them; 1 and up.

    Raises:
        Invalid: ``ledger_malformed``.
    """

    speaker: str
    split: Split
    version: int

    def __attrs_post_init__(self) -> None:
        _check_entry(self.speaker, self.version)


@attrs.frozen
class PromptEntry:
    """A prompt's place, in a series in which no prompt's text is in two splits.

    Attributes:
        prompt: what `prompt_key` makes of its text, 32 hexadecimal characters.
        split: ``train``, ``dev`` or ``test``, for good.
        version: of the series, that placed it; 1 and up.

    Raises:
        Invalid: ``ledger_malformed``.
    """

    prompt: str
    split: Split
    version: int

    def __attrs_post_init__(self) -> None:
        _check_entry(self.prompt, self.version)
        if self.split not in PARTS:
            raise Invalid("ledger_malformed", "A prompt is in train, dev or test.")


@attrs.frozen
class FrozenTest:
    """The clips of the test split of the first version that had one.

    Attributes:
        version: that version, 1 and up.
        clips: their pseudonyms, at least one; sorted when it is made.

    Raises:
        Invalid: ``ledger_malformed``.
    """

    version: int
    clips: tuple[str, ...] = attrs.field(converter=_sorted)

    def __attrs_post_init__(self) -> None:
        for clip in self.clips:
            _check_entry(clip, self.version)
        if not self.clips or len(self.members) != len(self.clips):
            raise Invalid("ledger_malformed", "A frozen test has clips, and none of them twice.")

    @cached_property
    def members(self) -> frozenset[str]:
        """The clips, to look one up."""
        return frozenset(self.clips)


@attrs.frozen
class Ledger:
    """What a series has placed so far.

    Attributes:
        series: name of the releases.
        shares: that the series aims at; the same in all its versions.
        split_by: what is never in two splits; the same in all versions.
        entries: speakers, in the order in which they were placed.
        prompts: texts of prompts, in the order of versions; none if the series is split by speaker alone.
        frozen: None until a version has a test split.

    Raises:
        Invalid: ``ledger_malformed`` if versions go back, if somebody is in ``all`` after others were placed in a part,
            if a test is frozen that nobody is in, or if there are prompts in a series that is split by speaker;
            ``ledger_twice``.
    """

    series: str = attrs.field(converter=check_release_name)
    shares: HourShares = attrs.field(factory=HourShares)
    split_by: SplitBy = SplitBy.SPEAKER
    entries: tuple[LedgerEntry, ...] = ()
    prompts: tuple[PromptEntry, ...] = ()
    frozen: FrozenTest | None = None

    def __attrs_post_init__(self) -> None:
        for entries in (self.entries, self.prompts):
            _check_versions([entry.version for entry in entries])
        _check_once([entry.speaker for entry in self.entries if entry.split is Split.ALL], "speaker")
        _check_once([entry.speaker for entry in self.entries if entry.split is not Split.ALL], "speaker")
        _check_once([entry.prompt for entry in self.prompts], "prompt")
        first = next((at for at, entry in enumerate(self.entries) if entry.split is not Split.ALL), len(self.entries))
        if any(entry.split is Split.ALL for entry in self.entries[first:]):
            raise Invalid("ledger_malformed", "Nobody is placed in 'all' once the series has been parted.")
        if self.frozen and not any(entry.split is Split.TEST for entry in self.entries):
            raise Invalid("ledger_malformed", "Clips of a test are frozen, and no speaker is in test.")
        if self.prompts and self.split_by is not SplitBy.PROMPT:
            raise Invalid("ledger_malformed", "A series that is split by speaker places no prompts.")

    @cached_property
    def places(self) -> dict[str, Split]:
        """The split of each speaker: the last that they were placed in."""
        return {entry.speaker: entry.split for entry in self.entries}

    @cached_property
    def prompt_places(self) -> dict[str, Split]:
        """The split of each prompt, by its key."""
        return {entry.prompt: entry.split for entry in self.prompts}

    @property
    def parted(self) -> bool:
        """Whether the series has train, dev and test, and not one split ``all``."""
        return bool(self.entries) and self.entries[-1].split is not Split.ALL

    @property
    def version(self) -> int:
        """The last version that added anything; 0 if none did."""
        last = [entries[-1].version for entries in (self.entries, self.prompts) if entries]
        return max([*last, self.frozen.version if self.frozen else 0])

    def add(self, entries: Iterable[LedgerEntry]) -> "Ledger":
        """The ledger with more speakers behind those that it has.

        Raises:
            Invalid: as for a ledger that is made.
        """
        return attrs.evolve(self, entries=(*self.entries, *entries))

    def add_prompts(self, entries: Iterable[PromptEntry]) -> "Ledger":
        """The ledger with more prompts behind those that it has.

        Raises:
            Invalid: as for a ledger that is made.
        """
        return attrs.evolve(self, prompts=(*self.prompts, *entries))

    def freeze(self, clips: Iterable[str], version: int) -> "Ledger":
        """The ledger that names the test split's clips for good; unchanged if there are none.

        Raises:
            Conflict: ``test_frozen`` if it names others already.
        """
        if not (found := tuple(clips)):
            return self
        frozen = FrozenTest(version, found)
        if self.frozen is not None and self.frozen != frozen:
            detail = f"The test split was frozen by version {self.frozen.version}; later clips are added beside it."
            raise Conflict("test_frozen", detail)
        return attrs.evolve(self, frozen=frozen)

    def check_extends(self, earlier: "Ledger") -> None:
        """That this is a later state of the same ledger: all that was there, and what later versions added behind it.

        Raises:
            Conflict: ``ledger_changed``, with the first entry that differs.
        """
        if (self.series, self.shares, self.split_by) != (earlier.series, earlier.shares, earlier.split_by):
            raise Conflict("ledger_changed", "The two ledgers differ in their series, in its shares or in what splits.")
        _check_kept(self.entries, earlier.entries, earlier.version)
        _check_kept(self.prompts, earlier.prompts, earlier.version)
        added = earlier.frozen is None and self.frozen is not None and self.frozen.version > earlier.version
        if self.frozen != earlier.frozen and not added:
            raise Conflict("ledger_changed", "The clips of the frozen test differ from those of the earlier ledger.")


def _check_versions(versions: list[int]) -> None:
    if versions != sorted(versions):
        raise Invalid("ledger_malformed", "The ledger's entries are not in the order of the versions that added them.")


def _check_once(names: list[str], kind: str) -> None:
    if len(set(names)) != len(names):
        twice = next(name for name, times in Counter(names).items() if times > 1)
        raise Invalid("ledger_twice", f"The ledger places the {kind} {twice} twice; take the one that was released.")


def _check_kept(
    entries: tuple[LedgerEntry, ...] | tuple[PromptEntry, ...],
    earlier: tuple[LedgerEntry, ...] | tuple[PromptEntry, ...],
    version: int,
) -> None:
    for at, before in enumerate(earlier):
        if at == len(entries) or entries[at] != before:
            now = entries[at] if at < len(entries) else "nothing"
            raise Conflict("ledger_changed", f"Entry {at + 1} was {before}, and is now {now}.")
    if len(entries) > len(earlier) and entries[len(earlier)].version <= version:
        raise Conflict("ledger_changed", f"Entry {len(earlier) + 1} was added to version {version}, which is out.")
