"""Voices that a machine makes: left out of releases unless they are asked for, and then told of everywhere."""

import json

import attrs
import pytest

from releases_scene import content, manifest, one_settled, release
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.selection import LeftOut
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG


@pytest.fixture
def scene():
    """The one settled clip is that of a machine."""
    made = one_settled()
    (recording,) = made.platform.read_recordings().list(made.admin, PageRequest()).items
    with made.platform.units_of_work()() as uow:
        speaker = uow.speakers.find(recording.speaker)
        uow.speakers.save(attrs.evolve(speaker, contributor=None, synthetic=True))
        uow.commit()
    return made


def test_nobody_gets_a_synthetic_voice_unasked(scene):
    preview = scene.platform.preview_release()(scene.admin, ReleaseWish("bn", [SLUG], ["csv"]))
    assert (preview.held.clips, set(preview.left_out)) == (0, {LeftOut.SYNTHETIC})
    made = release(scene)
    assert (made.status, made.error.partition(":")[0]) == (ReleaseStatus.FAILED, "release_empty")


def test_who_asks_for_it_is_told_of_it_in_each_line_in_the_statistics_and_in_the_datasheet(scene):
    made = release(scene, synthetic=True)
    (line,) = manifest(scene, made)
    assert ClipFlag.SYNTHETIC in line.flags
    (voice,) = json.loads(content(scene, made, "stats.json"))["by"]["voice"]
    assert (voice["value"], voice["clips"]) == ("synthetic", 1)
    assert voice["hours"] == pytest.approx(line.duration_s / 3600, abs=1e-6)
    sheet = content(scene, made, "datasheet.md").decode()
    assert "100 % of the hours are synthetic voices, not people." in sheet
    assert "Synthetic voices were asked for, beside those of people." in sheet
    told = json.loads(content(scene, made, "release.json"))
    assert json.dumps(told).count('"synthetic": true') == 1
