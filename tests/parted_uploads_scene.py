"""A platform to which a recording is uploaded in parts, and the recording."""

import hashlib
from contextlib import closing

from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.uploads.create_upload import Announced
from use_cases_scene import SLUG, PlatformScene, tone_wav

SOUND = tone_wav()
WHOLE = len(SOUND)
SHA256 = hashlib.sha256(SOUND).hexdigest()
KEY = IdempotencyKey("create_upload", "take-1", "ab" * 32)


class Scene(PlatformScene):
    def create(self, person, length=WHOLE, sha256=None, key=None, **said):
        return self.platform.create_upload()(person, Announced(UploadDetails(SLUG, **said), length, sha256), key)

    def send(self, person, upload, data, offset=0, checksum=None):
        with closing(self.platform.receive_part()(person, upload.id, offset, len(data), checksum)) as part:
            part.write(data)
            return part.finish()

    def get(self, person, upload):
        return self.platform.read_uploads().get(person, upload.id)

    def blobs(self, prefix=""):
        return [entry.key for entry in self.platform.blobs().list(prefix)]

    def recordings(self, person):
        return self.platform.read_recordings().list(person, PageRequest(100)).items
