"""What tus 1.0 (2016) calls things: versions, extensions, the headers of requests and answers."""

from shrutik_core.shared.errors import declare
from shrutik_core.use_cases.uploads.receive_part import CHECKSUMS
from shrutik_http.links import ROOT
from shrutik_http.operation import Header
from shrutik_http.problems import UnmetVersion

declare(UnmetVersion, "tus_version_unsupported", "This version of tus is not supported here.")

UPLOADS_PATH = f"{ROOT}/uploads"
VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum,termination"
ALGORITHMS = ",".join(CHECKSUMS)
OFFSET_STREAM = "application/offset+octet-stream"

_WHOLE_NUMBER = {"type": "string", "pattern": "^[0-9]{1,15}$"}
_TEXT = {"type": "string"}
# As many letters of base64 as the digests of sha256, sha1 and md5 have.
_SUMS = "sha256 [A-Za-z0-9+/]{43}=|sha1 [A-Za-z0-9+/]{27}=|md5 [A-Za-z0-9+/]{22}=="

RESUMABLE = Header("Tus-Resumable", "The version of tus.", {"type": "string", "enum": [VERSION]}, required=True)
LENGTH = Header("Upload-Length", "Bytes of the whole.", _WHOLE_NUMBER, required=True)
METADATA = Header(
    "Upload-Metadata",
    "Pairs of a name and its value in base64, separated by commas: `collection` (a slug or an id), and optionally "
    "`prompt_id`, `speaker`, `metadata` (a JSON object of up to 8 kB) and `sha256` (of the whole, hexadecimal). A "
    "file's name and type are ignored.",
    _TEXT,
    required=True,
)
OFFSET = Header("Upload-Offset", "Bytes that the server has.", _WHOLE_NUMBER, required=True)
CHECKSUM = Header(
    "Upload-Checksum",
    "`sha256`, `sha1` or `md5` of this body, and its value in base64; then either all of the body is kept or nothing.",
    {"type": "string", "pattern": f"^(?:{_SUMS})$"},
)
EXPIRES = Header("Upload-Expires", "When the upload is forgotten unless more comes.", _TEXT)
RECORDING = Header("Shrutik-Recording", "The id of the recording that it became; only of a complete upload.", _TEXT)
SHA256 = Header("Shrutik-SHA256", "Of the whole as it is stored, hexadecimal; only of a complete upload.", _TEXT)
