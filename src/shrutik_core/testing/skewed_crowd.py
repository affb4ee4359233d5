"""A crowd as open platforms have it: one worker does a third of all, a few do the rest, and many come only once."""

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np

from shrutik_core.consensus.result import Transcript

HEAVY = "heavy"
"""The worker who does a third."""


@attrs.frozen
class SkewedCrowd:
    """Who typed what, drawn anew for each seed.

    Attributes:
        lexicons: words that sentences are made of; item n takes lexicon n modulo their number, so that two make a
            bilingual corpus.
        items: how many items there are.
        once: workers who do one item each, at most ``items``.
        regulars: workers who do all that is left, at least ``votes``.
        votes: of each item.
        words: of each sentence.
        error_rate: share of words in whose place another of the lexicon is typed, 0..1.
        heavy_error_rate: the same of the worker who does a third, 0..1.
    """

    lexicons: Sequence[Sequence[str]]
    items: int
    once: int
    regulars: int = 50
    votes: int = 3
    words: int = 6
    error_rate: float = 0.08
    heavy_error_rate: float = 0.08

    def truths(self, rng: np.random.Generator) -> dict[str, str]:
        """What is said in each item, by its name."""
        drawn = (rng.choice(np.asarray(self._lexicon(number)), self.words) for number in range(self.items))
        return {f"i{number:06}": " ".join(words.tolist()) for number, words in enumerate(drawn)}

    def rows(self, truths: Mapping[str, str], rng: np.random.Generator) -> Iterator[Transcript]:
        """What was typed, item by item."""
        once = rng.choice(self.items, self.once, replace=False)
        newcomers = {int(item): f"once{number:04}" for number, item in enumerate(once.tolist())}
        for number, (item, said) in enumerate(truths.items()):
            workers = [f"r{one:02}" for one in rng.choice(self.regulars, self.votes, replace=False).tolist()]
            if number % 3 == 0:
                workers[0] = HEAVY
            if number in newcomers:
                workers[1] = newcomers[number]
            for worker in workers:
                rate = self.heavy_error_rate if worker == HEAVY else self.error_rate
                yield Transcript(item, worker, words_heard(said, self._lexicon(number), rate, rng))

    def _lexicon(self, number: int) -> Sequence[str]:
        return self.lexicons[number % len(self.lexicons)]


def crowded_item(said: str, lexicon: Sequence[str], votes: int, rng: np.random.Generator) -> list[Transcript]:
    """One item, ``crowded``, that very many typed, each with another word in the place of one in ten."""
    wanted = [words_heard(said, lexicon, 0.1, rng) for _ in range(votes)]
    return [Transcript("crowded", f"v{number:05}", text) for number, text in enumerate(wanted)]


def words_heard(said: str, lexicon: Sequence[str], error_rate: float, rng: np.random.Generator) -> str:
    """A sentence with another word of a lexicon in the place of some."""
    wrong = rng.random(len(words := said.split())) < error_rate
    others = iter(rng.choice(np.asarray(lexicon), int(wrong.sum())).tolist())
    return " ".join(next(others) if bad else word for word, bad in zip(words, wrong.tolist(), strict=True))
