"""Recordings in parts, by tus 1.0."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from shrutik_client import models
from shrutik_client.problems import ApiProblem, Unreachable

if TYPE_CHECKING:
    from shrutik_client.calling import Calling

PART = 5 << 20
"""Bytes that are sent at a time unless it is said otherwise."""
_TUS = {"Tus-Resumable": "1.0.0"}
_TRIES = 10
_DIFFERS = "upload_offset_differs"


class UploadInParts:
    """One recording on its way.

    Args:
        calling: sends.
        audio: the file.
        metadata: of the upload.
        part: bytes that are sent at a time.
    """

    def __init__(self, calling: Calling, audio: Path, metadata: Mapping[str, str], part: int) -> None:
        self._calling, self._audio, self._part = calling, audio, part
        self._metadata = {**metadata, "sha256": _digest(audio)}

    def send(self) -> models.UploadMessage:
        """The upload, complete."""
        upload = self._begin()
        failed = 0
        while upload["status"] == "receiving":
            try:
                self._send_part(upload)
                failed = 0
            except (Unreachable, ApiProblem) as error:
                failed += 1
                if failed >= _TRIES or (isinstance(error, ApiProblem) and error.code != _DIFFERS):
                    raise
                time.sleep(min(0.5 * 2**failed, 30))
            upload = self._now(upload["id"])
        if upload["status"] == "refused":
            raise ApiProblem(422, dict(upload["problem"] or {}))
        return upload

    def _begin(self) -> models.UploadMessage:
        told = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in self._metadata.items())
        headers = {
            **_TUS,
            "Upload-Length": str(self._audio.stat().st_size),
            "Upload-Metadata": told,
            "Idempotency-Key": self._calling.new_key(),
        }
        answer = self._calling.send("POST", "/api/v1/uploads", again=True, headers=headers)
        return cast("models.UploadMessage", answer.json())

    def _send_part(self, upload: models.UploadMessage) -> None:
        with self._audio.open("rb") as stream:
            stream.seek(upload["offset"])
            content = stream.read(self._part)
        headers = {
            **_TUS,
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(upload["offset"]),
        }
        path = f"/api/v1/uploads/{upload['id']}"
        self._calling.send("PATCH", path, again=False, headers=headers, content=content)

    def _now(self, upload: str) -> models.UploadMessage:
        answer = self._calling.send("GET", f"/api/v1/uploads/{upload}", again=True, headers=_TUS)
        return cast("models.UploadMessage", answer.json())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
