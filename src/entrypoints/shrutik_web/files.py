"""The built page: which file answers at which address, as what, and how long a browser may keep it."""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import attrs

from shrutik_core.notices.letter_words import PAGES

STATIC = Path(__file__).parent / "static"
"""Where the build lies; nginx may serve the same folder by the same rules."""

START = "index.html"
"""The document that every screen begins with."""

_LETTERS = tuple(sorted({f"/{page}" for page in PAGES.values()}))

SCREENS = (
    *("/", "/record", "/transcribe", "/review", "/mine", "/unsent", "/releases", "/account", "/admin", "/join"),
    *_LETTERS,
)
"""Addresses at which the page opens, with all that lies below them; what it shows there is its own affair."""

IMMUTABLE = "public, max-age=31536000, immutable"
"""For files whose name changes with their content."""

ASK_AGAIN = "no-cache"

ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Compressed forms that lie beside a file, the smaller one first."""

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".woff2": "font/woff2",
        ".flac": "audio/flac",
        ".mp3": "audio/mpeg",
    }
)
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:{also}; "
    "media-src 'self' blob:{also}; connect-src 'self'{also}; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@attrs.frozen(slots=False)
class PageFile:
    """A file of the page, read when it is first asked for.

    Attributes:
        path: where it lies.
        media_type: what it is.
        caching: its Cache-Control.
        headers: others that it needs.
    """

    path: Path
    media_type: str
    caching: str
    headers: Mapping[str, str]

    @cached_property
    def forms(self) -> Mapping[str, tuple[bytes, str]]:
        """Its content by encoding, "" for none, each with an entity tag."""
        beside = {"": self.path} | {name: self.path.with_name(self.path.name + end) for name, end in ENCODINGS.items()}
        contents = {name: path.read_bytes() for name, path in beside.items() if path.is_file()}
        return {name: (content, f'"{hashlib.sha256(content).hexdigest()[:32]}"') for name, content in contents.items()}


def page_files(folder: Path = STATIC, also: str = "") -> Mapping[str, PageFile]:
    """All files by address, such as ``/assets/vendor-1a2b.js``; empty if the page was not built.

    Args:
        folder: where they lie.
        also: another origin that the page may have sounds and pictures from; empty for none.
    """
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in _TYPES)
    return {f"/{path.relative_to(folder).as_posix()}": _file(path, folder, also) for path in found}


def _file(path: Path, folder: Path, also: str) -> PageFile:
    hashed = path.parent == folder / "assets"
    # A service worker has the policy of its own answer, so that it must be let fetch.
    policy = _POLICY.format(also=f" {also}" if also else "")
    needs = {"Content-Security-Policy": policy} if path.suffix == ".html" or path.name == "sw.js" else {}
    return PageFile(path, _TYPES[path.suffix], IMMUTABLE if hashed else ASK_AGAIN, needs)
