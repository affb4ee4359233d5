"""An earlier version and a delta make the later one, byte for byte."""

import shutil
from datetime import UTC, datetime

import pytest

from sealed_folders import SIGNER, SealedFolders, write_feed_file
from shrutik_bootstrap.copies import apply_delta, apply_withdrawals, make_delta, verify_copy
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.testing.builders import a_collection, a_release, a_selection


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two versions: after the first, a speaker took back everything, and others said more."""
    scene, place = SealedFolders(40, 1), tmp_path_factory.mktemp("versions")
    views = ("jsonl", "webdataset")
    scene.lay_out(place / "bn-read-v1", views=views)
    scene.leave(a_release(1))
    scene.withdraw(3)
    for speaker in (1, 2, 5):
        scene.say(speaker, 2, first=1)
    scene.lay_out(place / "bn-read-v2", version=2, views=views)
    return scene, place / "bn-read-v1", place / "bn-read-v2"


def whole(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def partial(versions, tmp_path):
    """The second version without what the first and the delta bring."""
    folder = shutil.copytree(versions[2], tmp_path / "bn-read-v2")
    shutil.rmtree(folder / "manifest")
    for shard in (versions[1] / "shards").iterdir():
        (folder / "shards" / shard.name).unlink()
    return folder


def test_an_earlier_version_and_a_delta_are_the_later_one(versions, partial, tmp_path):
    _, first, second = versions
    told = make_delta(first, second, tmp_path / "delta.zst")
    assert (told.added, told.changed, told.withdrawn) == (6, 0, 1)
    before = whole(first)
    made = apply_delta(first, partial, tmp_path / "delta.zst")
    assert (made.release, made.shards, made.lacking) == ("bn-read-v2", 3, ())
    assert whole(partial) == whole(second)
    assert whole(first) == before
    assert verify_copy(partial, key=SIGNER.key.text).sound


def test_a_delta_that_lies_in_the_folder_is_found(versions, partial):
    _, first, second = versions
    make_delta(first, second, partial / "delta-from-v1.jsonl.zst")
    assert apply_delta(first, partial, None).lacking == ()


def test_what_neither_has_is_said(versions, partial, tmp_path):
    _, first, second = versions
    make_delta(first, second, tmp_path / "delta.zst")
    (partial / "README.md").unlink()
    assert apply_delta(first, partial, tmp_path / "delta.zst").lacking == ("README.md",)
    with pytest.raises(Missing):
        apply_delta(first, partial, None)


def test_a_delta_leads_forward_within_one_series(versions, tmp_path):
    with pytest.raises(Invalid, match="not an earlier version"):
        make_delta(versions[2], versions[1], tmp_path / "delta.zst")


def test_a_copy_from_which_more_was_withdrawn_makes_nothing_wrong(versions, partial, tmp_path):
    """The later version still holds what was withdrawn since, so it cannot come of the copy."""
    scene, first, second = versions
    make_delta(first, second, tmp_path / "delta.zst")
    cleaned = shutil.copytree(first, tmp_path / "bn-read-v1")
    feed = write_feed_file(tmp_path / "feed", [scene.clip_of(700)], now=datetime.now(UTC))
    apply_withdrawals(cleaned, str(feed), SIGNER.key.text)
    with pytest.raises(Invalid) as raised:
        apply_delta(cleaned, partial, tmp_path / "delta.zst")
    assert raised.value.code == "delta_mismatch"
    assert all(data == whole(second)[name] for name, data in whole(partial).items())


def test_what_was_withdrawn_before_the_later_version_is_no_hindrance(versions, partial, tmp_path):
    scene, first, second = versions
    make_delta(first, second, tmp_path / "delta.zst")
    cleaned = shutil.copytree(first, tmp_path / "bn-read-v1")
    feed = write_feed_file(tmp_path / "feed", [scene.clip_of(300)], now=datetime.now(UTC))
    apply_withdrawals(cleaned, str(feed), SIGNER.key.text)
    apply_delta(cleaned, partial, tmp_path / "delta.zst")
    assert whole(partial) == whole(second)


@pytest.fixture(scope="module")
def narrowed(tmp_path_factory):
    """Three versions of two collections, the second of which holds one of them, and the frozen test."""
    scene, place = SealedFolders(40, 1), tmp_path_factory.mktemp("narrowed")
    for speaker in range(1, 41):
        scene.say(speaker, 1, first=40, collection=2)
    collections = [a_collection(number).id for number in (1, 2)]
    folders = []
    for number, wanted in enumerate((collections, collections[1:], collections), start=1):
        folders.append(place / f"bn-read-v{number}")
        scene.lay_out(folders[-1], version=number, views=("jsonl",), selection=a_selection(collections=tuple(wanted)))
        scene.leave(a_release(number))
    return folders


def without_shards(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / folder.name)
    shutil.rmtree(copy / "manifest")
    shutil.rmtree(copy / "shards")
    return copy


def test_what_a_version_leaves_out_is_blank_in_it_and_not_withdrawn(narrowed, tmp_path):
    first, second, _ = narrowed
    told = make_delta(first, second, tmp_path / "delta.zst")
    assert (told.added, told.withdrawn, told.back, told.gone) == (0, 0, 0, 0)
    # Where few speakers of a collection are left, the day may tell who they are.
    assert set(told.changed_fields) == {"recorded_on"}
    assert 0 < told.left_out < 40
    copy = without_shards(second, tmp_path)
    assert apply_delta(first, copy, tmp_path / "delta.zst").lacking == ()
    assert whole(copy) == whole(second)
    assert verify_copy(copy, key=SIGNER.key.text).sound


def test_what_comes_back_is_fetched_or_taken_from_a_version_that_had_it(narrowed, tmp_path):
    first, second, third = narrowed
    told = make_delta(second, third, tmp_path / "delta.zst")
    assert (told.added, told.withdrawn, told.left_out) == (0, 0, 0)
    assert told.back > 0
    copy = without_shards(third, tmp_path)
    lacking = apply_delta(second, copy, tmp_path / "delta.zst").lacking
    assert lacking
    assert set(lacking) <= {f"shards/{path.name}" for path in (third / "shards").iterdir()}
    make_delta(first, third, tmp_path / "delta-from-v1.zst")
    assert apply_delta(first, copy, tmp_path / "delta-from-v1.zst").lacking == ()
    assert whole(copy) == whole(third)
    assert verify_copy(copy, key=SIGNER.key.text).sound
