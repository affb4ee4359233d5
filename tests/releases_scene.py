"""A settled chunk, and a release of it."""

from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.selection import ReleaseFormat
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from shrutik_memory.compressor import MemoryCompressor
from use_cases_scene import SLUG, PlatformScene

FORMATS = [format_.value for format_ in ReleaseFormat]
TRICKY = 'সে বলল, "না|হ্যাঁ"'


def release(scene, formats=FORMATS, **wish):
    made = scene.platform.request_release()(scene.admin, ReleaseWish("bn", [SLUG], formats, **wish))
    scene.installation.work()
    return scene.platform.read_releases().get(scene.admin, made.id)


def manifest(scene, made):
    """The lines of all its manifests."""
    names = sorted(file.name for file in made.files if file.name.startswith("manifest/"))
    texts = (b"".join(MemoryCompressor().unpack([content(scene, made, name)])).decode() for name in names)
    return [read_line(line) for text in texts for line in text.splitlines()]


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
    made.hear([("one", "সে বলল না"), ("two", "সে বলল")])
    for case in made.platform.review_queue()(made.admin, PageRequest()).items:
        made.platform.decide_review()(made.admin, case.chunk.id, Ruling(ReviewDecision.EDIT, TRICKY))
    return made


def take_back_consent(scene):
    """The speaker of the one recording does not want it published any more; the consent that there was."""
    (recording,) = scene.platform.read_recordings().list(scene.admin, PageRequest()).items
    with scene.platform.units_of_work()() as uow:
        consent = uow.consents.latest(recording.speaker, recording.collection)
        uow.consents.save(consent.withdraw(scene.installation.clock.now()))
        uow.commit()
    return consent
