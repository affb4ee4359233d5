"""Where an installation keeps its authority and its certificate: two files that hold a key and its certificate each."""

from datetime import datetime
from pathlib import Path

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_system.private_files import read_private, replace_private
from shrutik_system.tls.authority import (
    Credential,
    credential_of,
    is_good,
    is_near_its_end,
    make_authority,
    permitted,
    sign_for,
)
from shrutik_system.tls.machine_names import MachineNames

FOLDER = "tls"
AUTHORITY, SERVER = "authority.pem", "server.pem"
_MODE = 0o700


@attrs.frozen
class OwnTls:
    """What an installation needs to speak TLS by itself.

    Attributes:
        file: with the server's key and certificate.
        authority: the certificate of the authority, as DER.
        names: of the machine, that the certificate is for.
        left_out: of the machine, that the authority may not sign for.
        is_new: whether the authority was made just now, so that nobody trusts it yet.
    """

    file: Path
    authority: bytes
    names: MachineNames
    left_out: frozenset[str]
    is_new: bool


def own_tls(data: Path, names: MachineNames, now: datetime) -> OwnTls:
    """The authority and the certificate of a data folder, made or made anew if that is due.

    The certificate is due if little is left of it or the machine is called otherwise by now; the authority if there is
    none, or if little is left of that. Only one process may call it at a time.

    Args:
        data: the folder, which exists.
        names: of the machine.
        now: with a time zone.

    Raises:
        Invalid: ``keys_exposed`` if others may read a file, ``keys_damaged`` if it does not hold what it should.
        Unavailable: ``keys_unavailable`` if the folder cannot be read or written.
    """
    folder = data / FOLDER
    try:
        folder.mkdir(mode=_MODE, exist_ok=True)
        folder.chmod(_MODE)
        known = _read(folder / AUTHORITY)
        stays = known is not None and not is_near_its_end(known.certificate, now)
        authority = known if known is not None and stays else _kept(folder / AUTHORITY, make_authority(names, now))
        named = permitted(authority, names)
        server = _read(folder / SERVER)
        if server is None or not is_good(server, authority, named, now):
            _kept(folder / SERVER, sign_for(authority, named, now))
    except OSError as error:
        advice = "let this account read and write there"
        raise Unavailable(
            "keys_unavailable", f"The keys in {folder} cannot be used ({error.strerror}): {advice}."
        ) from error
    return OwnTls(folder / SERVER, authority.der, named, names.texts - named.texts, not stays)


def _read(path: Path) -> Credential | None:
    try:
        text = read_private(
            path, f"delete {path.parent} if a stranger may have read it, and have everybody trust the new one"
        )
    except FileNotFoundError:
        return None
    try:
        return credential_of(text)
    except (ValueError, TypeError) as error:
        advice = f"put it back from a back-up, or delete {path.parent} and have everybody trust the new authority"
        raise Invalid("keys_damaged", f"{path} does not hold a key and its certificate; {advice}.") from error


def _kept(path: Path, credential: Credential) -> Credential:
    replace_private(path, credential.pem)
    return credential
