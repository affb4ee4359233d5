"""A settled voice in a release, and what tests of withdrawals do with it."""

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG

ALL = PageRequest(100)


def account(scene, name):
    with scene.platform.units_of_work()() as uow:
        return uow.contributors.find_by_email(f"{name}@example.org")


def recording(scene):
    return scene.platform.read_recordings().list(scene.admin, ALL).items[0]


def chunk(scene):
    return scene.chunks(recording(scene))[0]


def withdraw(scene, speaker):
    return scene.platform.withdraw().recording(speaker, recording(scene).id)


def undo(scene, speaker, report):
    return scene.platform.undo_withdrawal()(speaker, report.withdrawal.id)


def run_out(scene):
    """The time to undo passes, and what is due is done."""
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()


def feed(scene, made):
    rows = scene.platform.read_withdrawals().feed(made.id, ALL).items
    return [(row.number, row.clip, row.reason.value) for row in rows]


def settle(scene):
    """Every chunk that waits for a vote or a reviewer is settled by a reviewer."""
    ruling = Ruling(ReviewDecision.EDIT, "আমি যাব")
    for one in scene.platform.read_recordings().list(scene.admin, ALL).items:
        for part in scene.chunks(one):
            if part.status in {ChunkStatus.OPEN, ChunkStatus.IN_REVIEW}:
                scene.platform.decide_review()(scene.admin, part.id, ruling)


def wish(name):
    return ReleaseWish(name, [SLUG], ["csv"])
