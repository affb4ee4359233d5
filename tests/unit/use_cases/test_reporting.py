"""Reports of clips: they keep a clip out of the next version until a reviewer has looked, who sees what was said."""

import pytest

from deciding_scene import in_review
from releases_scene import content, manifest, one_settled, release
from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.people.roles import Role
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.selection import LeftOut
from shrutik_core.review import report as rules
from shrutik_core.review.review import REPORTED, ReviewDecision, Ruling
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.shared.ids import ReleaseId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG

WRONG = "The last word is cut."
ACCEPT, REJECT = Ruling(ReviewDecision.ACCEPT), Ruling(ReviewDecision.REJECT)


def settled():
    """A scene, its one settled chunk, and a researcher."""
    scene = one_settled()
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    (chunk,) = scene.chunks(recording)
    return scene, chunk, scene.person("researcher", Role.RESEARCHER)


def queue(scene, reviewer=None):
    return scene.platform.review_queue()(reviewer or scene.admin, PageRequest()).items


def left_out(scene, **wish):
    return set(scene.platform.preview_release()(scene.admin, ReleaseWish("bn", [SLUG], ["csv"], **wish)).left_out)


def kept(scene, chunk):
    with scene.platform.units_of_work()() as uow:
        return uow.chunks.find(chunk.id)


def code(call):
    with pytest.raises(ShrutikError) as caught:
        call()
    return caught.value.code


def test_a_researcher_reports_a_clip_of_a_release_by_its_id_and_the_next_version_is_without_it():
    scene, chunk, researcher = settled()
    made = release(scene)
    (line,) = manifest(scene, made)
    report = scene.platform.report_clips().of_release(researcher, made.id, line.clip, f" {WRONG} ")
    assert (report.chunk, report.contributor, report.reason) == (chunk.id, researcher.id, WRONG)
    assert left_out(scene) == {LeftOut.REPORTED}
    assert release(scene).status is ReleaseStatus.FAILED
    (case,) = queue(scene)
    assert (case.review.why, case.reports) == ((REPORTED,), (report,))
    assert case.chunk == kept(scene, chunk)


def test_who_asks_for_reported_clips_is_told_of_it_in_each_line_and_in_the_datasheet():
    scene, chunk, _ = settled()
    scene.platform.report_clips().of_chunk(scene.admin, chunk.id, WRONG)
    made = release(scene, reported=True)
    (line,) = manifest(scene, made)
    assert ClipFlag.REPORTED in line.flags
    sheet = content(scene, made, "datasheet.md").decode()
    assert "100 % of the clips were reported, and no reviewer had looked at them." in sheet
    assert "Clips were asked for that somebody reported and no reviewer has looked at since." in sheet


@pytest.mark.parametrize(
    ("ruling", "status", "stays"),
    [
        (ACCEPT, ChunkStatus.SETTLED, set()),
        (Ruling(ReviewDecision.EDIT, "গান"), ChunkStatus.SETTLED, set()),
        (REJECT, ChunkStatus.REJECTED, {LeftOut.UNSETTLED}),
    ],
)
def test_once_a_reviewer_has_looked_it_goes_out_again_or_never(ruling, status, stays):
    scene, chunk, _ = settled()
    scene.platform.report_clips().of_chunk(scene.admin, chunk.id, WRONG)
    scene.platform.decide_review()(scene.admin, chunk.id, ruling)
    after = kept(scene, chunk)
    assert (after.status, after.settled_by) == (status, Settler.REVIEWER)
    assert after.text == (ruling.text or chunk.text)
    assert queue(scene) == ()
    assert left_out(scene) == stays
    if status is ChunkStatus.SETTLED:
        (line,) = manifest(scene, release(scene))
        assert ClipFlag.REPORTED not in line.flags


