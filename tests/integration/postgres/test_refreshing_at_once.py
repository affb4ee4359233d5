"""One refresh token shown by many at once over PostgreSQL: a family never has two tokens that are good."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from dependency_injector import providers
from sqlalchemy import Engine, text

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.use_cases.people.register import Registration
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from use_cases_scene import PlatformScene, code

AT_ONCE, ROUNDS = 8, 5
REFUSED = "refresh_token_invalid"


@pytest.fixture
def scene(empty_engine: Engine) -> PlatformScene:
    installation = memory_installation()
    installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
    scene = PlatformScene(installation)
    scene.platform.register()(Registration("mina@example.org", "a long password", "Mina"))
    return scene


def log_in(scene: PlatformScene) -> str:
    return str(scene.platform.log_in()("mina@example.org", "a long password", "192.0.2.1", "").refresh)


def refresh(scene: PlatformScene, token: str) -> str:
    """The next token, or the code of the error."""
    try:
        return str(scene.platform.refresh_session()(token, "192.0.2.1").refresh)
    except ShrutikError as error:
        return error.code


def at_once(scene: PlatformScene, *tokens: str) -> list[str]:
    """What became of each."""
    begin = Barrier(len(tokens))

    def one(token: str) -> str:
        begin.wait()
        return refresh(scene, token)

    with ThreadPoolExecutor(len(tokens)) as pool:
        return list(pool.map(one, tokens))


def unused(engine: Engine) -> int:
    """How many tokens of sessions that go on are good."""
    theirs = "SELECT count(*) FROM refresh_tokens t JOIN sessions s ON s.id = t.session"
    with engine.connect() as connection:
        return int(connection.scalar(text(f"{theirs} WHERE t.used_at IS NULL AND s.ended_at IS NULL")) or 0)


def test_of_answers_to_one_token_at_once_the_last_one_is_good(scene: PlatformScene, empty_engine: Engine) -> None:
    for round_ in range(1, ROUNDS + 1):
        answers = at_once(scene, *[log_in(scene)] * AT_ONCE)
        assert len({*answers} - {REFUSED}) == AT_ONCE
        assert unused(empty_engine) == round_


def test_a_token_and_its_successor_at_once_end_the_session(scene: PlatformScene, empty_engine: Engine) -> None:
    for _ in range(ROUNDS):
        before = unused(empty_engine)
        first = log_in(scene)
        second = refresh(scene, first)
        answers = at_once(scene, first, second)
        # Whichever came first, the other of the two ended the session: the successor was used, or had been taken back.
        assert answers.count(REFUSED) == 1
        assert unused(empty_engine) == before
        for token in {first, second, *answers} - {REFUSED}:
            assert code(lambda token=token: scene.platform.refresh_session()(token, "192.0.2.1")) == REFUSED
