"""Policies in the database: those of other versions are read, and those that cannot be used say which and where."""

import json

import pytest
from sqlalchemy import Engine, text

from shrutik_core.collections.policies import Policies
from shrutik_core.consensus.policy import Policy
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection
from shrutik_core.testing.scenes import keep

KEPT = a_collection(1)


def store(engine: Engine, policies: object) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE collections SET policies = :kept"), {"kept": json.dumps(policies)})


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ({}, Policies()),
        ({"chunking": {}, "quality": {}, "consensus": {"most": 5}}, Policies(consensus=Policy(most=5))),
        ({"consensus": {"most": 5, "of_tomorrow": [1]}, "tomorrow": 7}, Policies(consensus=Policy(most=5))),
        ({"consensus": {"most": 7, "accept_wer": 0}}, Policies(consensus=Policy(accept_wer=0.0))),
    ],
)
def test_what_another_version_stored_is_read(
    empty_engine: Engine, units_of_work: UnitsOfWork, stored: object, read: Policies
) -> None:
    keep(units_of_work, KEPT)
    store(empty_engine, stored)
    with units_of_work() as uow:
        found = uow.collections.find(KEPT.id)
        assert found is not None
        assert found.policies == read
        uow.collections.save(found)
        uow.commit()
    with units_of_work() as uow:
        assert uow.collections.find(KEPT.id) == found


def test_what_cannot_be_used_says_which_collection_and_where(empty_engine: Engine, units_of_work: UnitsOfWork) -> None:
    keep(units_of_work, KEPT)
    store(empty_engine, {"consensus": {"fewest": "two"}, "copies": []})
    with units_of_work() as uow:
        for read in (
            lambda: uow.collections.find(KEPT.id),
            lambda: uow.collections.find_by_slug(KEPT.slug),
            lambda: uow.collections.page(PageRequest()),
        ):
            with pytest.raises(Conflict) as error:
                read()
            assert error.value.code == "policies_unreadable"
            assert f"'{KEPT.slug}'" in error.value.detail
            assert [one.field for one in error.value.errors] == ["policies.consensus.fewest", "policies.copies"]
