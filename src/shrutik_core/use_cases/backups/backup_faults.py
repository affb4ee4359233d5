"""What is wrong with a thing of a back-up, and where its bytes lie."""

import attrs

from shrutik_core.backups.places import object_key
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.use_cases.backups.vault import Vault

CHANGED = "changed"


@attrs.frozen
class BackupFault:
    """One thing that is not as it was written.

    Attributes:
        what: a table, ``blobs``, ``secrets``, or the key of a blob.
        how: ``missing``, ``changed``, or ``rows`` if there are not as many as there should be.
        place: where its object lies in the vault; empty if it was not right when the back-up was made.
    """

    what: str
    how: str
    place: str = ""


def fault_of(vault: Vault, what: str, sha256: str, error: Missing | Invalid) -> BackupFault:
    """The fault that reading its object came upon."""
    how = "missing" if isinstance(error, Missing) else CHANGED
    return BackupFault(what, how, object_key(vault.sealer.name(sha256)))
