"""Events that nothing tells of any more do not stay behind, whatever their deliveries went by."""

import pytest
from sqlalchemy import Engine, func, select

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing.builders import a_contributor, a_speaker, an_instant
from shrutik_core.testing.scenes import keep
from shrutik_core.testing.webhook_builders import a_delivery, a_happening, a_webhook
from shrutik_postgres.tables.webhooks import deliveries, happenings


@pytest.fixture
def told(units_of_work: UnitsOfWork) -> UnitsOfWork:
    """Two webhooks of one person were told of event 1, and the first of event 2, too."""
    keep(units_of_work, a_speaker(1), a_contributor(1), a_webhook(1), a_webhook(2), a_delivery(2, 1))
    with units_of_work() as work:
        assert work.deliveries.announce([a_happening(1)]) == 2
        for webhook in (a_webhook(1), a_webhook(2)):
            work.deliveries.end_all(webhook.id, an_instant(20), "No.")
        work.commit()
    return units_of_work


def count(engine: Engine) -> tuple[int, int]:
    """How many deliveries and events are kept."""
    with engine.connect() as connection:
        rows = [connection.execute(select(func.count()).select_from(table)) for table in (deliveries, happenings)]
        return int(rows[0].scalar_one()), int(rows[1].scalar_one())


def test_a_webhook_that_is_removed_takes_what_it_alone_was_told(told: UnitsOfWork, empty_engine: Engine) -> None:
    assert count(empty_engine) == (3, 2)
    with told() as work:
        work.webhooks.remove(a_webhook(1).id)
        work.commit()
    assert count(empty_engine) == (1, 1)


def test_an_erased_person_leaves_none(told: UnitsOfWork, empty_engine: Engine) -> None:
    with told() as work:
        work.erasing.person(a_contributor(1).id)
        work.commit()
    assert count(empty_engine) == (0, 0)


def test_what_ended_long_ago_takes_its_events(told: UnitsOfWork, empty_engine: Engine) -> None:
    with told() as work:
        assert work.deliveries.forget(an_instant(21), 9) == 3
        work.commit()
    assert count(empty_engine) == (0, 0)
