"""What makes a metric, and which of its labels' values are kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.metrics.catalogue import BY_NAME, HTTP_REQUESTS, LEASES, METRICS
from shrutik_core.metrics.metric import MOST_COMBINATIONS, OTHER, GaugeReading, Metric, MetricKind
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
        ("requests_total", MetricKind.COUNTER, (), ()),
        ("shrutik_requests", MetricKind.COUNTER, (), ()),
        ("shrutik_jobs_total", MetricKind.GAUGE, (), ()),
        ("shrutik_Jobs", MetricKind.GAUGE, (), ()),
        ("shrutik_jobs", MetricKind.GAUGE, ("le",), ()),
        ("shrutik_jobs", MetricKind.GAUGE, ("Kind",), ()),
        ("shrutik_jobs", MetricKind.GAUGE, ("kind", "kind"), ()),
        ("shrutik_jobs", MetricKind.GAUGE, (), (1.0,)),
        ("shrutik_job_seconds", MetricKind.HISTOGRAM, (), ()),
        ("shrutik_job_seconds", MetricKind.HISTOGRAM, (), (1.0, 1.0)),
    ],
)
def test_what_prometheus_would_not_like_cannot_be_built(name, kind, labels, bounds):
    with pytest.raises(Invalid):
        Metric(name, kind, "Something", labels, bounds)


@pytest.mark.parametrize("help_", ["", "Something."])
def test_a_metric_says_what_it_is(help_):
    with pytest.raises(Invalid):
        Metric("shrutik_jobs", MetricKind.GAUGE, help_)


@pytest.mark.parametrize(("metric", "values"), [(LEASES, ("a",)), (HTTP_REQUESTS, ("a", "b", "c"))])
def test_a_reading_is_of_a_gauge_with_all_its_labels(metric, values):
    with pytest.raises(Invalid):
        GaugeReading(metric, values, 1.0)


def test_names_in_the_catalogue_are_names_of_one_metric_each():
    assert len(BY_NAME) == len(METRICS)
