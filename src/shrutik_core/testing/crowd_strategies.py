"""Hypothesis strategies for crowds: sentences, what people type for them, spam, Unicode variants, empty texts."""

import shrutik_core.testing.needed_extra  # noqa: F401 - says which extra to install

# isort: split

import unicodedata

import attrs
import numpy as np
from hypothesis import strategies as st

from shrutik_core.testing.crowds import Mistyper

_LEXICONS = {
    "bn": "আমি তুমি সে বাংলায় গান গাই নদীর ধারে বৃষ্টি পড়ে আকাশ মেঘলা ছেলেটি কাঁদছে দুঃখ শিক্ষক পঞ্চাশ আঠারো ঢাকা রাস্তা না জল মা ও",
    "hi": "मैं तुम वह हिन्दी में गाना गाता हूँ नदी के किनारे बारिश होती है आसमान बच्चा रोता शिक्षक पचास अठारह सड़क नहीं पानी माँ और",
    "en": "i you they sing by the river in rain when sky is grey a child cried teacher "
    "fifty eighteen road not water its it's and to",
}
languages = st.sampled_from(sorted(_LEXICONS))
empty_texts = st.sampled_from(["", " ", "\n", "।", "...", "\u200d"])


@attrs.frozen
class Clip:
    """What was said, and what was typed for it.

    Attributes:
        language: BCP 47 tag.
        truth: what was said.
        texts: what each vote typed, at least one.
        workers: who typed it, all different.
    """

    language: str
    truth: str
    texts: tuple[str, ...]
    workers: tuple[str, ...]


@st.composite
def sentences(draw: st.DrawFn, language: str, longest: int = 10) -> str:
    """A sentence of 1 to ``longest`` words of a language, with or without a full stop."""
    words = draw(st.lists(st.sampled_from(_LEXICONS[language].split()), min_size=1, max_size=longest))
    return " ".join(words) + draw(st.sampled_from(["", ".", "।"]))


@st.composite
def typed(draw: st.DrawFn, truth: str, language: str) -> str:
    """What one person types: well, badly, or nothing to do with what was said."""
    kind = draw(st.sampled_from(["right", "typist", "typist", "typist", "spam"]))
    if kind == "right":
        return truth
    if kind == "spam":
        return draw(sentences(language))
    typist = Mistyper(language, draw(st.sampled_from([0.05, 0.15, 0.25, 0.5])), 0.2)
    return typist.type(truth, np.random.default_rng(draw(st.integers(0, 2**32 - 1))))


@st.composite
def clips(draw: st.DrawFn, fewest: int = 1, most: int = 7) -> Clip:
    """One clip by ``fewest`` to ``most`` votes, each with a word."""
    language = draw(languages)
    truth = draw(sentences(language))
    texts = tuple(draw(typed(truth, language)) or truth for _ in range(draw(st.integers(fewest, most))))
    names = draw(st.permutations([f"w{n}" for n in range(len(texts))]))
    return Clip(language, truth, texts, tuple(names))


@st.composite
def unicode_variants(draw: st.DrawFn, text: str) -> str:
    """A canonically equivalent way to write ``text``."""
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)
