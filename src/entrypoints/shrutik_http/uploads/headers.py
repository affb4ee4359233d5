"""What the headers of tus say, read and written."""

import base64
import binascii
import json
from collections.abc import Mapping
from email.utils import format_datetime

import regex

from shrutik_core.recordings.upload import Upload, UploadStatus
from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.use_cases.uploads.create_upload import Announced
from shrutik_core.use_cases.uploads.receive_part import Checksum
from shrutik_http.problems import UnmetVersion
from shrutik_http.recordings.form import to_details, to_speaker, to_text
from shrutik_http.refusals import refused_fields, unknown_field
from shrutik_http.uploads import tus

NAMES = ("collection", "prompt_id", "speaker", "metadata", "sha256")
PASSED_OVER = frozenset({"filename", "filetype", "name", "type"})
"""What clients say of their own accord; what a file is, is told from its content."""
OF_METADATA = "upload_metadata"
"""Code of what is wrong within the header that a schema cannot look into."""
_NUMBER = regex.compile(r"[0-9]{1,15}")
_SHA256 = regex.compile(r"[0-9a-fA-F]{64}")


def check_version(headers: Mapping[str, str], *, required: bool = True) -> None:
    """Let pass who speaks our version of tus.

    Raises:
        UnmetVersion: ``tus_version_unsupported``.
    """
    told = headers.get(tus.RESUMABLE.name)
    if told != tus.VERSION and (required or told is not None):
        raise UnmetVersion("tus_version_unsupported", f"Send Tus-Resumable: {tus.VERSION}.")


def to_number(headers: Mapping[str, str], header: str) -> int:
    """A number of bytes.

    Raises:
        Invalid: ``fields_invalid``.
    """
    told = headers.get(header)
    if told is None or not _NUMBER.fullmatch(told):
        raise refused_fields(
            [FieldError(header, "is required: a number of bytes", "missing" if told is None else "int")]
        )
    return int(told)


def to_announced(headers: Mapping[str, str]) -> Announced:
    """What is said about an upload.

    Raises:
        Invalid: ``fields_invalid`` or ``metadata_too_large``.
    """
    length = to_number(headers, tus.LENGTH.name)
    fields = _pairs(headers.get(tus.METADATA.name, ""))
    collection, sha256 = fields.get("collection"), fields.get("sha256") or None
    if not collection:
        raise _metadata("collection", "is required: a slug or an id")
    if sha256 is not None and not _SHA256.fullmatch(sha256):
        raise _metadata("sha256", "has 64 hexadecimal digits")
    try:
        details = to_details(fields, collection, to_speaker(fields, None))
    except Invalid as error:
        if error.code != "fields_invalid":
            raise
        wrong = [FieldError(one.field, one.detail, OF_METADATA) for one in error.errors]
        raise refused_fields(wrong) from error
    return Announced(details, length, sha256.lower() if sha256 else None)


def asked(announced: Announced) -> dict[str, object]:
    """The same as JSON would hold it, for the digest that an idempotency key is kept with."""
    details = announced.details
    return {
        "length": announced.length,
        "sha256": announced.sha256,
        "collection": details.collection,
        "prompt_id": str(details.prompt),
        "speaker": str(details.speaker),
        "metadata": dict(details.metadata),
    }


def to_checksum(headers: Mapping[str, str]) -> Checksum | None:
    """The checksum of a body, if one was sent.

    Raises:
        Invalid: ``checksum_invalid``.
    """
    told = headers.get(tus.CHECKSUM.name)
    if told is None:
        return None
    algorithm, _, encoded = told.strip().partition(" ")
    try:
        return Checksum(algorithm, base64.b64decode(encoded.strip(), validate=True))
    except binascii.Error as error:
        raise Invalid("checksum_invalid", "Write the checksum in base64, behind its algorithm and a space.") from error


def headers_of(upload: Upload) -> dict[str, str]:
    """What each answer about an upload says in its headers."""
    said = {tus.OFFSET.name: str(upload.offset), tus.LENGTH.name: str(upload.length), tus.METADATA.name: _said(upload)}
    if upload.status is UploadStatus.RECEIVING:
        said[tus.EXPIRES.name] = format_datetime(upload.expires_at, usegmt=True)
    if upload.recording is not None and upload.sha256 is not None:
        said |= {tus.RECORDING.name: str(upload.recording), tus.SHA256.name: upload.sha256}
    return said


def _pairs(header: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for pair in filter(None, map(str.strip, header.split(","))):
        name, _, encoded = pair.partition(" ")
        if name in PASSED_OVER:
            continue
        if name not in NAMES:
            raise refused_fields([FieldError(name[:100], unknown_field(name, NAMES).detail, OF_METADATA)])
        if name in fields:
            raise _metadata(name, "comes twice")
        fields[name] = _value(name, encoded.strip())
    return fields


def _value(name: str, encoded: str) -> str:
    try:
        return to_text(name, base64.b64decode(encoded, validate=True))
    except binascii.Error as error:
        raise _metadata(name, "is not in base64") from error
    except Invalid as error:
        raise _metadata(name, error.errors[0].detail) from error


def _metadata(name: str, detail: str) -> Invalid:
    return refused_fields([FieldError(name, detail, OF_METADATA)])


def _said(upload: Upload) -> str:
    """What the sender said, in our own order; the collection by its id."""
    told = {
        "collection": str(upload.collection),
        "prompt_id": str(upload.prompt or ""),
        "speaker": str(upload.speaker or ""),
        "metadata": json.dumps(upload.metadata, ensure_ascii=False) if upload.metadata else "",
        "sha256": upload.announced or "",
    }
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in told.items() if value)
