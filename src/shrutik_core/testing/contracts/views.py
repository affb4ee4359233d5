"""What every view of a release's manifest must keep, and what sorts lines for one."""

import abc
from collections.abc import Sequence

import attrs
import pytest

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.sorting import LineSorting
from shrutik_core.releases.views.view import ReleaseAbout, View
from shrutik_core.releases.views.writing import write_views
from shrutik_core.testing.contracts.base import Contract

MOST_OPEN = 40
"""Files that a view of three splits may have open at once, however many clips and shards there are."""


@attrs.define
class _File:
    data: bytearray = attrs.Factory(bytearray)
    closed: bool = False

    def write(self, data: bytes, /) -> None:
        assert not self.closed
        self.data += data

    def close(self) -> None:
        self.closed = True


@attrs.define
class _Sink:
    files: dict[str, _File] = attrs.Factory(dict)
    most_open: int = 0

    def create(self, name: str) -> _File:
        assert name not in self.files, f"{name} is written twice"
        file = self.files[name] = _File()
        self.most_open = max(self.most_open, sum(not one.closed for one in self.files.values()))
        return file


class ViewContract(Contract):
    """Subclass it with a view and a release; some of its clips are blank, and it has many shards."""

    @pytest.fixture
    @abc.abstractmethod
    def view(self) -> View:
        """The view under test."""

    @pytest.fixture
    @abc.abstractmethod
    def about(self) -> ReleaseAbout:
        """What is known of the release."""

    @pytest.fixture
    @abc.abstractmethod
    def clips(self) -> Sequence[ManifestLine]:
        """Its lines, in their order."""

    def written(self, view: View, about: ReleaseAbout, clips: Sequence[ManifestLine]) -> _Sink:
        """What a view writes of it."""
        sink = _Sink()
        assert write_views(clips, [view], about, sink, lambda view: f"{view.name}/") == len(clips)
        return sink

    def test_files_have_plain_names_and_known_types(
        self, view: View, about: ReleaseAbout, clips: Sequence[ManifestLine]
    ) -> None:
        files = self.written(view, about, clips).files
        assert files
        for name in files:
            assert name.isascii()
            assert name.startswith(f"{view.name}/")
            assert not {"", ".", ".."} & set(name.split("/"))
            assert name.endswith(tuple(view.media_types))

    def test_every_file_is_ended_and_few_are_open_at_once(
        self, view: View, about: ReleaseAbout, clips: Sequence[ManifestLine]
    ) -> None:
        sink = self.written(view, about, clips)
        assert all(file.closed for file in sink.files.values())
        assert sink.most_open <= MOST_OPEN

    def test_the_same_clips_give_the_same_bytes(
        self, view: View, about: ReleaseAbout, clips: Sequence[ManifestLine]
    ) -> None:
        first, second = (
            {name: bytes(file.data) for name, file in self.written(view, about, clips).files.items()} for _ in range(2)
        )
        assert first == second

    def test_a_blank_clip_leaves_no_trace_unless_the_view_keeps_its_place(
        self, view: View, about: ReleaseAbout, clips: Sequence[ManifestLine]
    ) -> None:
        kept = [clip for clip in clips if not clip.blank]
        assert len(kept) < len(clips)
        with_all, without = self.written(view, about, clips).files, self.written(view, about, kept).files
        assert (with_all == without) is not view.keeps_blank

    def test_a_release_without_clips_has_its_files_too(self, view: View, about: ReleaseAbout) -> None:
        assert all(file.closed for file in self.written(view, about, []).files.values())


class LineSortingContract(Contract):
    """Subclass it with what begins a sorting; `many` lines are more than it holds in memory, if it has a limit."""

    @abc.abstractmethod
    def begin(self) -> LineSorting:
        """A sorting without a line."""

    @pytest.fixture
    def many(self) -> list[str]:
        """Lines in no order, some of them alike."""
        return [f"{number * 7919 % 4_001:x} {'ক' * (number % 50)}" for number in range(6_000)]

    def sorted(self, lines: list[str]) -> list[str]:
        """The lines as they come back."""
        sorting = self.begin()
        for line in lines:
            sorting.add(line)
        return list(sorting.lines())

    def test_lines_come_in_the_order_of_their_bytes(self, many: list[str]) -> None:
        assert self.sorted(many) == sorted(many, key=str.encode)

    def test_signs_beyond_the_first_plane_come_last(self) -> None:
        assert self.sorted(["\U0001f600", "\uffee", "a", "", "A"]) == ["", "A", "a", "\uffee", "\U0001f600"]

    def test_no_line_is_lost_and_none_is_made_one(self) -> None:
        assert self.sorted([]) == []
        assert self.sorted(["b", "a", "b"]) == ["a", "b", "b"]
        assert self.sorted(["a\u2028", "a\x85", "a\r"]) == ["a\r", "a\x85", "a\u2028"]
