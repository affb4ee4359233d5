"""A platform in memory with people on it, for the tests of use cases."""

import attrs
import numpy as np
import pytest

from shrutik_bootstrap.memory import MemoryInstallation, memory_installation
from shrutik_core.collections.collection import ConsentText
from shrutik_core.collections.policies import read_policies
from shrutik_core.people.roles import Actor, Role
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.shared.ids import ChunkId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.sounds import wav
from shrutik_core.use_cases.collections.create_collection import CollectionDraft
from shrutik_core.use_cases.people.register import Registration
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer

RATE = 8_000
SLUG = "bn-read"


def tone_wav(seconds=3.0, pitch=200.0):
    """A 16-bit WAV in which a tone comes and goes, as speech does."""
    t = np.arange(int(RATE * seconds)) / RATE
    loud = np.sin(2 * np.pi * 0.4 * t) > -0.5
    return wav((np.sin(2 * np.pi * pitch * t) * 8000 * loud).astype(np.int16), RATE)


@attrs.define
class PlatformScene:
    installation: MemoryInstallation = attrs.field(factory=memory_installation)
    admin: Actor = attrs.field(init=False)
    recording: object = attrs.field(init=False, default=None)

    def __attrs_post_init__(self):
        self.admin = self.person("admin", Role.ADMIN)

    @property
    def platform(self):
        return self.installation.platform

    def person(self, name, role=Role.CONTRIBUTOR):
        registration = Registration(f"{name}@example.org", "a long password", name, role=role)
        return self.platform.register()(registration).actor

    def collection(self, slug=SLUG, **policies):
        # Most tests send one sound again and again; what is made of copies has tests of its own.
        policies = {"copies": {"own": "accept", "others": "accept"}, **policies}
        draft = CollectionDraft(slug, "bn", slug, "CC0-1.0", ConsentText("1", "I agree."), read_policies(policies))
        return self.platform.create_collection()(self.admin, draft)

    def speaker(self, name="speaker", slug=SLUG):
        person = self.person(name)
        self.platform.give_consent()(person, slug, "1", ["record", "publish"])
        return person

    def upload(self, person, audio=None, slug=SLUG, key=None):
        return self.platform.upload_recording()(person, UploadDetails(slug), [audio or tone_wav()], key)

    def chunks(self, recording):
        page = self.platform.read_recordings().chunks(self.admin, recording.id, PageRequest(100))
        return page.items

    def take(self, person, count=20, slug=SLUG):
        return self.platform.take_tasks()(person, slug, count)

    def say(self, person, lent, text):
        return self.platform.submit_transcriptions()(person, [Answer(lent.task.id, text)])

    def hear(self, said):
        """Each text is typed for every clip by another person; the work that this makes due is done."""
        for name, text in said:
            person = self.person(name)
            for lent in self.take(person):
                self.say(person, lent, text)
        self.installation.work()

    def chunk(self, chunk_id: ChunkId):
        return self.platform.read_chunks().get(self.admin, chunk_id)


def audit(scene):
    """The latest entries of the audit trail, without those of the accounts that the scene made."""
    with scene.platform.units_of_work()() as uow:
        return tuple(entry for entry in uow.audit.page(PageRequest(100)).items if entry.action != "contributor.made")


def code(act):
    """The code of the error that a call raises."""
    with pytest.raises(ShrutikError) as caught:
        act()
    return caught.value.code
