"""The outline of a sound, by which two recordings of the same take are known."""

import attrs

from shrutik_core.shared.errors import Invalid

RATE = 4_000
"""Samples per second, at least, of the sound that a fingerprint is taken of."""
SECONDS = 64.0
"""How much of a recording counts, from its start."""

_WORD_BYTES = 4


@attrs.frozen
class Fingerprint:
    """The outline of a sound, that survives another coding, rate, gain or a cut start.

    For each 16 ms a word of 32 bits: the highest says whether there is sound, the others in which of 31 neighbouring
    bands between 200 and 1,750 Hz the difference to the next band rose within 64 ms (after Haitsma and Kalker, "A
    highly robust audio fingerprinting system", 2002, with bands narrow enough to tell one pitch from another).

    Attributes:
        words: little-endian, 4 bytes for each 16 ms, of at most the first 64 s.

    Raises:
        Invalid: ``fingerprint`` if the bytes are not whole words.
    """

    words: bytes = b""

    def __attrs_post_init__(self) -> None:
        if len(self.words) % _WORD_BYTES:
            raise Invalid("fingerprint", "A fingerprint is made of words of 4 bytes.")

    def __len__(self) -> int:
        return len(self.words) // _WORD_BYTES
