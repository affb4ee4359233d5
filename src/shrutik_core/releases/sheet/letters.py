"""The letters that texts of a language need, as far as we know them, to find those that a release never shows."""

import unicodedata
from collections.abc import Iterable

LETTERS = {
    "bn": "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ড় ঢ় য় ৎ ং ঃ ঁ",
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "hi": "अ आ इ ई उ ऊ ऋ ए ऐ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह ड़ ढ़ ं ः ँ",
}
"""By language, parted by spaces: the alphabets that schools teach."""


def missing_letters(language: str, graphemes: Iterable[str]) -> tuple[str, ...] | None:
    """Letters that none of these grapheme clusters holds, in the alphabet's order; None if we do not know the letters.

    Args:
        language: BCP 47; its first part decides.
        graphemes: all that occur.
    """
    letters = LETTERS.get(language.partition("-")[0])
    if letters is None:
        return None
    there = "\n".join(unicodedata.normalize("NFD", cluster.casefold()) for cluster in graphemes)
    return tuple(letter for letter in letters.split() if unicodedata.normalize("NFD", letter) not in there)
