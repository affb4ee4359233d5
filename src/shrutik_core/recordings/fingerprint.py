"""Whether two recordings are the same take: a compact value of the sound, and its comparison."""

import attrs


@attrs.frozen
class Fingerprint:
    """The outline of a sound, that survives another coding, rate, gain or a cut start.

    Attributes:
        words: little-endian 16-bit words, one for each step.
    """

    words: bytes = b""

    def __len__(self) -> int:
        return len(self.words) // 2
