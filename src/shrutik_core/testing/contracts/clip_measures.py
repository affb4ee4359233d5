"""What every repository of measures must keep."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.testing.builders import a_chunk
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.scenes import keep

ONE = MeasuredClip(SoundShape(16_000, 1, 16, 60_000), "ab" * 32)
LONG = MeasuredClip(SoundShape(48_000, 2, 24, 2**36 - 1), "cd" * 32)


class ClipMeasuresContract(StoreContract):
    """What decoding has shown."""

    @pytest.fixture
    def stored(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with chunks 1 to 3."""
        keep(stage, *[a_chunk(number) for number in (1, 2, 3)])
        return stage

    def test_measures_come_back_as_they_were_kept(self, stored: UnitsOfWork) -> None:
        with stored() as work:
            work.clip_measures.keep({a_chunk(1).id: ONE, a_chunk(2).id: LONG})
            work.clip_measures.keep({})
            work.commit()
        with stored() as work:
            ids = [a_chunk(number).id for number in (1, 2, 3, 4)]
            assert work.clip_measures.of(ids) == {ids[0]: ONE, ids[1]: LONG}
            assert work.clip_measures.of([]) == {}

    def test_the_first_measures_stay(self, stored: UnitsOfWork) -> None:
        for measured in (ONE, LONG):
            with stored() as work:
                work.clip_measures.keep({a_chunk(1).id: measured})
                work.commit()
        with stored() as work:
            assert work.clip_measures.of([a_chunk(1).id]) == {a_chunk(1).id: ONE}

    def test_of_a_chunk_that_is_not_there_nothing_is_kept(self, stored: UnitsOfWork) -> None:
        with stored() as work:
            work.clip_measures.keep({a_chunk(9).id: ONE, a_chunk(3).id: ONE})
            work.commit()
        with stored() as work:
            assert work.clip_measures.of([a_chunk(9).id, a_chunk(3).id]) == {a_chunk(3).id: ONE}
