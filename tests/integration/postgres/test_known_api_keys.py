"""API keys in the cache of a process: no statement while nothing changes, and every revocation in every process."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, event, text

from shrutik_core.people.roles import Permission
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Refused, ShrutikError
from shrutik_core.testing.builders import a_contributor
from shrutik_core.testing.contracts.accounts import soon
from shrutik_core.testing.people import a_secret, an_api_key
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.use_cases.people.api_keys import ApiKeyWish, ManageApiKeys
from shrutik_core.use_cases.people.identify_key import IdentifyKey
from shrutik_postgres.account_listener import AccountListener
from shrutik_postgres.accounts import PostgresAccounts
from shrutik_postgres.engine import make_engine
from shrutik_postgres.known_api_keys import PostgresKnownApiKeys
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.api_key_secrets import SystemApiKeySecrets
from shrutik_system.change_counts import ChangeCounts
from shrutik_system.clock import SystemClock
from shrutik_system.ids import SystemIds


class Process:
    """Caches of its own over an engine of its own, as each process has them."""

    def __init__(self, url: URL, count_of: Callable[[str], int] = lambda _: 0) -> None:
        self.engine = make_engine(url, application="another process")
        listener = AccountListener(self.engine.url)
        self.keys = PostgresKnownApiKeys(self.engine, listener, count_of)
        accounts = PostgresAccounts(self.engine, listener, count_of=count_of)
        self.identify = IdentifyKey(self.keys, accounts, SystemClock())
        self.statements: list[str] = []
        event.listen(self.engine, "before_cursor_execute", self._note)

    def _note(self, _: object, __: object, statement: str, *___: object) -> None:
        if threading.current_thread() is threading.main_thread():
            self.statements.append(statement)

    def says(self, text: str) -> str:
        try:
            return str(self.identify(text).contributor.id)
        except Refused as error:
            return error.code

    def warm(self, text: str) -> None:
        def known() -> bool:
            before = len(self.statements)
            self.says(text)
            return len(self.statements) == before

        assert soon(known)


@pytest.fixture
def stage(units_of_work: UnitsOfWork) -> UnitsOfWork:
    set_stage(units_of_work)
    keep(units_of_work, an_api_key(1))
    return units_of_work


@pytest.fixture
def processes(postgres_url: URL, stage: UnitsOfWork) -> Iterator[list[Process]]:
    made = [Process(postgres_url) for _ in range(2)]
    for process in made:
        process.warm(a_secret(1).text)
    yield made
    for process in made:
        process.engine.dispose()


def test_who_calls_takes_no_statement_when_warm(processes: list[Process]) -> None:
    before = len(processes[0].statements)
    for _ in range(100):
        assert processes[0].says(a_secret(1).text) == str(a_contributor(1).id)
    assert processes[0].statements[before:] == []


def test_its_use_is_noted_beside_the_request(processes: list[Process], engine: Engine) -> None:
    def noted() -> object:
        with engine.connect() as connection:
            return connection.execute(text("SELECT last_used_at FROM api_keys")).scalar_one()

    assert soon(lambda: noted() is not None)


def test_a_revocation_is_seen_in_every_process(processes: list[Process], stage: UnitsOfWork) -> None:
    manage = ManageApiKeys(stage, SystemClock(), SystemIds(), SystemApiKeySecrets())
    owner = a_contributor(1).actor
    for _ in range(20):
        made = manage.make(owner, ApiKeyWish("phone", frozenset({Permission.RECORD}), timedelta(hours=1)))
        assert {process.says(made.text) for process in processes} == {str(owner.id)}
        manage.revoke(owner, made.key.id)
        assert soon(lambda made=made: {process.says(made.text) for process in processes} == {"api_key_invalid"})


def test_processes_that_share_counts_see_a_revocation_at_once(
    postgres_url: URL, engine: Engine, tmp_path: Path, stage: UnitsOfWork
) -> None:
    counts = ChangeCounts(tmp_path / "changes")
    manage = ManageApiKeys(
        PostgresUnitsOfWork(engine, counts.advance), SystemClock(), SystemIds(), SystemApiKeySecrets()
    )
    process = Process(postgres_url, counts.of)
    process.warm(a_secret(1).text)
    owner = a_contributor(1).actor
    for _ in range(20):
        made = manage.make(owner, ApiKeyWish("phone", frozenset({Permission.RECORD}), timedelta(hours=1)))
        process.warm(made.text)
        manage.revoke(owner, made.key.id)
        assert process.says(made.text) == "api_key_invalid"
    process.engine.dispose()


def test_of_keys_made_at_once_each_counts_those_before(postgres_url: URL, stage: UnitsOfWork, engine: Engine) -> None:
    manage = ManageApiKeys(PostgresUnitsOfWork(engine), SystemClock(), SystemIds(), SystemApiKeySecrets())
    refused: list[str] = []

    def make() -> None:
        for _ in range(8):
            try:
                manage.make(a_contributor(2).actor, ApiKeyWish("many", frozenset({Permission.RECORD})))
            except ShrutikError as error:
                refused.append(error.code)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["too_many_api_keys"] * 12
