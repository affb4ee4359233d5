"""Releases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.release import RELEASE_LIFE, ReleaseStatus
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.selection import ReleaseFormat, Selection
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_collection, a_release


@given(st.text("abz019._-", max_size=70) | st.text(max_size=10))
def test_a_name_can_stand_in_a_file_name(name):
    try:
        assert check_release_name(name) == name
    except Invalid as error:
        assert error.code == "release_name_invalid"
    else:
        assert 0 < len(name) <= 64
        assert ".." not in name
        assert "/" not in name
        assert name[0].isalnum()
        assert name[-1].isalnum()


def test_a_release_cannot_be_built_with_a_name_that_cannot_stand_in_a_file_name():
    with pytest.raises(Invalid) as caught:
        a_release(name="../bn")
    assert caught.value.code == "release_name_invalid"


@given(
    st.lists(st.just(a_collection().id), max_size=2),
    st.lists(st.sampled_from(ReleaseFormat), max_size=2),
    st.floats(-1, 2),
)
def test_a_selection_names_collections_formats_and_a_probability(collections, formats, confidence):
    if collections and formats and 0 <= confidence <= 1:
        assert Selection(tuple(collections), tuple(formats), confidence).min_confidence == confidence
    else:
        with pytest.raises(Invalid) as error:
            Selection(tuple(collections), tuple(formats), confidence)
        assert error.value.code == "selection_invalid"


def test_no_number_is_no_confidence():
    with pytest.raises(Invalid):
        Selection((a_collection().id,), (ReleaseFormat.CSV,), float("nan"))


@given(strategies.releases())
def test_building_may_be_begun_again_until_it_is_done(release):
    allowed = release.status is ReleaseStatus.BUILDING or RELEASE_LIFE.allows(release.status, ReleaseStatus.BUILDING)
    if allowed:
        building = release.build()
        assert (building.status, building.error) == (ReleaseStatus.BUILDING, "")
        assert building.build() == building
    else:
        with pytest.raises(Conflict) as error:
            release.build()
        assert error.value.code == f"release_{release.status}"


@given(strategies.releases(), strategies.instants())
def test_only_what_is_being_built_is_finished_or_fails(release, now):
    if release.status is ReleaseStatus.BUILDING:
        ready = release.finish((), "ab", 3, 12.5, now)
        assert (ready.status, ready.progress, ready.clips, ready.seconds) == (ReleaseStatus.READY, 1.0, 3, 12.5)
        failed = release.fail("no", now)
        assert (failed.status, failed.error, failed.finished_at) == (ReleaseStatus.FAILED, "no", now)
    else:
        for step in (lambda: release.finish((), "ab", 3, 12.5, now), lambda: release.fail("no", now)):
            with pytest.raises(Conflict):
                step()


@given(strategies.releases())
def test_a_title_is_name_and_version(release):
    assert release.title == f"{release.name}-v{release.version}"


def test_nothing_changes_once_it_is_ready():
    assert RELEASE_LIFE.ways[ReleaseStatus.READY] == {ReleaseStatus.SUPERSEDED}
    with pytest.raises(AttributeError):
        a_release().clips = 3
