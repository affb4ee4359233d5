"""What a release would hold, told before anybody waits for it: the same as the release then holds."""

from collections import Counter

import pytest

from planned_releases import PlannedReleases
from releases_scene import FORMATS, one_settled, release, take_back_consent
from shrutik_core.releases.selection import LeftOut
from shrutik_core.releases.splits.split import Split, SplitBy
from shrutik_core.shared.errors import Invalid, Missing, Refused
from shrutik_core.testing.builders import a_selection
from shrutik_core.use_cases.releases.preview_release import ClipSum
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG

WISH = ReleaseWish("bn", [SLUG], FORMATS)


def preview(scene, wish=WISH, actor=None):
    return scene.platform.preview_release()(actor or scene.admin, wish)


def test_a_preview_says_what_the_release_then_holds():
    scene = one_settled()
    told = preview(scene)
    made = release(scene)
    assert (told.held.clips, round(told.held.seconds, 3)) == (made.clips, made.seconds)
    assert told.speakers == 1
    assert told.splits == {Split.ALL: told.held}
    assert preview(scene).splits == told.splits
    assert LeftOut.WITHOUT_CONSENT not in told.left_out


def test_a_preview_says_why_clips_stay():
    scene = one_settled()
    held = preview(scene).held
    take_back_consent(scene)
    told = preview(scene)
    assert told.held == ClipSum()
    assert told.speakers == 0
    assert told.left_out[LeftOut.WITHOUT_CONSENT] == held


def test_a_preview_parts_speakers_as_the_release_does():
    scene = PlannedReleases(speakers=40)
    told = scene.preview()
    released, _ = scene.plan()
    counts = Counter(Split(one.planned.split) for shard in scene.planned(released) for one in shard.clips)
    assert {split: found.clips for split, found in told.splits.items()} == counts
    assert set(counts) == {Split.TRAIN, Split.DEV, Split.TEST}


def test_a_preview_keeps_prompts_apart_as_the_release_does():
    scene = PlannedReleases(speakers=40)
    scene.read("এক", "দুই", "তিন")
    selection = a_selection(split_by=SplitBy.PROMPT)
    told = scene.preview(1, selection)
    released, plan = scene.plan(selection=selection)
    counts = Counter(Split(one.planned.split) for shard in scene.planned(released) for one in shard.clips)
    assert {split: found.clips for split, found in told.splits.items()} == counts
    assert told.left_out[LeftOut.PROMPT].clips == 120 - plan.clips > 0


def test_a_preview_keeps_nothing():
    scene = PlannedReleases(speakers=40)
    assert scene.preview().held.clips == 120
    assert not list(scene.blobs.list("releases/"))
    assert not list(scene.blobs.list("series/"))


def test_a_narrow_selection_holds_no_more_than_a_wide_one():
    scene = one_settled()
    told = preview(scene, ReleaseWish("bn", [SLUG], FORMATS, traits={"gender": ["male"]}))
    assert told.held.clips == 0
    assert told.left_out[LeftOut.TRAITS] == preview(scene).held
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], FORMATS, seconds=(900, None)))
    scene.installation.work()
    assert scene.platform.read_releases().get(scene.admin, made.id).error == (
        "release_empty: No settled chunk of these collections may go out yet."
    )


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (ReleaseWish("Bad name", [SLUG], FORMATS), Invalid),
        (ReleaseWish("bn", [SLUG], ["mp3"]), Invalid),
        (ReleaseWish("bn", [SLUG], FORMATS, decisions=["dice"]), Invalid),
        (ReleaseWish("bn", [SLUG], FORMATS, quality={"charm": (1, None)}), Invalid),
        (ReleaseWish("bn", ["none"], FORMATS), Missing),
    ],
)
def test_what_cannot_be_wished_is_refused(wish, error):
    scene = one_settled()
    with pytest.raises(error):
        preview(scene, wish)


def test_who_makes_no_releases_sees_no_preview():
    scene = one_settled()
    with pytest.raises(Refused):
        preview(scene, actor=scene.person("nobody"))
