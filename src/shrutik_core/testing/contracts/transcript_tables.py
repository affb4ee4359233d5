"""What every source, sorter and sink of tables of transcriptions must keep."""

import abc
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shrutik_core.consensus.crowd.table_changes import ChangeKind, OnChange, TableChanges, refuse_change, unheeded
from shrutik_core.consensus.result import PROMPT, Transcript
from shrutik_core.ports.transcript_tables import Cell, TableSink, TranscriptSorter, TranscriptSource
from shrutik_core.shared.errors import Invalid, Missing, Unavailable
from shrutik_core.testing.contracts.base import Contract

ROWS = (
    Transcript("clip-2", "রহিম", "আমি বাংলায় গান গাই"),
    Transcript("clip-1", "salma", "what I heard"),
    Transcript("clip-2", "salma", ""),
    Transcript("clip-10", "salma", 'she said "no", then left'),
    Transcript("clip-1", "kabir", "what\nI heard"),
)
COLUMNS = {"item": str, "confidence": float, "votes": int}
TABLE = (("clip-1", 0.835, 3), ("আমি, তুমি", 0.5, 0), ('"', 1.0, 12))

PROMPTS = {"clip-1": "what I read", "clip-10": ""}

UNTIDY = (
    Transcript("clip-1\u00a0", "salma", "what I heard "),
    Transcript(" ", "", "\u200b"),
    Transcript("clip-1", "\ufeffjose\u0301\u200b", "what I heard"),
    Transcript("", "", ""),
)
TIDY = (Transcript("clip-1", "salma", "what I heard "), Transcript("clip-1", "jos\u00e9", "what I heard"))


class Made(Protocol):
    """Makes a source that holds just these rows, and tells what it does not take as it stands."""

    def __call__(self, rows: Sequence[Transcript], told: OnChange = unheeded) -> TranscriptSource: ...


Prompted = Callable[[Sequence[Transcript], Mapping[str, str]], TranscriptSource]
Read = Callable[[], Sequence[Sequence[Cell]] | None]

_names = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), min_size=1, max_size=6)
_rows = st.lists(st.builds(Transcript, _names, _names, st.text(st.characters(codec="utf-8"), max_size=9)), max_size=40)


class TranscriptSourceContract(Contract):
    """Rows come in as they lie, as often as they are asked for."""

    @pytest.fixture
    @abc.abstractmethod
    def source_of(self) -> Made:
        """See `Made`."""

    @pytest.fixture
    @abc.abstractmethod
    def prompted(self) -> Prompted:
        """Makes a source whose rows also say what was to be read in their item."""

    @pytest.fixture
    @abc.abstractmethod
    def missing(self) -> TranscriptSource:
        """A source whose table is not there."""

    def test_rows_come_in_their_order_each_time(self, source_of: Made) -> None:
        source = source_of(ROWS)
        assert tuple(source.rows()) == tuple(source.rows()) == ROWS

    def test_behind_a_row_that_names_a_prompt_comes_one_that_says_which(self, prompted: Prompted) -> None:
        wanted: list[Transcript] = []
        for row in ROWS:
            prompt = PROMPTS.get(row.item)
            wanted += [row, Transcript(row.item, PROMPT, prompt)] if prompt else [row]
        assert list(prompted(ROWS, PROMPTS).rows()) == wanted

    def test_a_prompt_of_more_than_100_000_characters_is_refused(self, prompted: Prompted) -> None:
        row = Transcript("i", "w", "x")
        assert len(list(prompted((row,), {"i": "x" * 100_000}).rows())) == 2
        with pytest.raises(Invalid) as caught:
            list(prompted((row,), {"i": "x" * 100_001}).rows())
        assert caught.value.code == "text_too_long"

    def test_an_empty_table_has_no_rows(self, source_of: Made) -> None:
        assert list(source_of(()).rows()) == []

    def test_the_share_that_is_read_rises_within_0_and_1(self, source_of: Made) -> None:
        told: list[float] = []
        assert len(list(source_of(ROWS * 10_000).rows(told.append))) == 50_000
        assert told == sorted(told)
        assert told
        assert all(0 <= share <= 1 for share in told)

    def test_a_nameless_item_or_worker_is_refused(self, source_of: Made) -> None:
        for row in (Transcript("", "w", "x"), Transcript("i", "", "x")):
            with pytest.raises(Invalid) as caught:
                list(source_of((ROWS[0], row)).rows())
            assert caught.value.code == "row_invalid"

    def test_names_are_tidied_and_blank_rows_passed_over(self, source_of: Made) -> None:
        assert tuple(source_of(UNTIDY).rows()) == TIDY

    def test_what_is_not_taken_as_it_stands_is_told_in_order(self, source_of: Made) -> None:
        told = TableChanges()
        assert len(list(source_of(UNTIDY, told).rows())) == 2
        counts = {kind: one.count for kind, one in told.counted.items()}
        assert counts == {ChangeKind.NAME: 2, ChangeKind.BLANK_ROW: 2}
        assert list(source_of(TIDY, refuse_change).rows()) == list(TIDY)

    def test_what_is_told_can_be_refused(self, source_of: Made) -> None:
        for row in UNTIDY:
            if row not in TIDY:
                with pytest.raises(Invalid) as caught:
                    list(source_of((row, *ROWS), refuse_change).rows())
                assert caught.value.code == "table_untidy"

    def test_a_text_of_more_than_100_000_characters_is_refused(self, source_of: Made) -> None:
        assert len(next(iter(source_of((Transcript("i", "w", "x" * 100_000),)).rows())).text) == 100_000
        with pytest.raises(Invalid) as caught:
            list(source_of((Transcript("i", "w", "x" * 100_001),)).rows())
        assert caught.value.code == "text_too_long"

    def test_a_table_that_is_not_there_is_missing(self, missing: TranscriptSource) -> None:
        with pytest.raises(Missing) as caught:
            list(missing.rows())
        assert caught.value.code == "file_missing"


