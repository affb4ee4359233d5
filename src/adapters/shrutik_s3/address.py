"""Which bucket blobs lie in, as one address says it."""

from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

import attrs
import regex

from shrutik_core.shared.blobs import check_blob_key
from shrutik_core.shared.errors import Invalid

# Amazon's own rule for names, which all others keep.
_BUCKET = regex.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_HINT = "it looks like s3+https://user:secret@s3.example.org/bucket/prefix?region=eu-central-1&ca=/path/authority.pem"
_SCHEMES = {"s3+https": "https", "s3+http": "http"}
_OPTIONS = {"region", "ca"}
_REGION = "us-east-1"


@attrs.frozen
class S3Address:
    """A bucket of a server.

    Attributes:
        endpoint: of the server, e.g. ``https://s3.example.org``.
        bucket: its name; the bucket is there.
        prefix: that all keys begin with there, with a slash at its end; empty for none.
        region: that requests are signed for.
        authority: PEM file of the only authority whose certificates are believed; empty for those that all believe.
        user: whose access key it is; empty for the one that boto3 finds in its environment, its files or its machine.
        secret: of the access key.
    """

    endpoint: str
    bucket: str
    prefix: str = ""
    region: str = _REGION
    authority: str = ""
    user: str = ""
    secret: str = attrs.field(default="", repr=False)


def read_blobs_url(url: str, setting: str = "SHRUTIK_BLOBS_URL") -> S3Address:
    """The bucket that an address names.

    Args:
        url: the address.
        setting: where it stands, for the error.

    Raises:
        Invalid: ``settings_invalid``; the message never repeats the address, which may hold a secret.
    """
    try:
        parts = urlsplit(url)
        port, options = (
            parts.port,
            dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))),
        )
    except ValueError as error:
        raise _wrong(setting, "it cannot be read") from error
    bucket, _, prefix = parts.path.strip("/").partition("/")
    wrong = _fault(parts.scheme, parts.hostname or "", bucket, prefix, options)
    if wrong or bool(parts.username) != bool(parts.password) or parts.fragment:
        raise _wrong(setting, wrong or "a user comes with a secret, and nothing follows the options")
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return S3Address(
        endpoint=f"{_SCHEMES[parts.scheme]}://{host}" + (f":{port}" if port else ""),
        bucket=bucket,
        prefix=f"{prefix}/" if prefix else "",
        region=options.get("region", _REGION),
        authority=options.get("ca", ""),
        user=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
    )


def _fault(scheme: str, host: str, bucket: str, prefix: str, options: dict[str, str]) -> str:
    if scheme not in _SCHEMES or not host:
        return "it must begin with s3+https:// and a server's name"
    if scheme == "s3+http" and not _is_here(host):
        return "without TLS, the server must be on this very machine"
    if not _BUCKET.fullmatch(bucket):
        return "a bucket's name has 3 to 63 of a-z 0-9 . -"
    if not set(options) <= _OPTIONS or not all(options.values()):
        return "its options are region and ca"
    try:
        check_blob_key(prefix or "none")
    except Invalid:
        return "a prefix has parts made of A-Z a-z 0-9 . _ -"
    return ""


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _wrong(setting: str, why: str) -> Invalid:
    return Invalid("settings_invalid", f"{setting} cannot be used: {why}; {_HINT}.")
