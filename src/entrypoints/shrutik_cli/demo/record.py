"""What is done for the speakers: recordings are sent, and cut in the background."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from shrutik_cli.demo.accounts import ADMIN, FACILITATOR
from shrutik_cli.demo.material import LANGUAGES, Sample
from shrutik_cli.demo.setup import DemoPlatform
from shrutik_cli.paging import every
from shrutik_core.collections.collection import Collection
from shrutik_core.people.roles import Actor
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.ids import PromptId, RecordingId
from shrutik_core.use_cases.recordings.upload_details import UploadDetails

_PIECE = 256 * 1024
_NO_MORE = frozenset({RecordingStatus.REFUSED, RecordingStatus.WITHDRAWN})


def recorded(demo: DemoPlatform) -> dict[str, Recording]:
    """The samples that were sent, by name; one that was refused or taken back is sent again."""
    reader, admin = demo.platform.read_recordings(), demo.actors[ADMIN]
    slugs = map(demo.collection, LANGUAGES)
    sent = (one for slug in slugs for one in every(partial(reader.list, admin, collection=slug)))
    return {str(one.metadata["sample"]): one for one in sent if "sample" in one.metadata and one.status not in _NO_MORE}


def prompt_ids(demo: DemoPlatform, language: str) -> Mapping[str, PromptId]:
    """The prompts of a collection by their text."""
    reader, slug = demo.platform.read_prompts(), demo.collection(language)
    return {prompt.text: prompt.id for prompt in every(lambda request: reader.list(slug, request))}


def send(demo: DemoPlatform, sample: Sample, prompt: PromptId | None) -> Recording:
    """A sample, sent as an upload for somebody else would be."""
    speaker = demo.speakers[sample.name]
    details = UploadDetails(demo.collection(sample.language), prompt, {"sample": sample.name}, speaker)
    return _upload(demo, demo.actors[FACILITATOR], details, [sample.sound()])


def send_file(demo: DemoPlatform, guest: Actor, collection: Collection, path: Path) -> Recording:
    """A file of the user's own; one that was sent before is not sent again.

    Raises:
        Invalid: ``empty``, ``unsupported_media`` or ``too_large``.
    """
    reader, digest = demo.platform.read_recordings(), _digest(path)
    sent = every(lambda request: reader.list(guest, request, collection.slug))
    before = next((one for one in sent if one.audio.sha256 == digest and one.status not in _NO_MORE), None)
    if before is not None:
        return before
    return _upload(demo, guest, UploadDetails(collection.slug, None, {"file": path.name[:200]}), _pieces(path))


def latest(demo: DemoPlatform, actor: Actor, recording: RecordingId) -> Recording:
    """The recording as it is now."""
    return demo.platform.read_recordings().get(actor, recording)


def _upload(demo: DemoPlatform, actor: Actor, details: UploadDetails, parts: Iterable[bytes]) -> Recording:
    return demo.platform.upload_recording()(actor, details, parts)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
