"""Pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.pages import LARGEST_PAGE, Page, PageRequest


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
