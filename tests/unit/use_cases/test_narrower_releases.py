"""A release of fewer collections than the one before it, and what comes after it, told to people as it is."""

import json
import re

import pytest

from releases_scene import content, manifest
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.selection import LeftOut
from shrutik_core.releases.splits.split import Split
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import PlatformScene, tone_wav
from withdrawing_scene import settle

SLUGS = ["bn-read", "bn-free"]


@pytest.fixture
def scene():
    """Four speakers in two collections, a clip of each in both."""
    made = PlatformScene()
    for slug in SLUGS:
        made.collection(slug)
    for number in range(4):
        person = made.person(f"speaker{number}")
        for place, slug in enumerate(SLUGS):
            made.platform.give_consent()(person, slug, "1", ["record", "publish"])
            made.upload(person, tone_wav(pitch=200.0 + 40 * number + 15 * place), slug)
    made.installation.work()
    settle(made)
    return made


def built(scene, slugs, **wish):
    """The release; what gates find is accepted."""
    asked = ReleaseWish("bn", slugs, ["jsonl"], parted=True, **wish)
    for _ in range(2):
        made = scene.platform.request_release()(scene.admin, asked)
        scene.installation.work()
        made = scene.platform.read_releases().get(scene.admin, made.id)
        found = re.findall(r"\[([^]]+)\]", made.error)
        if not found:
            return made
        asked = ReleaseWish("bn", slugs, ["jsonl"], parted=True, accepted=dict.fromkeys(found, "a trial"), **wish)
    return made


def sheet(scene, made):
    return content(scene, made, "datasheet.md").decode().replace("\\", "")


def test_what_is_not_selected_is_left_out_and_comes_back(scene):
    first = built(scene, SLUGS)
    narrow = built(scene, SLUGS[1:])
    again = built(scene, SLUGS)
    assert (first.clips, again.clips) == (8, 8)
    frozen = {line.clip for line in manifest(scene, first) if line.split == "test"}
    lines = manifest(scene, narrow)
    held = [line for line in lines if not line.blank]
    assert frozen < {line.clip for line in held}
    assert {line.collection for line in held if line.clip not in frozen} == {"bn-free"}
    assert len(held) == 5
    assert not any(line.withdrawn for line in lines)
    assert sum(ClipFlag.LEFT_OUT in line.flags for line in lines) == 3
    told = sheet(scene, narrow)
    assert "3 left out (" in told
    assert "2 clips of it are here." in told
    assert "Taken back by their speakers" not in told
    assert "3 there again (" in sheet(scene, again)
    assert "2 clips of it are here." in sheet(scene, again)
    assert not any(line.blank for line in manifest(scene, again))


def test_terms_and_settings_are_told_of_every_collection_that_is_held(scene):
    built(scene, SLUGS)
    narrow = built(scene, SLUGS[1:])
    told = json.loads(content(scene, narrow, "release.json"))
    assert told["selection"]["collections"] == ["bn-free"]
    assert set(told["parameters"]) == set(SLUGS)
    assert {file.name for file in narrow.files} >= {f"CONSENT/{slug}-1.bn.txt" for slug in SLUGS}


def test_the_frozen_test_is_held_whatever_is_selected_of_its_own_collections(scene):
    built(scene, SLUGS)
    wish = {"quality": {"snr_db": (1_000, None)}}
    told = scene.platform.preview_release()(scene.admin, ReleaseWish("bn", SLUGS, ["jsonl"], parted=True, **wish))
    assert (told.held.clips, told.splits) == (2, {Split.TEST: told.held})
    assert {reason: one.clips for reason, one in told.left_out.items()} == {LeftOut.QUALITY: 6}
    narrow = built(scene, SLUGS, **wish)
    held = [line for line in manifest(scene, narrow) if not line.blank]
    assert {line.split for line in held} == {"test"}
    assert len(held) == narrow.clips == 2
