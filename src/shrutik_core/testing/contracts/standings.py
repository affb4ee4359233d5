"""What every repository of standings must keep."""

from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing.builders import a_contributor
from shrutik_core.testing.contracts.base import StoreContract

ONE, TWO = a_contributor(1).id, a_contributor(2).id
SOME, MORE = Standing(8, 2, 1, 0), Standing(20, 3, 3, 1)


class StandingsContract(StoreContract):
    """What settled chunks say of people."""

    def test_nobody_is_known_at_first(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            assert work.standings.of([ONE, TWO], "bn") == {ONE: Standing(), TWO: Standing()}
            assert work.standings.of([], "bn", lock=True) == {}

    def test_the_latest_is_kept_for_each_person_and_language(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.standings.put_all({ONE: SOME}, "bn")
            work.standings.put_all({ONE: SOME}, "en")
            work.standings.put_all({ONE: MORE}, "bn")
            work.standings.put_all({}, "bn")
            work.commit()
        with stage() as work:
            assert work.standings.of([TWO, ONE], "bn", lock=True) == {ONE: MORE, TWO: Standing()}
            assert work.standings.of([ONE], "en") == {ONE: SOME}
            assert work.standings.of([ONE], "hi") == {ONE: Standing()}

    def test_several_are_kept_at_once_those_that_are_known_and_those_that_are_not(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.standings.put_all({TWO: SOME}, "bn")
            work.standings.put_all({TWO: MORE, ONE: SOME}, "bn")
            assert work.standings.of([ONE, TWO], "bn") == {ONE: SOME, TWO: MORE}

    def test_what_was_not_committed_is_not_kept(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.standings.put_all({ONE: SOME}, "bn")
        with stage() as work:
            assert work.standings.of([ONE], "bn") == {ONE: Standing()}
