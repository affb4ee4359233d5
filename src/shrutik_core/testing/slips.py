"""How people mistype Bengali, Hindi and English: letters, signs and words that are put for one another."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import attrs

from shrutik_core.shared.texts import graphemes

# Groups whose members are typed for one another: vowel lengths, homophonous consonants, nasal and h signs.
_BN_LETTERS = "িী ুূ নণ শষস জয রড়ঢ় ঙং বভ দধ টঠ কখ গঘ চছ পফ অও ইঈ উঊ তৎ"
_BN_SPELLINGS = "্রি/ৃ ৃ/্রি ত্থ/থ ত্ত/ত ক্ষ/খ ্যা/া ়া/া জ্ঞ/গ ন্ত/ত ষ্ঠ/ষ্ট স্থ/স্ত ঙ্গ/ং ং/ঙ্গ ও/ো হ্ন/ন্হ"
_HI_SPELLINGS = "क्ष/छ ज्ञ/ग्य ऋ/रि ृ/्रि ये/ए ए/ये श्र/शर द्ध/ध च्छ/छ त्त/त ट्ठ/ठ ंद/न्द न्द/ंद"
_HI_LETTERS = "िी ुू ंँ शषस बव नण रड़ ढ़ड़ कख गघ चछ जझ टठ तथ दध पफ एऐ ेै ोौ इई उऊ जज़ फफ़ खख़"
_BN_DROPPED = ("ো", "ঁ", "্য", "্ব", "্", "ঃ", "া", "ি", "ে")
_HI_DROPPED = ("़", "ं", "ँ", "्य", "्", "ा", "ि", "े")
_EN_PAIRS = (
    "their/there/they're to/too/two its/it's your/you're here/hear right/write/rite know/no new/knew by/buy/bye "
    "for/four/fore one/won see/sea son/sun way/weigh week/weak where/wear/were which/witch would/wood hour/our "
    "piece/peace plain/plane road/rode/rowed sail/sale some/sum steel/steal tail/tale than/then through/threw "
    "waist/waste wait/weight whole/hole a/the an/and in/on of/off this/these that/the is/as was/were had/have "
    "has/had he/she him/them his/is quite/quiet lose/loose except/accept affect/effect passed/past night/knight "
    "mourning/morning great/grate heard/herd made/maid mail/male meat/meet pair/pear/pare rain/reign/rein red/read "
    "role/roll scene/seen sent/cent/scent stair/stare story/storey tide/tied vain/vein/vane wine/whine"
)
_EN_SPELLINGS = (
    "ie/ei ei/ie ea/ee ee/ea tion/sion ance/ence ence/ance ll/l ss/s tt/t mm/m rr/r l/ll s/ss ph/f f/ph c/k k/c "
    "s/z ou/o gh/g y/i er/or or/er able/ible th/d ing/in ed/d"
)
_BN_WORDS = (
    "কি/কী কোন/কোনো মত/মতো হল/হলো ভাল/ভালো বল/বলো এর/এঁর যে/জে তার/তাঁর আর/আড় পর/পড় ঘর/গর দিন/দীন কুল/কূল "
    "করব/করবো যাব/যাবো ছিল/ছিলো গেল/গেলো হয়ে/হয় করে/কোরে নিয়ে/নিয়ে এখনও/এখনো আরও/আরো সব/শব বাড়ি/বারি"
)
_HI_WORDS = (
    "कि/की में/मे हैं/है नहीं/नही और/ओर गए/गये लिए/लिये हुए/हुये वह/वो यह/ये थी/थीं चाहिए/चाहिये गई/गयी दिन/दीन "
    "कहाँ/कहां हाँ/हां माँ/मां पाँच/पांच कोई/कोइ उन्होंने/उन्होने उसने/उसनें में/मैं"
)
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@attrs.frozen
class Slips:
    """What is put for what in one language.

    Attributes:
        words: a word to the words that are typed for it.
        spellings: pieces of a word, each with what is typed for it.
        letters: one character to its neighbours by sound or on the keyboard.
        dropped: signs that are left out.
    """

    words: Mapping[str, tuple[str, ...]]
    spellings: tuple[tuple[str, str], ...]
    letters: Mapping[str, tuple[str, ...]]
    dropped: tuple[str, ...]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _exchanged(groups: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Each member to the other members of its groups, in order, without repeats."""
    table: dict[str, dict[str, None]] = {}
    for group in groups:
        for member in group:
            table.setdefault(member, {}).update(dict.fromkeys(other for other in group if other != member))
    return {member: tuple(others) for member, others in table.items()}


