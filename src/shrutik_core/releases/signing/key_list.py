"""What an installation publishes of its keys: the one that signs now, and below it how it came to be that.

The first two lines are a public key as minisign writes it, so that the file serves ``minisign -V -p`` as it is; the
successions stand below them as ``KEYS`` lists them.
"""

from collections.abc import Iterable

import attrs

from shrutik_core.releases.signing.key_chain import NAME, Succession, read_keys, write_keys
from shrutik_core.releases.signing.minisign_text import UNTRUSTED
from shrutik_core.releases.signing.release_key import ReleaseKey, read_key, write_key
from shrutik_core.shared.errors import Invalid


@attrs.frozen
class KeyList:
    """The key that signs, and the successions that led to it.

    Attributes:
        key: that signs now.
        successions: oldest first; whether their signatures hold is for `follow` to say.

    Raises:
        Invalid: ``keys_broken`` if the successions lead to another key.
    """

    key: ReleaseKey
    successions: tuple[Succession, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.successions and self.successions[-1].key != self.key:
            raise Invalid("keys_broken", f"{NAME} leads to another key than the one that signs; fetch both again.")


def write_key_list(key: ReleaseKey, successions: Iterable[Succession]) -> str:
    """The list as it is published.

    Raises:
        Invalid: ``keys_broken``.
    """
    published = KeyList(key, tuple(successions))
    return write_key(published.key) + write_keys(published.successions)


def read_key_list(text: str) -> KeyList:
    """The list of what `write_key_list` wrote; a file of a public key alone is one without successions.

    Raises:
        Invalid: ``keys_broken``, ``signature_malformed``, ``signature_legacy`` or ``statement_malformed``.
    """
    comment, _, rest = text.partition("\n")
    key, _, successions = rest.partition("\n")
    return KeyList(read_key(f"{comment}\n{key}"), read_keys(successions))


def read_successions(text: str) -> tuple[Succession, ...]:
    """The successions of what `write_key_list` wrote, or of ``KEYS`` alone; whether they hold is for `follow` to say.

    Raises:
        Invalid: what `read_key_list` raises.
    """
    return read_key_list(text).successions if text.startswith(UNTRUSTED) else read_keys(text)
