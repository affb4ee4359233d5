"""Pages."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import uuid7
from shrutik_core.shared.pages import BORN_EARLIER, BORN_LATER, LARGEST_PAGE, Page, PageRequest


@given(st.integers(-1_000, 1_000), st.none() | st.text())
def test_a_page_holds_1_to_100(limit, cursor):
    if 1 <= limit <= LARGEST_PAGE:
        assert PageRequest(limit, cursor).limit == limit
    else:
        with pytest.raises(Invalid) as error:
            PageRequest(limit, cursor)
        assert error.value.code == "page_limit"


@given(st.lists(st.integers()).map(tuple), st.none() | st.text())
def test_changing_the_items_keeps_order_and_cursor(items, cursor):
    changed = Page(items, cursor).map(str)
    assert changed == Page(tuple(str(item) for item in items), cursor)


INSTANTS = st.datetimes(timezones=st.just(UTC))


@given(INSTANTS, st.none() | INSTANTS, st.none() | INSTANTS)
def test_what_is_wanted_is_from_one_instant_up_to_another(kept, after, before):
    wanted = PageRequest(created_after=after, created_before=before)
    assert wanted.takes(kept) == ((after is None or after <= kept) and (before is None or kept < before))


@given(
    INSTANTS.filter(lambda one: 1970 < one.year < 9999),
    st.timedeltas(-BORN_EARLIER, BORN_LATER),
    INSTANTS,
    INSTANTS,
    st.binary(min_size=10, max_size=10),
)
def test_ids_of_what_is_wanted_lie_between_the_bounds(kept, earlier, after, before, randomness):
    """However long an upload took, and however the clocks differ within a minute."""
    wanted = PageRequest(created_after=after, created_before=before)
    if wanted.takes(kept):
        born = uuid7(round((kept + earlier).timestamp() * 1_000), randomness)
        assert wanted.first_id() <= born
        assert born < wanted.end_id()


def test_bounds_are_as_wide_as_they_are_said_to_be():
    kept = datetime(2026, 1, 5, 8, tzinfo=UTC)
    wanted = PageRequest(created_after=kept, created_before=kept)
    millisecond = timedelta(milliseconds=1)

    def born(instant):
        return uuid7(round(instant.timestamp() * 1_000), bytes(10))

    assert born(kept - BORN_EARLIER - millisecond) < wanted.first_id() <= born(kept - BORN_EARLIER)
    assert born(kept + BORN_LATER) < wanted.end_id() <= born(kept + BORN_LATER + millisecond)
    assert (PageRequest().first_id(), PageRequest().end_id()) == (None, None)


@pytest.mark.parametrize("year", [1, 9999])
def test_no_instant_is_too_far(year):
    far = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14 if year == 1 else -12)))
    wanted = PageRequest(created_after=far, created_before=far)
    assert wanted.first_id() <= wanted.end_id()


def test_changing_the_items_keeps_the_total():
    assert Page((1,), "x", 7).map(str) == Page(("1",), "x", 7)
