"""Limits of a release, its life step by step, and the words that are stored."""

import attrs
import pytest

from shrutik_core.releases.release import RELEASE_LIFE, ReleaseFile, ReleaseStatus, release_key
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.selection import ReleaseFormat, Selection
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_collection, a_release, a_selection, an_instant

REQUESTED, BUILDING, READY, FAILED, SUPERSEDED = ReleaseStatus
FILE = ReleaseFile("a", "releases/1/a", 3, "0" * 64, "text/plain")


def test_what_is_stored_is_called_so():
    assert [one.value for one in ReleaseStatus] == ["requested", "building", "ready", "failed", "superseded"]
    assert [one.value for one in ReleaseFormat] == [
        *("csv", "jsonl", "common_voice", "ljspeech", "kaldi", "nemo", "lhotse", "webdataset", "parquet")
    ]
    assert release_key(a_release().id, "a.csv") == f"releases/{a_release().id}/a.csv"


def test_the_life_of_a_release():
    assert RELEASE_LIFE.ways == {
        REQUESTED: {BUILDING},
        BUILDING: {READY, FAILED},
        FAILED: {BUILDING},
        READY: {SUPERSEDED},
        SUPERSEDED: set(),
    }


@pytest.mark.parametrize("name", ["a", "0", "a.b_c-d9", "x" * 64])
def test_these_are_names(name):
    assert check_release_name(name) == name


@pytest.mark.parametrize("name", ["", "x" * 65, "A", "a b", ".a", "a.", "-a", "a-", "_a", "a_", "a..b", "a/b", "é"])
def test_these_are_no_names(name):
    with pytest.raises(Invalid) as caught:
        check_release_name(name)
    assert (caught.value.code, [error.field for error in caught.value.errors]) == ("release_name_invalid", ["name"])


def test_a_selection_takes_any_confidence_from_0_to_1():
    whole = (a_collection().id,), (ReleaseFormat.CSV,)
    assert Selection(*whole).min_confidence == 0.0
    assert [Selection(*whole, edge).min_confidence for edge in (0, 1)] == [0, 1]
    for wrong in ((*whole, -0.01), (*whole, 1.01), ((), whole[1]), (whole[0], ())):
        with pytest.raises(Invalid) as caught:
            Selection(*wrong)
        assert caught.value.code == "selection_invalid"


def test_a_requested_release_holds_nothing_yet():
    release = a_release()
    assert (release.status, release.progress, release.clips, release.seconds) == (REQUESTED, 0.0, 0, 0.0)
    assert (release.files, release.digest, release.error, release.finished_at) == ((), "", "", None)
    assert release.selection == a_selection()


def test_each_step_of_a_release_is_noted():
    release, now = a_release(), an_instant(60)
    building = release.build()
    assert building == attrs.evolve(release, status=BUILDING)
    half = attrs.evolve(building, progress=0.4)
    assert half.build() == half
    failed = half.fail("the disk is full", now)
    assert failed == attrs.evolve(half, status=FAILED, error="the disk is full", finished_at=now)
    assert failed.build() == attrs.evolve(failed, status=BUILDING, progress=0.0, error="")
    assert half.finish((FILE,), "ab", 3, 12.5, now) == attrs.evolve(
        half, status=READY, files=(FILE,), digest="ab", clips=3, seconds=12.5, progress=1.0, finished_at=now
    )
