"""What makes a meter, and which of its labels' values are kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.meters.catalogue import BY_NAME, HTTP_REQUESTS, LEASES, METERS
from shrutik_core.meters.meter import MOST_COMBINATIONS, OTHER, Meter, MeterKind, Reading
from shrutik_core.shared.errors import Invalid

VALUES = st.tuples(st.text(max_size=3), st.text(max_size=3), st.text(max_size=3))


@given(st.lists(VALUES), st.integers(1, MOST_COMBINATIONS))
def test_no_more_are_kept_than_the_most_and_one(asked, already):
    known = {(str(number), "", "") for number in range(MOST_COMBINATIONS - already)}
    for values in asked:
        kept = HTTP_REQUESTS.kept(values, known)
        assert kept in {values, (OTHER,) * 3}
        assert kept == values or len(known) >= MOST_COMBINATIONS
        known.add(kept)
    assert len(known) <= MOST_COMBINATIONS + 1


def test_one_of_too_many_counts_with_the_others():
    known = {(str(number), "", "") for number in range(MOST_COMBINATIONS - 1)}
    assert HTTP_REQUESTS.kept(("a", "b", "c"), known) == ("a", "b", "c")
    known.add(("a", "b", "c"))
    assert HTTP_REQUESTS.kept(("d", "e", "f"), known) == (OTHER, OTHER, OTHER)
    assert HTTP_REQUESTS.kept(("a", "b", "c"), known) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("name", "kind", "labels", "bounds"),
    [
        ("requests_total", MeterKind.COUNTER, (), ()),
        ("shrutik_requests", MeterKind.COUNTER, (), ()),
        ("shrutik_jobs_total", MeterKind.GAUGE, (), ()),
        ("shrutik_Jobs", MeterKind.GAUGE, (), ()),
        ("shrutik_jobs", MeterKind.GAUGE, ("le",), ()),
        ("shrutik_jobs", MeterKind.GAUGE, ("Kind",), ()),
        ("shrutik_jobs", MeterKind.GAUGE, ("kind", "kind"), ()),
        ("shrutik_jobs", MeterKind.GAUGE, (), (1.0,)),
        ("shrutik_job_seconds", MeterKind.HISTOGRAM, (), ()),
        ("shrutik_job_seconds", MeterKind.HISTOGRAM, (), (1.0, 1.0)),
    ],
)
def test_what_prometheus_would_not_like_cannot_be_built(name, kind, labels, bounds):
    with pytest.raises(Invalid):
        Meter(name, kind, "Something", labels, bounds)


@pytest.mark.parametrize("help_", ["", "Something."])
def test_a_meter_says_what_it_is(help_):
    with pytest.raises(Invalid):
        Meter("shrutik_jobs", MeterKind.GAUGE, help_)


@pytest.mark.parametrize(("meter", "values"), [(LEASES, ("a",)), (HTTP_REQUESTS, ("a", "b", "c"))])
def test_a_reading_is_of_a_gauge_with_all_its_labels(meter, values):
    with pytest.raises(Invalid):
        Reading(meter, values, 1.0)


def test_names_in_the_catalogue_are_names_of_one_meter_each():
    assert len(BY_NAME) == len(METERS)
