"""What every repository of chunks must keep; claiming has a suite of its own in `claims`."""

import pytest

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_chunk, a_collection, a_recording
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.scenes import keep


class ChunksContract(StoreContract):
    """Chunks."""

    def test_a_chunk_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        chunk = a_chunk(1, quality={"snr_db": 18.25, "peak_dbfs": -3.5}, sample_rate=44_100, wanted=3)
        keep(stage, chunk, a_chunk(2, status=ChunkStatus.SILENT))
        with stage() as work:
            assert work.chunks.find(chunk.id) == chunk
            assert work.chunks.find(chunk.id, lock=True) == chunk
            assert work.chunks.find(a_chunk(2).id) == a_chunk(2, status=ChunkStatus.SILENT)
            assert work.chunks.find(a_chunk(3).id) is None

    def test_what_is_there_stays_as_it_is(self, stage: UnitsOfWork) -> None:
        heard = a_chunk(1, votes=2)
        keep(stage, heard)
        with stage() as work:
            work.chunks.add_all([a_chunk(1), a_chunk(2)])
            work.commit()
        with stage() as work:
            assert work.chunks.find(heard.id) == heard
            assert work.chunks.find(a_chunk(2).id) == a_chunk(2)

    def test_many_are_kept_from_a_stream(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.chunks.add_all(a_chunk(number) for number in range(1, 1_201))
            work.chunks.add_all(iter(()))
            work.commit()
        with stage() as work:
            assert len(walk(lambda request: work.chunks.page(a_recording(1).id, request), limit=100)) == 1_200

    def test_saving_changes_the_life(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1), a_chunk(2))
        settled = a_chunk(1, votes=3, skips=1, wanted=4).settle("আমি গান গাই", 0.971, Settler.CONSENSUS)
        with stage() as work:
            work.chunks.save(settled)
            work.commit()
        with stage() as work:
            assert work.chunks.find(settled.id) == settled
            assert work.chunks.find(a_chunk(2).id) == a_chunk(2)

    def test_an_empty_text_is_not_no_text(self, stage: UnitsOfWork) -> None:
        nobody = a_chunk(1).settle("", 0.9, Settler.CONSENSUS)
        keep(stage, nobody)
        with stage() as work:
            assert work.chunks.find(nobody.id) == nobody

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.chunks.save(a_chunk(1))
        assert error.value.code == "chunk_missing"

    def test_pages_are_in_order_of_index(self, stage: UnitsOfWork) -> None:
        count = 12
        shuffled = [a_chunk(number, index=number * 7 % count) for number in range(1, count + 1)]
        keep(stage, a_recording(2), *shuffled, a_chunk(99, recording=a_recording(2).id, index=3))
        with stage() as work:
            found = walk(lambda request: work.chunks.page(a_recording(1).id, request), limit=5)
            assert [chunk.index for chunk in found] == list(range(count))
            assert walk(lambda request: work.chunks.page(a_recording(3).id, request)) == []

    def test_a_strange_cursor_is_invalid(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Invalid) as error, stage() as work:
            work.chunks.page(a_recording(1).id, PageRequest(2, "no cursor of ours"))
        assert error.value.code == "cursor_invalid"

    def test_ids_of_are_those_with_a_voice_in_order(self, stage: UnitsOfWork) -> None:
        heard = [a_chunk(number, votes=number % 3) for number in range(1, 10)]
        settled = a_chunk(10, votes=2).settle("ক", 0.9, Settler.REVIEWER)
        elsewhere = a_chunk(11, votes=1, collection=a_collection(2).id)
        keep(stage, *heard[::-1], settled, elsewhere)
        with stage() as work:
            found = list(work.chunks.ids_of(a_collection(1).id))
            assert found == [chunk.id for chunk in (*heard, settled) if chunk.votes]
            assert list(work.chunks.ids_of(a_collection(2).id)) == [elsewhere.id]

    def test_ids_of_go_on_behind_one(self, stage: UnitsOfWork) -> None:
        kept = sorted((a_chunk(number, votes=1) for number in range(1, 5)), key=lambda chunk: chunk.id)
        keep(stage, *kept)
        with stage() as work:
            behind = list(work.chunks.ids_of(a_collection(1).id, after=kept[1].id))
        assert behind == [chunk.id for chunk in kept[2:]]

    def test_ids_of_many(self, stage: UnitsOfWork) -> None:
        kept = [a_chunk(number, votes=1) for number in range(1, 1_201)]
        keep(stage, *kept)
        with stage() as work:
            assert list(work.chunks.ids_of(a_collection(1).id)) == [chunk.id for chunk in kept]

    def test_other_repositories_may_be_read_while_ids_come(self, stage: UnitsOfWork) -> None:
        keep(stage, *[a_chunk(number, votes=1) for number in range(1, 6)])
        with stage() as work:
            found = [work.chunks.find(chunk) for chunk in work.chunks.ids_of(a_collection(1).id)]
        assert found == [a_chunk(number, votes=1) for number in range(1, 6)]

    def test_a_locked_chunk_waits_its_turn(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1))

        def hear() -> None:
            with stage() as work:
                found = work.chunks.find(a_chunk(1).id, lock=True)
                assert found is not None
                work.chunks.save(a_chunk(1, votes=found.votes + 1))
                work.commit()

        at_once(*[hear] * 8)
        with stage() as work:
            assert work.chunks.find(a_chunk(1).id) == a_chunk(1, votes=8)
