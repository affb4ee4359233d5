"""A collection whose clips were typed by three, and that a milder policy will settle."""

from itertools import cycle

from shrutik_core.collections.policies import read_policies
from use_cases_scene import SLUG, PlatformScene, tone_wav

TEXTS = ("আমি বাংলায় গান গাই", "আমি বাংলা গান গাই", "আমি বাংলায় গান গাই না")
COPIES = {"own": "accept", "others": "accept"}


def typed():
    """The scene, the recording whose clips they are, and the collection's id."""
    scene = PlatformScene()
    scene.collection(consensus={"fewest": 5, "most": 7, "guards": False})
    recording = scene.upload(scene.speaker(), tone_wav(40.0))
    scene.installation.work()
    texts = cycle(TEXTS)
    for name in ("one", "two", "three"):
        person = scene.person(name)
        while lent := scene.take(person):
            for one in lent:
                scene.say(person, one, next(texts))
    scene.installation.work()
    milder = read_policies({"consensus": {"fewest": 2, "accept_confidence": 0.3, "guards": False}, "copies": COPIES})
    collection = scene.platform.change_collection()(scene.admin, SLUG, milder)
    return scene, recording, collection.id


def state(scene, recording):
    """Each chunk with its consensus."""
    chunks = scene.chunks(recording)
    with scene.platform.units_of_work()() as uow:
        return [(chunk, uow.consensuses.find(chunk.id)) for chunk in chunks]
