"""Verifies a copy of a release: each byte of it, against its root, its signature, and the withdrawal feed."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import attrs

from shrutik_core.releases import checksums, provenance, release_json
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.names import SIGNATURE, Kind, extra, misplaced, missing, strange
from shrutik_core.releases.copies.paths_in import Resolving
from shrutik_core.releases.copies.report import CopyReport
from shrutik_core.releases.copies.seal import SealCheck
from shrutik_core.releases.copies.tally import CopyTally
from shrutik_core.releases.copies.told import ToldRelease
from shrutik_core.releases.copies.withdrawn_file import NAME as WITHDRAWN
from shrutik_core.releases.copies.withdrawn_file import WithdrawnFile
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.releases.signing.release_signature import Holds
from shrutik_core.releases.splits.ledger_lines import NAME as SPLITS
from shrutik_core.releases.splits.ledger_lines import read_ledger
from shrutik_core.releases.splits.split import SplitBy
from shrutik_core.releases.stats.stats_json import NAME as STATS
from shrutik_core.releases.stats.stats_json import read_stats
from shrutik_core.releases.tree.leaves import file_leaf
from shrutik_core.releases.tree.release_tree import OUTSIDE, ReleaseTree
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_datasets.copies.copy_folder import SHARDS, CopyFolder
from shrutik_datasets.copies.feed_check import FeedCheck
from shrutik_datasets.copies.path_check import PathCheck
from shrutik_datasets.copies.shard_check import ShardCheck
from shrutik_datasets.copies.view_writing import VIEWS, RewrittenViews, is_taken

One = TypeVar("One")


@attrs.frozen
class CopyTrust:
    """What a copy is held against.

    Attributes:
        keys: that are trusted; empty if none was given.
        holds: checks one Ed25519 signature.
        feed: checks what was withdrawn; None if no feed was given.
    """

    keys: Sequence[ReleaseKey]
    holds: Holds
    feed: FeedCheck | None = None


@attrs.define
class Verifying:
    """One copy as it is verified.

    Attributes:
        folder: the copy.
        trust: what it is held against.
        views: makes views again, to compare those that were rewritten.
        fast: whether sizes and the index are enough.
    """

    folder: CopyFolder
    trust: CopyTrust
    views: RewrittenViews
    fast: bool = False
    faults: list[CopyFault] = attrs.field(factory=list, init=False)
    notes: list[str] = attrs.field(factory=list, init=False)
    checked: list[str] = attrs.field(factory=list, init=False)
    unchecked: list[str] = attrs.field(factory=list, init=False)
    leaves: dict[str, bytes] = attrs.field(factory=dict, init=False)

    def run(self) -> CopyReport:
        """Read the copy and say what was found.

        Raises:
            Missing: ``copy_file_missing`` if it has no list of checksums.
            Invalid: ``checksums_malformed`` if that cannot be read.
        """
        listed = self.folder.listed()
        told = self._guarded(release_json.NAME, self.folder.told)
        taken = self._guarded(WITHDRAWN, self.folder.withdrawn)
        self._names(listed, self.folder.found(), taken)
        if told is None:
            self.unchecked.append("what follows from release.json, which cannot be read")
        else:
            self._inside(told, taken, listed)
        faults = tuple(sorted(dict.fromkeys(self.faults), key=lambda fault: fault.path))
        title = told.title if told else ""
        return CopyReport(title, faults, tuple(self.notes), tuple(self.checked), tuple(self.unchecked))

    def _inside(self, told: ToldRelease, taken: WithdrawnFile | None, listed: dict[str, str]) -> None:
        tally = CopyTally(self._prompts_apart(), taken)
        shards = self.folder.shards(listed)
        check = ShardCheck(self.folder, listed, told.title, tally, taken)
        for shard in shards:
            (check.glance if self.fast else check.check)(shard)
        self.faults += [*check.faults, *tally.faults]
        self.leaves.update(check.leaves)
        of_shards = {self.folder.manifest(one) for one in shards} | {f"{SHARDS}{one}.tar" for one in shards}
        plain = [path for path in listed if path not in of_shards]
        if not self.fast:
            self._plain(plain, listed, taken)
            self._root(told, listed)
        self._counts(tally, told, shards, listed)
        resolving = Resolving(frozenset(listed), frozenset(one.rpartition("-")[0] for one in shards))
        self.faults += PathCheck(self.folder, resolving).check(plain, fast=self.fast)
        self.checked.append("every path in them")
        self._seal(told, listed)
        self._withdrawals(told, taken, shards)

    def _names(self, listed: Mapping[str, str], found: Mapping[str, Kind], taken: WithdrawnFile | None) -> None:
        self.faults += strange(found)
        out = {path for path in taken.files if is_taken(path, taken.clips)} if taken else set()
        gone, more = [path for path in missing(listed, found) if path not in out], extra(listed, found)
        for path in sorted(out & found.keys()):
            self.faults.append(CopyFault(path, "was withdrawn and is still here; apply the withdrawals again"))
        look = not self.fast and bool(gone)
        self.faults += misplaced(gone, {path: self.folder.digest(path)[1] if look else "" for path in more}, listed)
        self.checked.append(f"the names of {len(listed)} files")

    def _plain(self, paths: Sequence[str], listed: Mapping[str, str], taken: WithdrawnFile | None) -> None:
        for path in paths:
            # What is made from the manifests can be made again to compare; nothing else may have been written anew.
            if taken and path in taken.files and path.startswith(VIEWS):
                self.leaves[path] = taken.files[path]
                continue
            try:
                size, sha256 = self.folder.digest(path)
            except Missing:  # named among what is missing or strange
                continue
            if sha256 != listed[path]:
                self.faults.append(CopyFault(path, "has other bytes than SHA256SUMS says; fetch it again"))
            self.leaves[path] = file_leaf(path, size, bytes.fromhex(sha256))
        self.checked.append("every byte")

    def _root(self, told: ToldRelease, listed: Mapping[str, str]) -> None:
        tree, held = ReleaseTree(), sorted(set(listed) - OUTSIDE, key=str.encode)
        if self.faults or not all(path in self.leaves for path in held):
            self.unchecked.append("the root, for not all files are as they were")
            return
        for path in held:
            tree.add(path, self.leaves[path])
        if tree.root != told.root:
            self.faults.append(
                CopyFault(release_json.NAME, f"says root {told.root}, and the files lead to {tree.root}")
            )
        self.checked.append("the root")

    def _counts(self, tally: CopyTally, told: ToldRelease, shards: Sequence[str], listed: Mapping[str, str]) -> None:
        if any(fault.path.startswith("manifest/") for fault in self.faults):
            self.unchecked.append("the counts, for a manifest is not whole")
            return
        self.faults += tally.compare(told, len(shards), len(set(listed) - OUTSIDE))
        self.checked += [f"{sum(tally.clips.values())} clips", "the counts", "that no speaker is in two splits"]
        if STATS in listed:
            stats = self._guarded(STATS, lambda: read_stats(self.folder.text(STATS)))
            self.faults += tally.compare_stats(stats, told.title) if stats else ()

    def _seal(self, told: ToldRelease, listed: dict[str, str]) -> None:
        seal = SealCheck(told, listed, self.folder.text(checksums.NAME))
        origin = self._guarded(provenance.NAME, lambda: self.folder.text(provenance.NAME))
        signature = self._guarded(SIGNATURE, lambda: self.folder.text(SIGNATURE))
        if signature is not None:
            seal.signature(signature, origin or "", self.trust.keys, self.trust.holds)
        if origin is not None:
            seal.origin(origin)
        self.faults += seal.faults
        if seal.rewritten:
            self.notes.append(f"{checksums.NAME} is not in the form that was signed, but says the same")
        if seal.signed:
            self.checked.append("the signature")
        elif not self.trust.keys:
            self.unchecked.append("signature not checked: give --key")

    def _withdrawals(self, told: ToldRelease, taken: WithdrawnFile | None, shards: Sequence[str]) -> None:
        if taken and taken.release != told.title:
            self.faults.append(CopyFault(WITHDRAWN, f"is of {taken.release}, not of {told.title}"))
            return
        if taken and taken.files and not self.fast and not self.faults:
            self.faults += self.views.compare(self.folder, shards, taken)
            self.checked.append("the files that were written anew when clips were withdrawn")
        if self.trust.feed is None:
            number = len(taken.clips) if taken else 0
            blank = f" (nor that the {number} clips that are blank here were withdrawn)" if number else ""
            self.unchecked.append(f"withdrawals not checked: give --feed{blank}")
            return
        found = list(self.trust.feed.faults(self.folder, told, taken, shards))
        self.faults += found
        if not found:
            self.checked.append("the withdrawal feed")

    def _prompts_apart(self) -> bool:
        ledger = self._guarded(SPLITS, lambda: read_ledger(self.folder.text(SPLITS).split("\n", 1)[:1]))
        return ledger is not None and ledger.split_by is SplitBy.PROMPT

    def _guarded(self, path: str, read: Callable[[], One]) -> One | None:
        """What is read from a file; None if it cannot be, which is a fault."""
        try:
            return read()
        except Missing:  # named among what is missing or strange
            return None
        except (Invalid, ValueError) as error:
            self.faults.append(CopyFault(path, error.detail if isinstance(error, Invalid) else str(error)))
            return None
