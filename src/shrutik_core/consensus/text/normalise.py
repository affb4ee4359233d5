"""Texts become numbers: every written form once, and the comparison key that it stands for."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs
import regex

from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_places import NumberPlaces, core_of, has_digits, number_places
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.texts import canonical, typed_pieces
from shrutik_core.shared.writing.folding import LIKE_APOSTROPHES, WITHIN_WORDS, fold

MOST_WORDS = 10_000
"""Words in one text; a clip of many minutes has fewer. More is refused, so that nothing hangs."""

MOST_CHARACTERS = 200_000
"""Characters in one text."""

TAG = "<>"
"""The one key of all tags; no word has it."""

_FIGURE = regex.compile(r"\p{N}")
_KEYED = regex.compile(
    rf"(?:[\p{{L}}\p{{M}}\p{{N}}\p{{Default_Ignorable_Code_Point}}'{LIKE_APOSTROPHES}]|{WITHIN_WORDS})+"
)
_DIGITS_LAST = regex.compile(r"(?r)\p{N}[.,:/'٫٬~\u301c\uff5e-]?\Z")
_DIGITS_FIRST = regex.compile(r"[\p{Sc}~\u2013\u301c\uff5e-]?\p{N}")


@attrs.define
class Lexicon:
    """The written forms of one batch of texts; number 0 is the empty word.

    A form is one word as typed, with the punctuation that clings to it, and belongs to one key.

    Attributes:
        keys: comparison key of each key number.
        spelt: what is compared of each key letter by letter: a number as it was first met, all else the key itself.
        shown: each form as typed, NFC.
        key_of: key number of each form.
        glued: whether a form was typed without a space after it.
        letters: the code point that stands for each form's key.
        core_of: number of each form's spelling without the punctuation that clings to it.
        in_digits: whether each form writes a number in digits.
        in_words: whether each form writes a number in words.
        reading: how the texts are read.
        places: the numbers that the texts write; each is one form, and its value the key.
        tags: key numbers that stand for a tag; one for all tags, or for those of each stretch (see `begin_apart`).
    """

    keys: list[str] = attrs.field(factory=lambda: [""])
    spelt: list[str] = attrs.field(factory=lambda: [""])
    shown: list[str] = attrs.field(factory=lambda: [""])
    key_of: list[int] = attrs.field(factory=lambda: [0])
    glued: list[bool] = attrs.field(factory=lambda: [False])
    letters: list[str] = attrs.field(factory=lambda: ["\0"])
    core_of: list[int] = attrs.field(factory=lambda: [0])
    in_digits: list[bool] = attrs.field(factory=lambda: [False])
    in_words: list[bool] = attrs.field(factory=lambda: [False])
    reading: Reading = attrs.field(factory=Reading)
    places: NumberPlaces = attrs.field(
        default=attrs.Factory(lambda self: number_places(self.reading.language), takes_self=True)
    )
    tags: set[int] = attrs.field(factory=set)
    _first: int = 0
    _cores: dict[str, int] = attrs.field(factory=lambda: {"": 0})
    _numbers: dict[str, int] = attrs.field(factory=lambda: {"": 0})
    _tokens: dict[str, tuple[int, ...]] = attrs.field(factory=dict)
    _forms: dict[tuple[str, int, bool], int] = attrs.field(factory=dict)

    def read(self, text: str) -> list[int]:
        """The forms of a text, in order; none if it has no word.

        Raises:
            Invalid: ``text_too_long`` above MOST_WORDS words or MOST_CHARACTERS characters.
        """
        if len(text) > MOST_CHARACTERS:
            raise _too_long(f"{len(text)} characters", MOST_CHARACTERS, "characters")
        tokens = self._cut(canonical(text))
        forms: list[int] = []
        known = self._tokens
        for token in tokens:
            found = known.get(token) or self._forms_of(token)
            if not found:
                return [f for joined in self._with_marks(tokens) for f in self._forms_of(joined)]
            forms += found
        if len(forms) > MOST_WORDS:
            raise _too_long(f"{len(forms)} words", MOST_WORDS, "words")
        return forms

    def begin_apart(self) -> None:
        """Forget the words that were met: those read from now on have numbers of their own.

        They are numbered in the same order as if nothing had been read before, so that what hangs on the order of
        numbers comes out alike.
        """
        self._first = len(self.shown) - 1
        self._cores, self._numbers = {"": 0}, {"": 0}
        self._tokens, self._forms = {}, {}

    def _cut(self, text: str) -> list[str]:
        """A text cut at spaces and tags, with the words of each number together."""
        first, *others = self.reading.parts(text)
        tokens = self._joined(first)
        for tag, following in zip(others[::2], others[1::2], strict=True):
            if tag not in self._tokens:
                self._tokens[tag] = (self._form(tag, tag, TAG, glued=False),)
                self.tags.add(self.number(TAG))
            tokens += [tag, *self._joined(following)]
        return tokens

    def _joined(self, text: str) -> list[str]:
        words = words_of(text)
        if len(words) > MOST_WORDS:
            raise _too_long(f"{len(words)} words", MOST_WORDS, "words")
        return self.places.joined(words)

    def number(self, key: str, spelt: str | None = None) -> int:
        """The number of a comparison key, new if it was not met before; it is spelt like itself if not told."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.keys)
            self.keys.append(key)
            self.spelt.append(key if spelt is None else spelt)
        return found

    def show(self, forms: Sequence[int]) -> str:
        """The forms written out as a text; empty if they are tags alone."""
        if all(self.key_of[f] in self.tags for f in forms):
            return ""
        parts = [self.shown[f] + ("" if self.glued[f] else " ") for f in forms]
        for place, (part, following) in enumerate(pairwise(parts)):
            # Numbers that different people typed without a space would be read as one.
            if _DIGITS_LAST.search(part) and _DIGITS_FIRST.match(following):
                parts[place] += " "
        return "".join(parts).rstrip(" ")

    def _forms_of(self, token: str) -> tuple[int, ...]:
        found = self._tokens.get(token)
        if found is None:
            found = self._tokens[token] = self._number(token) or self._split(token)
        return found

    def _number(self, token: str) -> tuple[int, ...]:
        """The one form of a token that is a number; none of another."""
        value = self.places.value_of(token)
        return (self._number_form(token, core_of(token), value, glued=False),) if value else ()

    def _number_form(self, shown: str, core: str, value: str, *, glued: bool) -> int:
        self.number(value, fold(core, self.reading.language))
        form = self._form(shown, core, value, glued=glued)
        self.in_digits[form] = has_digits(core)
        self.in_words[form] = not self.in_digits[form]
        return form

    def _with_marks(self, tokens: list[str]) -> list[str]:
        """The tokens with punctuation that stands alone joined to the word before it, or else after it."""
        joined: list[str] = []
        for token in tokens:
            if joined and not (self._forms_of(token) and self._forms_of(joined[-1])):
                joined[-1] += " " + token
            else:
                joined.append(token)
        return joined

    def _split(self, token: str) -> tuple[int, ...]:
        """The forms of one token: usually one, two for ``air-tight``, none for punctuation alone."""
        if token.isascii() and token.isalpha():
            return (self._form(token, token, fold(token, self.reading.language), glued=False),)
        found = list(self._pieces(token))
        forms = []
        start = 0
        for place, (_, core, key, is_number) in enumerate(found):
            last = place + 1 == len(found)
            end = len(token) if last else found[place + 1][0]
            glued = not last and not token[end - 1].isspace()
            make = self._number_form if is_number else self._form
            forms.append(make(token[start:end].strip(), core, key, glued=glued))
            start = end
        return tuple(forms)

    def _pieces(self, token: str) -> Iterator[tuple[int, str, str, bool]]:
        """Of each word and each number in a token its place, how it is spelt, its key, and whether it is a number."""
        start = 0
        for number in self.places.within(token):
            if _FIGURE.match(token, number.end) or (number.start and _FIGURE.match(token, number.start - 1)):
                continue  # figures of which no number is made, as in ½3, stay the word that they were typed as
            yield from self._words(token, start, number.start)
            yield number.start, token[number.start : number.end], number.value, not number.named
            start = number.end
        yield from self._words(token, start, len(token))

    def _words(self, token: str, start: int, end: int) -> Iterator[tuple[int, str, str, bool]]:
        for match in _KEYED.finditer(token, start, end):
            place = match.start()
            for typed, key in typed_pieces(match[0], self.reading.language):
                if key.strip("'"):
                    yield place, typed, key, False
                place += len(typed)

    def _form(self, shown: str, core: str, key: str, *, glued: bool) -> int:
        number = self.number(key)
        found = self._forms.get((shown, number, glued))
        if found is None:
            found = self._forms[shown, number, glued] = len(self.shown)
            self.shown.append(shown)
            self.key_of.append(number)
            self.letters.append(chr(number))
            self.glued.append(glued)
            self.in_digits.append(False)
            self.in_words.append(False)
            self.core_of.append(self._cores.setdefault(core, self._first + len(self._cores)))
        return found


def _too_long(what: str, most: int, unit: str) -> Invalid:
    return Invalid("text_too_long", f"A text of {what} is longer than a clip's can be; give at most {most} {unit}.")
