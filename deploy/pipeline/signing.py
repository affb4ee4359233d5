"""Signing: each file that is handed out, in minisign's format, by the key of a folder; and whether signatures hold."""

from pathlib import Path

from building import handed_out
from records import Failed

from shrutik_core.releases.signing.release_key import read_key, write_key
from shrutik_core.releases.signing.release_signature import check_signature, read_signature, sign, write_signature
from shrutik_core.shared.errors import ShrutikError
from shrutik_system.release_keys import load_release_keys
from shrutik_system.release_signer import Ed25519SignatureChecker

PUBLIC = "shrutik.pub"


def signed(path: Path) -> Path:
    """Where the signature of a file stands, as minisign looks for it."""
    return path.with_name(f"{path.name}.minisig")


def sign_all(out: Path, keys: Path, release: str) -> None:
    """A signature beside each file, and the public key by which they hold.

    Args:
        out: folder of the run.
        keys: folder with ``release.key``, which is made if it is not there.
        release: that the signed comment names.

    Raises:
        Failed: if the key cannot be read or made.
    """
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        secret = load_release_keys(keys)
    except ShrutikError as error:
        raise Failed(error.detail) from error
    for path in handed_out(out):
        made = sign(path.read_bytes(), f"shrutik {release} {path.name}", secret.secret.key, secret.signer.sign)
        signed(path).write_text(write_signature(made), encoding="utf-8")
    (out / "dist" / PUBLIC).write_text(write_key(secret.secret.key), encoding="utf-8")


def check_all(out: Path, public: Path | None) -> None:
    """Refuse what is not signed by the key, file by file, name by name.

    Args:
        out: folder of the run.
        public: the key that is trusted; None for the one that lies beside, which proves that nothing changed since.

    Raises:
        Failed: naming the first file whose signature does not hold.
    """
    key = read_key((public or out / "dist" / PUBLIC).read_text(encoding="utf-8"))
    for path in handed_out(out):
        try:
            signature = read_signature(signed(path).read_text(encoding="utf-8"))
            check_signature(path.read_bytes(), signature, [key], Ed25519SignatureChecker().holds)
        except FileNotFoundError as error:
            raise Failed(f"{path.name} is not signed") from error
        except ShrutikError as error:
            raise Failed(f"{path.name}: {error.detail}") from error
        if signature.comment.split()[-1] != path.name:
            raise Failed(f"{path.name} bears the signature of {signature.comment.split()[-1]}")