def _words(text: str) -> dict[str, tuple[str, ...]]:
    return _exchanged([group.split("/") for group in _nfc(text).split()])


def _letters(text: str) -> dict[str, tuple[str, ...]]:
    """Groups of letters; a letter with a nukta counts as one."""
    return _exchanged([_letter_parts(group) for group in _nfc(text).split()])


def _letter_parts(group: str) -> list[str]:
    parts: list[str] = []
    for sign in group:
        if sign in "\u09bc\u093c" and parts:
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _spellings(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("/") for pair in _nfc(text).split())
    return tuple((typed, instead) for typed, _, instead in pairs)


def _english() -> Slips:
    beside = [pair for row in _KEYBOARD for pair in pairwise(row)]
    return Slips(_words(_EN_PAIRS), _spellings(_EN_SPELLINGS), _exchanged(beside), tuple("aeioulnrst"))


SLIPS: Mapping[str, Slips] = {
    "bn": Slips(_words(_BN_WORDS), _spellings(_BN_SPELLINGS), _letters(_BN_LETTERS), tuple(map(_nfc, _BN_DROPPED))),
    "hi": Slips(_words(_HI_WORDS), _spellings(_HI_SPELLINGS), _letters(_HI_LETTERS), tuple(map(_nfc, _HI_DROPPED))),
    "en": _english(),
}


def replaced(word: str, table: Mapping[str, tuple[str, ...]], pick: Callable[[int], int]) -> str:
    """``word`` with one of its letters put for a neighbour; unchanged if it has no neighbour."""
    places = [(i, len(old)) for old in table for i in _found(word, old)]
    if not places:
        return word
    start, length = places[pick(len(places))]
    others = table[word[start : start + length]]
    return word[:start] + others[pick(len(others))] + word[start + length :]


def without_sign(word: str, signs: Sequence[str], pick: Callable[[int], int]) -> str:
    """``word`` without one of the signs; unchanged if it has none after its first character."""
    places = [(i, len(sign)) for sign in signs for i in _found(word, sign) if i]
    if not places:
        return word
    start, length = places[pick(len(places))]
    return word[:start] + word[start + length :]


def respelt(word: str, spellings: Sequence[tuple[str, str]], pick: Callable[[int], int]) -> str:
    """``word`` with one piece spelt another way; unchanged if none applies."""
    places = [(i, old, new) for old, new in spellings for i in _found(word, old)]
    if not places:
        return word
    start, old, new = places[pick(len(places))]
    return word[:start] + new + word[start + len(old) :]


def swapped(word: str, pick: Callable[[int], int]) -> str:
    """``word`` with two neighbouring characters, as its reader sees them, in the wrong order."""
    seen = graphemes(word)
    if len(seen) < 2:
        return word
    place = pick(len(seen) - 1)
    seen[place], seen[place + 1] = seen[place + 1], seen[place]
    return "".join(seen)


def doubled_or_cut(word: str, pick: Callable[[int], int]) -> str:
    """``word`` with one character, as its reader sees it, typed twice or not at all."""
    seen = graphemes(word)
    place = pick(len(seen))
    seen[place] = "" if pick(2) and len(seen) > 1 else seen[place] * 2
    return "".join(seen)


def _found(word: str, piece: str) -> list[int]:
    return [i for i in range(len(word)) if word.startswith(piece, i)]
