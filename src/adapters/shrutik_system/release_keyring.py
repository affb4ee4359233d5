"""The keyring of a data folder: the file ``release.key``, read at each look, so that a new key signs at once."""

import logging
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_system.release_keys import ReleaseKeys, load_release_keys

_LOG = logging.getLogger(__name__)


@attrs.frozen
class FolderReleaseKeyring:
    """`ReleaseKeyring` over a data folder.

    Attributes:
        folder: exists.
    """

    folder: Path

    def __call__(self) -> ReleaseKeys:
        """See `ReleaseKeyring.__call__`."""
        try:
            return load_release_keys(self.folder)
        except (Invalid, Unavailable) as error:
            _LOG.error("keyring_unusable", extra={"code": error.code, "detail": error.detail})
            detail = "The key that signs this installation's releases cannot be used; the log tells its operator why."
            raise Unavailable("release_key_unavailable", detail) from error