class TranscriptSorterContract(Contract):
    """Rows of one item come together."""

    @pytest.fixture
    @abc.abstractmethod
    def sorter(self) -> TranscriptSorter:
        """The sorter; one that goes to disk soon shows most."""

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rows=_rows)
    def test_rows_come_by_item_then_worker_in_the_order_of_their_bytes(
        self, sorter: TranscriptSorter, rows: list[Transcript]
    ) -> None:
        with sorter.sort(iter(rows)) as found:
            keys = [(row.item.encode(), row.worker.encode()) for row in found]
            assert keys == sorted(keys)
            assert sorted(found) == sorted(rows)
            assert len(found) == len(rows)

    def test_they_can_be_gone_through_again_and_by_two_at_once(self, sorter: TranscriptSorter) -> None:
        with sorter.sort(ROWS) as found:
            assert list(found) == list(found)
            assert all(one == other for one, other in zip(found, found, strict=True))

    def test_what_raises_while_rows_come_in_goes_through(self, sorter: TranscriptSorter) -> None:
        def broken() -> Iterable[Transcript]:
            yield ROWS[0]
            raise Invalid("row_invalid", "This row cannot be read.")

        with pytest.raises(Invalid), sorter.sort(broken()):
            pass  # pragma: no cover


class TableSinkContract(Contract):
    """A table appears whole or not at all."""

    @pytest.fixture
    @abc.abstractmethod
    def sink(self) -> TableSink:
        """The sink; nothing was written before."""

    @pytest.fixture
    @abc.abstractmethod
    def read(self) -> Read:
        """Gives what the sink holds, cells of the types of COLUMNS; None before the first table."""

    @pytest.fixture
    @abc.abstractmethod
    def unwritable(self) -> TableSink:
        """A sink that has no place to write to."""

    def test_a_place_that_cannot_be_written_to_is_told_before_any_row(self, unwritable: TableSink) -> None:
        with pytest.raises(Unavailable) as caught, self._opened(unwritable):
            pytest.fail("There is nowhere to write to, and yet rows are taken.")
        assert caught.value.code == "folder_unwritable"

    def _opened(self, sink: TableSink) -> AbstractContextManager[Callable[[Sequence[Cell]], None]]:
        return sink.open(COLUMNS)

    def _break_off(self, sink: TableSink) -> None:
        with self._opened(sink) as write:
            write(TABLE[1])
            raise KeyboardInterrupt

    def test_the_table_is_there_afterwards_and_not_before(self, sink: TableSink, read: Read) -> None:
        with self._opened(sink) as write:
            for row in TABLE:
                write(row)
            assert read() is None
        assert _plain(read()) == TABLE

    def test_a_table_without_rows_is_a_table(self, sink: TableSink, read: Read) -> None:
        with self._opened(sink):
            pass
        assert _plain(read()) == ()

    def test_an_error_leaves_what_was_there_before(self, sink: TableSink, read: Read) -> None:
        with self._opened(sink) as write:
            write(TABLE[0])
        with pytest.raises(KeyboardInterrupt):
            self._break_off(sink)
        assert _plain(read()) == TABLE[:1]

    def test_a_new_table_takes_the_place_of_the_old_one(self, sink: TableSink, read: Read) -> None:
        for row in TABLE:
            with self._opened(sink) as write:
                write(row)
        assert _plain(read()) == TABLE[2:]


def _plain(rows: Sequence[Sequence[Cell]] | None) -> tuple[tuple[Cell, ...], ...]:
    assert rows is not None
    return tuple(map(tuple, rows))
