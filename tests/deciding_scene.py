"""A scene of one clip, and the people who type what they hear in it."""

from shrutik_core.people.roles import Role
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from use_cases_scene import SLUG, PlatformScene, tone_wav

TEXT = "আমি গান গাই"


def staged(consensus, prompt=None, **policies):
    scene = PlatformScene()
    scene.collection(consensus=consensus, **policies)
    speaker, said = scene.speaker(), None
    if prompt:
        scene.platform.add_prompts()(None, SLUG, [prompt])
        said = scene.platform.read_prompts().next(speaker, SLUG).id
    scene.recording = scene.platform.upload_recording()(speaker, UploadDetails(SLUG, said), [tone_wav(1.5)])
    scene.installation.work()
    return scene


def heard(scene, *texts):
    """Each text from another person, who took the clip first; the chunk after its consensus."""
    for number, text in enumerate(texts):
        person = scene.person(f"hearer{number}-{text[-1:] or 'none'}")
        (lent,) = scene.take(person)
        scene.say(person, lent, text)
    scene.installation.work()
    (chunk,) = scene.chunks(scene.recording)
    return chunk


def standing(scene, email):
    with scene.platform.units_of_work()() as uow:
        person = uow.contributors.find_by_email(email)
        return uow.standings.of([person.id], "bn")[person.id]


def in_review(**policies):
    scene = staged({"fewest": 2, "accept_confidence": 0.0}, **policies)
    heard(scene, "আমি ৩ গান গাই", "আমি ৪ গান গাই")
    return scene, scene.chunks(scene.recording)[0], scene.person("reviewer", Role.REVIEWER)
