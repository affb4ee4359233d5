"""A settled chunk, and a release of it."""

from shrutik_core.releases.release import ReleaseFormat
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.releases.request_release import ReleaseWish
from use_cases_scene import SLUG, PlatformScene

FORMATS = [format_.value for format_ in ReleaseFormat]
TRICKY = 'সে বলল, "না|হ্যাঁ"'


def release(scene, **wish):
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], FORMATS, **wish))
    scene.installation.work()
    return scene.platform.read_releases().get(scene.admin, made.id)


def content(scene, made, name):
    file = scene.platform.read_releases().file(scene.admin, made.id, name)
    with scene.platform.read_releases().open(file) as stream:
        return stream.read()


def one_settled():
    """A scene with one chunk settled by a reviewer, in words that every format has to quote."""
    made = PlatformScene()
    made.collection()
    speaker = made.speaker()
    made.upload(speaker)
    made.installation.work()
    for name, text in (("one", "সে বলল না"), ("two", "সে বলল")):
        person = made.person(name)
        for lent in made.take(person):
            made.say(person, lent, text)
    made.installation.work()
    for case in made.platform.review_queue()(made.admin, PageRequest()).items:
        made.platform.decide_review()(made.admin, case.chunk.id, Ruling(ReviewDecision.EDIT, TRICKY))
    return made
