"""What one word means to the guards, looked up once: part of a number, a negation, or neither."""

from functools import lru_cache

import attrs

from shrutik_core.consensus.text.numerals import NumberToken, number_token
from shrutik_core.consensus.text.word_lists import word_lists_of

NEGATION = "\0not"
_REMEMBERED = 2**16


@attrs.frozen
class GuardWord:
    """What one folded word is to the guards.

    Attributes:
        part: its part in a number.
        skeleton: the word with its negation taken apart and written as ``NEGATION``; empty if none.
        number_before: words before which it is a number, not a negation.
        homophone: value of the number word that it is typed for.
        filler: whether it may stand inside a number.
    """

    part: NumberToken | None = None
    skeleton: tuple[str, ...] = ()
    number_before: frozenset[str] = frozenset()
    homophone: int | None = None
    filler: bool = False


@lru_cache(_REMEMBERED)
def guard_word(token: str, language: str | None) -> GuardWord | None:
    """The sense of a folded word in a language (BCP 47), or in any listed one; None for an ordinary word."""
    lists = word_lists_of(language)
    part = number_token(token, lists)
    skeleton: tuple[str, ...] = ()
    before = frozenset[str]()
    homophone, filler = None, False
    for one in lists:
        homophone = one.homophones.get(token, homophone)
        filler = filler or token in one.fillers
        if token in one.negations:
            skeleton = (NEGATION,)
            before = one.ambiguous.get(token, before)
        elif token in one.contractions:
            skeleton = tuple(NEGATION if word == "not" else word for word in one.contractions[token])
        elif one.attached and not part and (match := one.attached.fullmatch(token)):
            skeleton = (match["stem"], NEGATION)
    if not (part or skeleton or homophone is not None or filler):
        return None
    return GuardWord(part, skeleton, before, homophone, filler)
