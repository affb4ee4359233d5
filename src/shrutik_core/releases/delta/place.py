"""Where a line stands in a manifest, read from its first keys without reading the rest."""

import attrs
import regex

from shrutik_core.shared.errors import Invalid

_START = regex.compile(
    r'\{"clip":"([0-9a-f]{32})","release":"([^"\\]+)","first_release":"[^"\\]+","split":"[a-z]+","shard":"([a-z]+-\d+)",'
)
_SHARD = regex.compile(r"([a-z]+)-(\d+)")
_RELEASE_AT = len('{"clip":"","release":"') + 32
"""Where the title of the release begins in a line."""

Order = tuple[str, int, str]
"""By split, number of the shard and pseudonym: the order of lines in a manifest, shard by shard."""


@attrs.frozen
class PlacedLine:
    """A line of a manifest as text.

    Attributes:
        text: as `write_line` writes it.
        clip: pseudonym.
        release: title.
        shard: name.
    """

    text: str
    clip: str
    release: str
    shard: str

    @property
    def order(self) -> Order:
        """Where it stands."""
        return order_of(self.shard, self.clip)

    def retitled(self, release: str) -> str:
        """The text with another title of the release, and nothing else changed."""
        return f"{self.text[:_RELEASE_AT]}{release}{self.text[_RELEASE_AT + len(self.release) :]}"


def placed(text: str) -> PlacedLine:
    """A line from its text.

    Raises:
        Invalid: ``manifest_line`` if it does not begin as one.
    """
    found = _START.match(text)
    if not found:
        raise Invalid("manifest_line", f"Not a line of a Shrutik manifest: {text[:80]!r}.")
    return PlacedLine(text, *found.groups())


def order_of(shard: str, clip: str) -> Order:
    """Where a clip stands in a manifest.

    Raises:
        Invalid: ``manifest_line`` if this is no name of a shard.
    """
    found = _SHARD.fullmatch(shard)
    if not found:
        raise Invalid("manifest_line", f"{shard[:80]!r} is not the name of a shard.")
    return found[1], int(found[2]), clip
