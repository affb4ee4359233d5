"""Pictures and sounds for prompts: kept by an admin, shown and played to those who are asked to speak."""

import hashlib
from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.audio_check import AudioCheck, AudioLimits
from shrutik_core.ports.blob_store import BlobStore, Staging
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.medium import PromptMedium, medium_key, name_medium
from shrutik_core.prompts.picture import check_picture, picture_type
from shrutik_core.recordings.media import SNIFF_BYTES, accepted, sniff
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Missing, TooLarge, Unsupported, declare
from shrutik_core.shared.ids import PromptMediumId

declare(Unsupported, "prompt_medium_unsupported", "This is neither a picture nor a sound that a prompt can have.")

LARGEST_PICTURE = 5 * 1024 * 1024
LARGEST_SOUND = 16 * 1024 * 1024
"""Bytes that the sound of a prompt may have."""
LONGEST_SOUND = 300.0
"""Seconds that the sound of a prompt may last."""


@attrs.frozen
class KeepPromptMedia:
    """Keeps the picture or sound of prompts; what was sent before is known by its content and kept once."""

    units_of_work: UnitsOfWork
    clock: Clock
    blobs: BlobStore
    audio_check: AudioCheck
    limits: AudioLimits = attrs.field(factory=lambda: AudioLimits(max_seconds=LONGEST_SOUND))

    def receive(self, actor: Actor | None) -> "IncomingMedium":
        """What takes one in while it is sent; ``actor`` is None for the operator at the command line.

        Raises:
            Refused: ``not_permitted``.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        if actor is not None:
            actor.require(Permission.MANAGE_COLLECTIONS)
        return IncomingMedium(self, self.blobs.stage(LARGEST_SOUND))

    def __call__(self, actor: Actor | None, content: bytes) -> PromptMedium:
        """The medium of these bytes.

        Raises:
            Invalid: as `IncomingMedium.finish`, or ``too_large``.
            Refused: ``not_permitted``.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        incoming = self.receive(actor)
        try:
            incoming.write(content)
            return incoming.finish()
        finally:
            incoming.close()


@attrs.define
class IncomingMedium:
    """A picture or sound while it comes in; `close` is always the last call."""

    _keeping: KeepPromptMedia
    _staging: Staging
    _digest: "hashlib._Hash" = attrs.field(factory=hashlib.sha256, init=False)

    def write(self, block: bytes) -> None:
        """Take the block.

        Raises:
            Invalid: ``too_large``.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        self._digest.update(block)
        try:
            self._staging.write(block)
        except TooLarge as error:
            raise _too_large("sound", LARGEST_SOUND) from error

    def finish(self) -> PromptMedium:
        """The medium, once it is known what it is and that it is whole.

        Raises:
            Invalid: ``prompt_medium_unsupported``; ``picture_damaged``, ``picture_too_large`` or ``too_large``; or
                whatever the header of a sound tells.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        with self._staging.fetch() as source:
            media_type = self._checked(source)
        id_ = name_medium(self._digest.hexdigest())
        blob = self._staging.commit(medium_key(id_))
        medium = PromptMedium(id_, blob, media_type, self._keeping.clock.now())
        # If this fails the bytes stay: nobody sees them, and the same file sent again takes their place.
        with self._keeping.units_of_work() as uow:
            uow.prompts.add_medium(medium)
            uow.commit()
        return medium

    def close(self) -> None:
        """Take away what was not finished."""
        self._staging.discard()

    def _checked(self, source: BinaryIO) -> str:
        head = source.read(SNIFF_BYTES)
        source.seek(0)
        if picture_type(head) is not None:
            if self._staging.size > LARGEST_PICTURE:
                raise _too_large("picture", LARGEST_PICTURE)
            return check_picture(source.read())
        sound = sniff(head)
        if sound is None:
            detail = f"Send a picture as PNG, JPEG or WebP, or a sound as {accepted()}."
            raise Unsupported("prompt_medium_unsupported", detail)
        self._keeping.audio_check.check(source, self._keeping.limits)
        return sound.value


def _too_large(what: str, largest: int) -> TooLarge:
    detail = f"The {what} of a prompt may have {largest >> 20} MB at most; make it smaller."
    return TooLarge("too_large", detail, extra={"most_bytes": largest})


@attrs.frozen
class ShowPromptMedia:
    """Pictures and sounds of prompts, for everybody who has logged in or holds a link to one."""

    units_of_work: UnitsOfWork
    blobs: BlobStore

    def get(self, medium: PromptMediumId) -> PromptMedium:
        """One of them.

        Raises:
            Missing: ``prompt_medium_missing``.
        """
        with self.units_of_work() as uow:
            found = uow.prompts.media([medium]).get(medium)
        if found is None:
            raise Missing("prompt_medium_missing", "There is no such picture or sound.")
        return found

    def open(self, blob: StoredBlob, start: int, length: int) -> AbstractContextManager[BinaryIO]:
        """A stream over bytes of it.

        Raises:
            Missing: ``blob_missing``.
        """
        return self.blobs.open(blob.key, start, length)
