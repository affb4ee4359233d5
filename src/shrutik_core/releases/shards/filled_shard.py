"""A shard once it is filled: what its bytes hash to, as a whole and member by member."""

import json
from typing import Any

import attrs
import regex

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "filled_shard", "This is not a note of a filled shard.")

_SHA256 = regex.compile("[0-9a-f]{64}")


@attrs.frozen
class FilledShard:
    """An archive in the blob store.

    Attributes:
        name: such as ``train-00007``.
        key: of its blob.
        size_bytes: of the archive.
        sha256: of the archive.
        members: SHA-256 of each member's bytes, without header and padding, in the archive's order.
        recipe: digest of the recipe that it was made from.

    Raises:
        Invalid: ``filled_shard`` if a hash is none.
    """

    name: str
    key: str
    size_bytes: int
    sha256: str
    members: tuple[str, ...]
    recipe: str

    def __attrs_post_init__(self) -> None:
        if not all(map(_SHA256.fullmatch, (self.sha256, self.recipe, *self.members))):
            raise Invalid("filled_shard", f"The hashes of {self.name[:80]!r} are not those of a filled shard.")


def write_filled(filled: FilledShard) -> str:
    """The note as one line of JSON without a line end."""
    return json.dumps(attrs.asdict(filled), separators=(",", ":"))


def read_filled(text: str) -> FilledShard:
    """The note from its JSON.

    Raises:
        Invalid: ``filled_shard`` if it is not what `write_filled` writes.
    """
    try:
        fields: dict[str, Any] = json.loads(text)
        return FilledShard(**{**fields, "members": tuple(fields["members"])})
    except (ValueError, TypeError, KeyError) as error:
        raise Invalid("filled_shard", f"Not a note of a filled shard: {text[:80]!r}. Fill the shard again.") from error
