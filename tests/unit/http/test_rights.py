"""Every route, asked by every kind of caller for what belongs to others, is answered as the tables in rights/ say."""

import re

import pytest

from http_scene import UNKNOWN
from rights_scene import CALLERS, House, a_house
from rights_tables import ROWS, Row
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.operation import Operation


@pytest.fixture(scope="module")
def house() -> House:
    return a_house()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_every_route_has_a_row(operation: Operation):
    asked = [row for row in ROWS if row.operation is operation]
    assert asked, f"say in tests/unit/http/rights/ who gets what of {operation.method} {operation.path}"
    if any(name.endswith("_id") for name in operation.parameters):
        assert any("<" in row.path for row in asked), f"ask {operation.path} for something that belongs to somebody"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path} {row.where}")
def test_each_caller_is_answered_as_the_table_says(house: House, row: Row):
    assert row.operation is not None, f"{row.where}: there is no route {row.method} {row.path} any more"
    assert len(row.expected) == len(CALLERS), f"{row.where}: there are {len(CALLERS)} kinds of callers"
    told = {caller: house.ask(caller, row.method, row.path, row.body) for caller in CALLERS}
    assert {caller: one.status_code for caller, one in told.items()} == dict(zip(CALLERS, row.expected, strict=True))
    for caller, answer in told.items():
        if answer.status_code == 404:
            assert_as_if_it_were_not_there(house, caller, row, answer.text)


def assert_as_if_it_were_not_there(house: House, caller: str, row: Row, text: str) -> None:
    """What is not the caller's is told from what there is not by nothing but the id that they sent."""
    path, body = (house.filled(part, unknown=True) for part in (row.path, row.body))
    unknown = house.ask(caller, row.method, path, body).text
    for name in re.findall(r"<(\w+)>", row.path + row.body):
        text = text.replace(house.things[name], UNKNOWN)
    assert text == unknown


def test_a_reviewer_of_some_collections_sees_their_queue_alone(house: House):
    def queue(caller: str) -> set[str]:
        return {case["chunk_id"] for case in house.people[caller].get("/reviews/queue").json["items"]}

    assert house.things["in_review"] in queue("reviewer here") == queue("admin")
    assert queue("reviewer elsewhere") == set()
    assert queue("admin's key to review") == queue("admin")
