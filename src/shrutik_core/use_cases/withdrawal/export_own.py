"""Export all that a person gave: what is kept about them as JSON, and their recordings as they sent them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

import attrs

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.chunking.chunk import Chunk
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.invitation import Invitation
from shrutik_core.people.roles import Actor
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.ports.zipper import ZipMember, Zipper
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.errors import Missing, Refused
from shrutik_core.shared.ids import ContributorId, RecordingId, UploadId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.steps.lookups import the_contributor
from shrutik_core.use_cases.steps.walk import items

_BLOCK = 256 * 1024
_SECRETS = frozenset({"password_hash", "generation", "secret_hash", "code_hash"})
_ENDINGS = {"x-m4a": "m4a", "mp4": "m4a", "mpeg": "mp3", "x-wav": "wav"}
_Page = Callable[[UnitOfWork, PageRequest], Page[Any]]


@attrs.frozen
class ExportOwn:
    """Packs one archive, block by block; between two blocks it holds neither a connection nor a thread."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    zipper: Zipper
    clock: Clock

    def __call__(self, actor: Actor) -> Iterator[bytes]:
        """The archive (zip), streamed in blocks of bounded size, whatever its size in all.

        Raises:
            Missing: ``contributor_missing``.
            Refused: ``not_permitted`` for an API key.
        """
        if actor.scopes is not None:
            raise Refused("not_permitted", "An API key may not do this; log in.")
        with self.units_of_work() as uow:
            person = the_contributor(uow, actor)
        return self.zipper.pack(self._members(person))

    def _members(self, person: Contributor) -> Iterator[ZipMember]:
        yield ZipMember("account.json", [_json(self._account(person)).encode()])
        for name, page in self._lists(person).items():
            yield ZipMember(f"{name}.json", _array(items(self._alone(page))))
        with self.units_of_work() as uow:
            identities, invitations = uow.identities.of_account(person.id), uow.invitations.of_account(person.id)
        yield ZipMember("identities.json", _array(identities))
        yield ZipMember("invitations.json", _array(_used(one) for one in invitations))
        yield ZipMember("recordings.json", _array(one.discreet() for one in self._recordings(person)))
        yield ZipMember("chunks.json", _array(self._chunks(person)))
        for recording in self._recordings(person):
            if not recording.erased:
                name = f"audio/{recording.id}.{_ending(recording.media_type)}"
                yield ZipMember(name, self._audio(recording.audio.key), packed=False)
        for upload in items(self._alone(_uploads_of(person.id))):
            yield ZipMember(f"uploads/{upload.id}.part", self._received(upload.id), packed=False)

    def _account(self, person: Contributor) -> Mapping[str, object]:
        with self.units_of_work() as uow:
            speaker, chosen = uow.speakers.find(person.speaker), uow.notice_preferences.find(person.id)
            devices = uow.known_devices.of_account(person.id)
        told = {"notice_preferences": _plain(chosen), "known_devices": list(devices)}
        return {"account": _plain(person), "voice": _plain(speaker) if speaker else None, **told}

    def _lists(self, person: Contributor) -> Mapping[str, _Page]:
        """What is kept of an account in lists of its own; a repository with another list of the kind is named here."""
        return {
            "consents": lambda uow, request: uow.consents.page(person.speaker, request),
            "transcriptions": lambda uow, request: uow.transcriptions.page(person.id, request),
            "withdrawals": lambda uow, request: uow.withdrawals.page(person.id, request),
            "sessions": lambda uow, request: uow.sessions.page(person.id, self.clock.now(), request),
            "api_keys": lambda uow, request: uow.api_keys.page(person.id, request),
            "uploads": _uploads_of(person.id),
            "prompt_skips": lambda uow, request: uow.prompt_skips.page(person.speaker, request),
            "clip_reports": lambda uow, request: uow.clip_reports.page(person.id, request),
            "notices": lambda uow, request: uow.notices.page(person.id, request),
            "audit": lambda uow, request: uow.audit.page(request, person.id).map(lambda one: _own_deeds(one, person)),
        }

    def _recordings(self, person: Contributor) -> Iterator[Recording]:
        """Those of the account's own voice, whoever sent them."""
        with self.units_of_work() as uow:
            theirs = uow.recordings.of_speaker(person.speaker)
        for id_ in theirs:
            with self.units_of_work() as uow:
                found = uow.recordings.find(id_)
            if found is not None:
                yield found

    def _chunks(self, person: Contributor) -> Iterator[Chunk]:
        for recording in self._recordings(person):
            yield from items(self._alone(_chunks_of(recording.id)))

    def _alone(self, page: _Page) -> Callable[[PageRequest], Page[Any]]:
        """The page, each time in a unit of work of its own."""

        def ask(request: PageRequest) -> Page[Any]:
            with self.units_of_work() as uow:
                return page(uow, request)

        return ask

    def _received(self, upload: UploadId) -> Iterator[bytes]:
        """What came of an upload so far; less if it was completed or forgotten meanwhile."""
        with self.units_of_work() as uow:
            parts = uow.uploads.parts(upload)
        for part in parts:
            yield from self._audio(part.key)

    def _audio(self, key: str) -> Iterator[bytes]:
        """The bytes of a blob; nothing if it was erased since its row was read."""
        try:
            opened = self.blobs.open(key)
        except Missing:
            return
        with opened as stream:
            while block := stream.read(_BLOCK):
                yield block


def _chunks_of(recording: RecordingId) -> _Page:
    return lambda uow, request: uow.chunks.page(recording, request)


def _uploads_of(person: ContributorId) -> _Page:
    """Recordings on their way."""
    return lambda uow, request: uow.uploads.page(request, person)


def _array(things: Iterable[object]) -> Iterator[bytes]:
    """The things as a JSON list, one on each line."""
    before = "[\n"
    for thing in things:
        yield f"{before}{_json(_plain(thing))}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _own_deeds(entry: AuditEntry, person: Contributor) -> AuditEntry:
    """The entry; if somebody else did it, it does not say who."""
    return entry if entry.actor == person.id else attrs.evolve(entry, actor=None)


def _used(invitation: Invitation) -> Invitation:
    """The invitation that let the person in; who made it is not theirs to know."""
    return attrs.evolve(invitation, made_by=None)


def _ending(media_type: str) -> str:
    kind = media_type.rpartition("/")[2]
    return _ENDINGS.get(kind, kind)


def _plain(thing: Any) -> Any:  # noqa: ANN401 - one of the core's things
    """The thing as JSON has it, without what is no one's to see."""
    return attrs.asdict(thing, filter=lambda field, _: field.name not in _SECRETS, value_serializer=_value)


def _value(_thing: object, _field: object, value: Any) -> Any:  # noqa: ANN401 - a field of any kind
    match value:
        case datetime():
            return value.isoformat()
        case UUID():
            return str(value)
        case Enum():
            return value.value
        case frozenset():
            return sorted(map(str, value))
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
