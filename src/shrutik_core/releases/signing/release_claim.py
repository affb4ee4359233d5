"""What the trusted comment of a release's signature says: which release its checksums are of, and its root."""

import attrs
import regex

from shrutik_core.releases.release_name import check_release_name
from shrutik_core.shared.errors import Invalid

_CLAIM = regex.compile(r"series=(\S+) version=([1-9][0-9]{0,8}) root=([0-9a-f]{64})")


@attrs.frozen
class ReleaseClaim:
    """Series, version and root of the release that was signed.

    Attributes:
        series: the name that all versions share.
        version: 1, 2, 3 …
        root: over its files, 64 hexadecimal characters.

    Raises:
        Invalid: ``claim_invalid`` or ``release_name_invalid``.
    """

    series: str = attrs.field(converter=check_release_name)
    version: int
    root: str

    def __attrs_post_init__(self) -> None:
        if not _CLAIM.fullmatch(self.comment):
            detail = "A signature speaks of a version from 1 on and of a root of 64 hexadecimal characters."
            raise Invalid("claim_invalid", detail)

    @property
    def comment(self) -> str:
        """As it stands in the signature."""
        return f"series={self.series} version={self.version} root={self.root}"


def read_claim(comment: str) -> ReleaseClaim:
    """The claim that a trusted comment says.

    Raises:
        Invalid: ``claim_invalid`` or ``release_name_invalid``.
    """
    match = _CLAIM.fullmatch(comment)
    if match is None:
        raise Invalid("claim_invalid", f"The signature does not say which release it is of: {comment[:80]!r}.")
    return ReleaseClaim(match[1], int(match[2]), match[3])
