"""Takes withdrawn clips out of a copy of a release, in place; broken off anywhere and begun again, it ends the same.

What must not be lost is written first: `withdrawn.jsonl` names every clip with the leaves that it had. From then on
all that is done can be done again.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import attrs

from shrutik_core.releases.copies.blank_line import blank_line, blank_of
from shrutik_core.releases.copies.withdrawn_file import NAME as WITHDRAWN
from shrutik_core.releases.copies.withdrawn_file import STAGING, WithdrawnFile
from shrutik_core.releases.manifest.json_lines import read_line, write_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.tree.leaves import file_leaf
from shrutik_core.shared.errors import Invalid, Missing, declare
from shrutik_datasets.copies import durable_files
from shrutik_datasets.copies.copy_folder import SHARDS, CopyFolder
from shrutik_datasets.copies.feed_check import FeedCheck
from shrutik_datasets.copies.taking_out import TakingOut, damaged
from shrutik_datasets.copies.view_writing import VIEWS, RewrittenViews, is_taken, names_of
from shrutik_datasets.folder_sink import FolderSink

declare(Invalid, "copy_damaged", "The copy is not as it was released, so clips cannot be taken out of it.")

_BATCH = 500


@attrs.frozen
class Applied:
    """What applying withdrawals came to.

    Attributes:
        release: title.
        clips: that are blank in the copy now.
        new: of these, that were not before.
        files: that were written anew, beside the shards.
    """

    release: str
    clips: int
    new: int
    files: int


@attrs.define
class Withdrawing:
    """One copy as withdrawals are applied to it.

    Attributes:
        folder: the copy.
        check: the feed, and what it is believed by.
        views: makes views again.
    """

    folder: CopyFolder
    check: FeedCheck
    views: RewrittenViews

    def run(self) -> Applied:
        """Take out what the feed withdraws.

        Raises:
            Invalid: what `check_feed` raises, so that nothing was done; ``copy_damaged`` if the copy is not as it was
                released; ``view_unknown``.
            Missing: ``copy_file_missing``.
            Unavailable: ``extra_missing`` if a view needs a package that is not installed; ``folder_unwritable``.
            Conflict: ``copy_busy`` if another process is changing it.
        """
        if not self.folder.root.is_dir():
            raise Missing(
                "copy_file_missing", f"{self.folder.root} is not a folder; name the one that holds release.json."
            )
        with durable_files.alone(self.folder.root):
            return self._run()

    def _run(self) -> Applied:
        told, listed, before = self.folder.told(), self.folder.listed(), self.folder.withdrawn()
        if before and before.release != told.title:
            raise damaged(WITHDRAWN)
        seen = self.check.seen(told.series, before.seen if before else None)
        shards = self.folder.shards(listed)
        shutil.rmtree(self._staging, ignore_errors=True)
        taking = TakingOut(self.folder, listed, self.check.feed.of(told.version), before)
        clips = taking.clips(shards)
        record = WithdrawnFile(told.title, seen, clips, taking.files)
        touched = sorted({one.shard for one in clips.values()})
        try:
            anew = self._stage(shards, touched, record, listed) | self._going(record, listed)
            record = attrs.evolve(record, files={**record.files, **anew})
            self._keep(record)
            self._blank(touched, record)
            self._put_in_place()
            self._remove(record)
        finally:
            shutil.rmtree(self._staging, ignore_errors=True)
        new = len(clips) - (len(before.clips) if before else 0)
        return Applied(told.title, len(clips), new, len(record.files))

    @property
    def _staging(self) -> Path:
        return self.folder.root / STAGING

    def _stage(
        self,
        shards: Sequence[str],
        touched: Sequence[str],
        record: WithdrawnFile,
        listed: Mapping[str, str],
    ) -> dict[str, bytes]:
        """Make the new files ready; the leaves of those that change, as they were released."""
        if not record.clips:
            return {}
        sink = FolderSink(self._staging)
        for shard in touched:
            texts = (f"{write_line(line)}\n".encode() for line in self._lines([shard], record))
            with sink.create(self.folder.manifest(shard)) as file:
                for block in self.folder.compressor.pack(_batched(texts)):
                    file.write(block)
        self.views.write(self.folder, names_of(listed), shards, self._lines(shards, record), sink)
        return dict(self._changed(record, listed))

    def _going(self, record: WithdrawnFile, listed: Mapping[str, str]) -> dict[str, bytes]:
        """The leaves, as released, of files that are the sound of a clip that is taken out."""
        going = [path for path in listed if path not in record.files and is_taken(path, record.clips)]
        return {path: self._leaf(path, listed) for path in going}

    def _leaf(self, path: str, listed: Mapping[str, str]) -> bytes:
        size, sha256 = self.folder.digest(path)
        if sha256 != listed[path]:
            raise damaged(path)
        return file_leaf(path, size, bytes.fromhex(sha256))

    def _remove(self, record: WithdrawnFile) -> None:
        for path in sorted(record.files):
            if is_taken(path, record.clips):
                durable_files.remove(self.folder.root / path)

    def _changed(self, record: WithdrawnFile, listed: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        for path in sorted(_files(self._staging)):
            staged = self._staging / path
            if path.startswith(VIEWS):
                new = CopyFolder(self._staging, self.folder.compressor).digest(path)
                if path not in listed or self.folder.digest(path) == new:
                    staged.unlink()
                elif path not in record.files:
                    yield path, self._leaf(path, listed)
            if staged.exists():
                durable_files.sync(staged)

    def _keep(self, record: WithdrawnFile) -> None:
        lines = (f"{line}\n".encode() for line in record.lines())
        durable_files.write_whole(self.folder.root / WITHDRAWN, lines)

    def _blank(self, touched: Sequence[str], record: WithdrawnFile) -> None:
        for shard in touched:
            lines = (line for line in self._lines([shard], record) if line.clip in record.clips)
            parts = ((line.offset_bytes, blank_of(line)) for line in lines)
            durable_files.overwrite(self.folder.root / SHARDS / f"{shard}.tar", parts)

    def _put_in_place(self) -> None:
        for path in sorted(_files(self._staging)):
            durable_files.move(self._staging / path, self.folder.root / path)

    def _lines(self, shards: Sequence[str], record: WithdrawnFile) -> Iterator[ManifestLine]:
        """The lines as they are to be."""
        for shard in shards:
            for text in self.folder.manifest_lines(shard):
                line = read_line(text)
                yield blank_line(line) if line.clip in record.clips else line


def _files(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _batched(texts: Iterator[bytes]) -> Iterator[bytes]:
    while batch := b"".join(islice(texts, _BATCH)):
        yield batch
