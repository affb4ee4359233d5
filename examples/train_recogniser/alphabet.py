"""The characters that the recogniser writes, each with its number; 0 is the blank of CTC."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import attrs

BLANK = 0


@attrs.frozen
class Alphabet:
    """Characters (code points) in order; the first has the number 1.

    Attributes:
        characters: each once.
    """

    characters: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Alphabet":
        """Every character of these texts."""
        return cls(tuple(sorted(set().union(*texts))))

    @property
    def size(self) -> int:
        """How many numbers there are, the blank among them."""
        return len(self.characters) + 1

    def numbers(self, text: str) -> list[int]:
        """The number of each character; one that is not in the alphabet is left out, since it cannot be learnt."""
        known = {character: number for number, character in enumerate(self.characters, 1)}
        return [known[character] for character in text if character in known]

    def heard(self, path: Sequence[int]) -> str:
        """What a path through the network's steps says: repeated numbers count once, then blanks go.

        This is best-path decoding (Graves et al., 2006, "Connectionist temporal classification", section 3.2).
        """
        steps = (number for number, _ in groupby(path))
        return "".join(self.characters[number - 1] for number in steps if number != BLANK)