def test_a_person_has_one_report_of_a_clip_whose_last_reason_counts_until_it_is_answered():
    scene, chunk, _ = settled()
    reports = scene.platform.report_clips()
    first = reports.of_chunk(scene.admin, chunk.id, WRONG)
    second = reports.of_chunk(scene.admin, chunk.id, "Two people speak.")
    assert (second.id, second.reported_at) == (first.id, first.reported_at)
    (case,) = queue(scene)
    assert [one.reason for one in case.reports] == ["Two people speak."]
    scene.platform.decide_review()(scene.admin, chunk.id, ACCEPT)
    assert code(lambda: reports.of_chunk(scene.admin, chunk.id, WRONG)) == "report_answered"
    assert left_out(scene) == set()


def test_what_another_person_reports_afterwards_is_looked_at_again():
    scene, chunk, _ = settled()
    reports, other = scene.platform.report_clips(), scene.person("reviewer", Role.REVIEWER)
    reports.of_chunk(scene.admin, chunk.id, WRONG)
    scene.platform.decide_review()(scene.admin, chunk.id, ACCEPT)
    reports.of_chunk(other, chunk.id, WRONG)
    assert left_out(scene) == {LeftOut.REPORTED}
    assert [one.contributor for one in queue(scene)[0].reports] == [other.id]


def test_a_report_comes_before_a_second_look_and_is_decided_with_all_in_sight():
    scene, chunk, first = in_review(second_look={"share": 1})
    scene.platform.decide_review()(first, chunk.id, Ruling(ReviewDecision.EDIT, "আমি গান গাই"))
    second = scene.person("second", Role.REVIEWER)
    scene.platform.report_clips().of_chunk(first, chunk.id, WRONG)
    for reviewer in (first, second):
        (case,) = queue(scene, reviewer)
        assert (case.review.why, case.review.earlier) == ((REPORTED,), None)
        assert (case.chunk.status, case.chunk.text) == (ChunkStatus.SETTLED, "আমি গান গাই")
    scene.platform.decide_review()(second, chunk.id, REJECT)
    assert kept(scene, chunk).status is ChunkStatus.REJECTED


def test_who_may_not_hear_a_clip_cannot_report_it():
    scene, chunk, researcher = settled()
    reports, made = scene.platform.report_clips(), release(scene)
    stranger = scene.person("stranger")
    assert code(lambda: reports.of_chunk(researcher, chunk.id, WRONG)) == "chunk_missing"
    assert code(lambda: reports.of_release(stranger, made.id, "a" * 32, WRONG)) == "not_permitted"
    assert code(lambda: reports.of_release(researcher, made.id, "a" * 32, WRONG)) == "clip_missing"
    assert code(lambda: reports.of_release(researcher, ReleaseId(an_id(9, 11)), "a", WRONG)) == "release_missing"
    assert queue(scene) == ()


def test_a_clip_that_nobody_has_settled_is_before_people_anyway():
    scene, chunk, reviewer = in_review()
    assert code(lambda: scene.platform.report_clips().of_chunk(reviewer, chunk.id, WRONG)) == "chunk_not_settled"


@pytest.mark.parametrize("reason", ["", "  ", "x" * (rules.LONGEST_REPORT + 1)])
def test_a_reason_is_said_in_some_words(reason):
    scene, chunk, _ = settled()
    assert code(lambda: scene.platform.report_clips().of_chunk(scene.admin, chunk.id, reason)) == "report_reason"
    assert queue(scene) == ()


def test_nobody_keeps_a_whole_release_back_alone(monkeypatch):
    scene, chunk, _ = settled()
    monkeypatch.setattr(rules, "MOST_WAITING", 0)
    assert code(lambda: scene.platform.report_clips().of_chunk(scene.admin, chunk.id, WRONG)) == "reports_waiting"


def test_it_is_told_in_the_trail_once():
    scene, chunk, _ = settled()
    scene.platform.report_clips().of_chunk(scene.admin, chunk.id, WRONG)
    scene.platform.report_clips().of_chunk(scene.admin, chunk.id, "Again.")
    entries = scene.platform.read_audit().list(scene.admin, PageRequest(100)).items
    assert [one.action for one in entries].count("chunk.reported") == 1
