"""Accounts in the cache of a process: no statement while nothing changes, and every change in every process at once."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import attrs
import pytest
from sqlalchemy import URL, Engine, event, text

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.ports.access_tokens import Bearer
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Refused, ShrutikError
from shrutik_core.testing.builders import a_contributor
from shrutik_core.testing.contracts.accounts import soon
from shrutik_core.testing.scenes import set_stage
from shrutik_core.use_cases.people.log_in import Identify
from shrutik_postgres.accounts import PostgresAccounts
from shrutik_postgres.engine import make_engine
from shrutik_system.clock import SystemClock
from shrutik_system.keys import SigningKey
from shrutik_system.tokens import JwtAccessTokens

PERSON = a_contributor(2)
LISTENERS = "FROM pg_stat_activity WHERE application_name = 'shrutik account listener' AND datname = current_database()"


@pytest.fixture
def stage(units_of_work: UnitsOfWork) -> UnitsOfWork:
    set_stage(units_of_work)
    return units_of_work


class Process:
    """A cache of its own over an engine of its own, as each process has them."""

    def __init__(self, url: URL, **options: float) -> None:
        self.engine = make_engine(url, application="another process")
        self.accounts = PostgresAccounts(self.engine, **options)
        self.statements = 0
        event.listen(self.engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self.statements += 1

    def role(self) -> Role | None:
        found = self.accounts.find(PERSON.id)
        return found.role if found else None

    def warm(self) -> None:
        """Ask until nothing is read any more."""

        def known() -> bool:
            before = self.statements
            self.role()
            return self.statements == before

        assert soon(known)


@pytest.fixture
def processes(postgres_url: URL, stage: UnitsOfWork) -> Iterator[list[Process]]:
    made = [Process(postgres_url) for _ in range(2)]
    for process in made:
        process.warm()
    yield made
    for process in made:
        process.engine.dispose()


def save(stage: UnitsOfWork, **changes: object) -> None:
    with stage() as work:
        work.contributors.save(attrs.evolve(PERSON, **changes))
        work.commit()


def behind_its_back(engine: Engine, role: Role) -> None:
    """A change that no cache hears of."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE contributors SET role = :role WHERE id = :id"), {"role": role, "id": PERSON.id})


def test_what_is_known_is_not_read_again(processes: list[Process]) -> None:
    before = processes[0].statements
    for _ in range(100):
        assert processes[0].accounts.find(PERSON.id) == PERSON
    assert processes[0].statements == before


def test_a_change_is_seen_in_every_process_within_a_second(processes: list[Process], stage: UnitsOfWork) -> None:
    for role in (Role.REVIEWER, Role.ADMIN, Role.CONTRIBUTOR):
        save(stage, role=role)
        assert soon(lambda role=role: all(process.role() is role for process in processes))


def test_what_is_undone_changes_nothing(processes: list[Process], stage: UnitsOfWork) -> None:
    with stage() as work:
        work.contributors.save(attrs.evolve(PERSON, role=Role.ADMIN))
    time.sleep(0.1)
    assert [process.role() for process in processes] == [Role.CONTRIBUTOR] * 2


def test_a_token_ends_with_its_account_everywhere_and_does_not_come_back(
    processes: list[Process], stage: UnitsOfWork
) -> None:
    tokens, clock = JwtAccessTokens([SigningKey("one", b"k" * 32)]), SystemClock()
    token = tokens.issue(Bearer(PERSON.id, 0), datetime.now(UTC)).text

    def says(process: Process) -> str:
        try:
            return Identify(process.accounts, clock, tokens)(token).email
        except Refused as error:
            return error.code

    assert {says(process) for process in processes} == {PERSON.email}
    save(stage, status=ContributorStatus.DISABLED)
    assert soon(lambda: {says(process) for process in processes} == {"account_inactive"})
    save(stage)
    assert soon(lambda: {says(process) for process in processes} == {"token_invalid"})
    time.sleep(0.1)
    assert {says(process) for process in processes} == {"token_invalid"}


def test_after_a_lost_connection_it_begins_empty(processes: list[Process], engine: Engine) -> None:
    with engine.begin() as connection:
        ended = connection.execute(text(f"SELECT pg_terminate_backend(pid) {LISTENERS}")).all()
    assert len(ended) >= 2
    behind_its_back(engine, Role.RESEARCHER)
    assert soon(lambda: all(process.role() is Role.RESEARCHER for process in processes))
    for process in processes:
        process.warm()


def test_while_nothing_can_be_heard_nothing_is_believed(postgres_url: URL, stage: UnitsOfWork, engine: Engine) -> None:
    process = Process(postgres_url)
    process.accounts._listener._address = "postgresql://127.0.0.1:1/nowhere"
    for role in (Role.REVIEWER, Role.ADMIN):
        behind_its_back(engine, role)
        assert process.role() is role
    assert process.statements == 2
    process.engine.dispose()


def test_nothing_is_believed_for_longer_than_its_age(postgres_url: URL, stage: UnitsOfWork, engine: Engine) -> None:
    process = Process(postgres_url, longest_age=0.3)
    process.warm()
    behind_its_back(engine, Role.ADMIN)
    assert process.role() is Role.CONTRIBUTOR
    assert soon(lambda: process.role() is Role.ADMIN)
    process.engine.dispose()


def test_those_not_asked_for_longest_go_first(postgres_url: URL, stage: UnitsOfWork) -> None:
    process = Process(postgres_url, most=2)
    process.warm()
    one, two, three = (a_contributor(number).id for number in (1, 2, 3))
    read = []
    for person in (one, two, one, three, one, two):
        before = process.statements
        process.accounts.find(person)
        read.append(process.statements - before)
    assert read == [1, 0, 0, 1, 0, 1]
    process.engine.dispose()


def test_it_ends_with_its_engine_and_a_later_look_up_begins_again(processes: list[Process], engine: Engine) -> None:
    def listeners() -> int:
        with engine.connect() as connection:
            return connection.execute(text(f"SELECT count(*) {LISTENERS}")).scalar_one()

    assert soon(lambda: listeners() == 2)
    processes[0].engine.dispose()
    assert soon(lambda: listeners() == 1)
    processes[0].warm()
    assert soon(lambda: listeners() == 2)


def test_a_database_that_does_not_answer_is_said_to_be_away() -> None:
    away = PostgresAccounts(make_engine("postgresql://127.0.0.1:1/nowhere"))
    with pytest.raises(ShrutikError) as error:
        away.find(PERSON.id)
    assert error.value.code == "database_unavailable"
    away.close()
