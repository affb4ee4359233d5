"""Which sounds, texts and prompts a release holds more than once, from 8 or 16 bytes of each clip."""

from hashlib import blake2b

import attrs
import numpy as np

SOUND_BYTES = 16
TEXT_BYTES = 8
_SOUND, _TEXT = np.dtype(f"S{SOUND_BYTES}"), np.dtype(np.uint64)


@attrs.frozen
class SameSounds:
    """Clips with the same samples.

    Attributes:
        groups: sounds that more than one clip has.
        clips: that have one of them.
    """

    groups: int
    clips: int


@attrs.frozen
class SameTexts:
    """Texts, or prompts, and whether they keep apart what splits should.

    Attributes:
        clips: that have one.
        distinct: different ones.
        in_two_splits: of these, how many stand in more than one split.
    """

    clips: int
    distinct: int
    in_two_splits: int


@attrs.define
class DigestCounts:
    """What clips hold, as digests by split; they are sorted when all are there, so their order does not count.

    Two texts of a million have the same digest by chance once in some 10^7 releases; two sounds never.

    Attributes:
        sounds: digests of samples, one after the other.
        texts: digests of texts, one after the other, by split.
    """

    sounds: bytearray = attrs.field(factory=bytearray)
    texts: dict[str, bytearray] = attrs.field(factory=dict)

    def add_sound(self, pcm_sha256: str) -> None:
        """Note the samples of a clip, by their digest in hexadecimal characters."""
        self.sounds += bytes.fromhex(pcm_sha256[: 2 * SOUND_BYTES])

    def add_text(self, split: str, text: str) -> None:
        """Note a text of a clip in a split."""
        digests = self.texts.get(split)
        if digests is None:
            digests = self.texts[split] = bytearray()
        digests += blake2b(text.encode(errors="surrogatepass"), digest_size=TEXT_BYTES).digest()

    def merge(self, other: "DigestCounts") -> None:
        """Add what was noted elsewhere."""
        self.sounds += other.sounds
        for split, digests in other.texts.items():
            self.texts.setdefault(split, bytearray()).extend(digests)

    def same_sounds(self) -> SameSounds:
        """Sounds that more than one clip has."""
        counts = np.unique(np.frombuffer(bytes(self.sounds), _SOUND), return_counts=True)[1]
        repeated = counts[counts > 1]
        return SameSounds(len(repeated), int(repeated.sum()))

    def same_texts(self) -> SameTexts:
        """How many different texts there are, and how many stand in two splits."""
        clips = sum(map(len, self.texts.values())) // TEXT_BYTES
        by_split = [np.unique(np.frombuffer(bytes(digests), _TEXT)) for digests in self.texts.values()]
        if not by_split:
            return SameTexts(0, 0, 0)
        splits = np.unique(np.concatenate(by_split), return_counts=True)[1]
        return SameTexts(clips, len(splits), int((splits > 1).sum()))
