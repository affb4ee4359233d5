"""Second looks: which settled chunks another reviewer judges as well, unseen by anybody who could prepare for it."""

from hashlib import blake2b
from typing import ClassVar

import attrs

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import ChunkId
from shrutik_core.shared.knobs import knob
from shrutik_core.shared.policy_family import PolicyFamily

declare(Invalid, "second_look_invalid", "This cannot be a policy of second looks.")

_DIGEST_BYTES = 8


@attrs.frozen(kw_only=True)
class SecondLook(PolicyFamily):
    """How many settled chunks of a collection get a second look.

    Raises:
        Invalid: ``second_look_invalid``, with the field at fault.
    """

    code: ClassVar[str] = "second_look_invalid"

    share: float = knob(
        0.0,
        "The share of settled chunks that go to a reviewer who did not settle them and does not see how they were "
        "settled; 0: none.",
        low=0,
        high=1,
    )


def is_chosen(chunk: ChunkId, share: float, key: bytes) -> bool:
    """Whether a chunk is among those that get a second look; whoever does not know the key cannot tell beforehand.

    What is chosen for a share is chosen for any larger one, too.

    Args:
        chunk: which.
        share: of all chunks, 0 to 1.
        key: a secret of the installation, up to 64 bytes.
    """
    digest = blake2b(chunk.bytes, key=key, digest_size=_DIGEST_BYTES).digest()
    return bool(int.from_bytes(digest) < share * 2 ** (8 * _DIGEST_BYTES))
