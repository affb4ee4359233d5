"""What a number and a negation look like in each language: a language is one value, added by one line."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

import attrs
import regex

from shrutik_core.shared.writing.tags import primary_subtag

_BN_UNITS = """
শূন্য এক/একটা/একটি/একজন দুই/দু/দুটো/দুটা/দুটি/দুজন তিন/তিনটে চার/চারটে পাঁচ/পাচ ছয়/ছ'টা সাত আট নয় দশ এগারো/এগার বারো
তেরো/তের চৌদ্দ/চোদ্দ পনেরো/পনের/পনরো ষোলো/ষোল সতেরো/সতের আঠারো/আঠার উনিশ/ঊনিশ বিশ/কুড়ি একুশ বাইশ তেইশ চব্বিশ পঁচিশ/পচিশ
ছাব্বিশ সাতাশ আটাশ/আঠাশ উনত্রিশ/ঊনত্রিশ ত্রিশ/তিরিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ
উনচল্লিশ/ঊনচল্লিশ চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ উনপঞ্চাশ/ঊনপঞ্চাশ
পঞ্চাশ একান্ন বাহান্ন/বায়ান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন উনষাট/ঊনষাট ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি
পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি উনসত্তর/ঊনসত্তর সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর
উনআশি/ঊনআশি আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি উননব্বই/ঊননব্বই নব্বই একানব্বই বিরানব্বই তিরানব্বই
চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই
"""
_BN_ORDINALS = "প্রথম দ্বিতীয় তৃতীয় চতুর্থ পঞ্চম ষষ্ঠ সপ্তম অষ্টম নবম দশম একাদশ দ্বাদশ"
_HI_UNITS = """
शून्य एक दो तीन चार पाँच/पांच/पाच छह/छः/छे/छ सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह/पन्द्रह सोलह सत्रह/सतरह
अठारह/अट्ठारह उन्नीस बीस इक्कीस बाईस/बाइस तेईस/तेइस चौबीस पच्चीस छब्बीस सत्ताईस/सत्ताइस अट्ठाईस/अट्ठाइस/अठाईस उनतीस/उन्तीस
तीस इकतीस/इकत्तीस बत्तीस तैंतीस/तेतीस चौंतीस/चौतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस/उन्तालीस चालीस इकतालीस बयालीस
तैंतालीस/तिरतालीस चौवालीस/चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास/उन्चास पचास इक्यावन बावन तिरपन/तिरेपन चौवन पचपन
छप्पन सत्तावन अट्ठावन/अठावन उनसठ साठ इकसठ बासठ तिरसठ/तिरेसठ चौंसठ/चौसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर
बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी/उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी
अट्ठासी/अठासी नवासी नब्बे इक्यानवे/इक्यानबे बानवे/बानबे तिरानवे/तिरानबे चौरानवे/चौरानबे पंचानवे/पचानवे/पंचानबे छियानवे/छियानबे
सत्तानवे/सत्तानबे अट्ठानवे/अठानवे/अट्ठानबे निन्यानवे/निन्यानबे
"""
_HI_ORDINALS = "पहला/पहली दूसरा/दूसरी तीसरा/तीसरी चौथा/चौथी पाँचवाँ/पांचवां/पाँचवीं/पांचवीं छठा/छठी"
_EN_ONES = "zero/nought one two three four five six seven eight nine"
_EN_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_EN_TENS = "twenty thirty forty/fourty fifty sixty seventy eighty ninety"
_EN_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth"
_EN_TEENTHS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_EN_TENTHS = "twentieth thirtieth fortieth/fourtieth fiftieth sixtieth seventieth eightieth ninetieth"
# Roots and endings of finite verbs: after these a written-on না or নি negates; elsewhere it is part of a noun.
_BN_ROOTS = (
    "কর করে করা খা খে খাই গে গি যা যাই যে হ হো হই হয় পা পাই পে পার দে দি দিই নে নি নিই থাক আস এস চা চাই চে চাও জান জেন "
    "দেখ দেখা বল বলা শুন শোন শোনা বুঝ বোঝ বোঝা লিখ লেখ পড় পড়া চল চালা রাখ মান লাগ মিল মেল ফির ফেল ধর মর হার ভাব ভুল "
    "বস বসা উঠ ওঠ খুঁজ খোঁজ কিন কেন বেচ ঘট কাট কাঁদ হাস হাঁট ডাক আন জিত শিখ শেখ ভোল ভাল ছাড় ছি এ"
)
_BN_ENDINGS = (
    "ি ে েন ই য় ন ও ো ব বে বো বেন ছি ছে ছেন ছ ছো ছিল ছিলে ছিলাম ছিলেন ল লে লো লাম লেন ত তে তো তাম তেন েছি েছে েছেন েছিল "
    "েছিলাম চ্ছি চ্ছে চ্ছেন চ্ছিল চ্ছিলাম িস িব িবে াম"
)
_BN_COUNTED = "জন টি টা টার মাস মাসের দিন দিনের বছর বছরের শ শো শত হাজার লাখ লক্ষ কোটি টাকা নম্বর মিনিট ঘণ্টা বার"


@attrs.frozen
class WordLists:
    """How one language writes numbers and negations, all in NFC and lower case.

    Attributes:
        code: BCP 47 primary subtag.
        numbers: word to its value, 0 and up; compounds are added and multiplied from these.
        ordinals: ordinal word to its value, e.g. ``third`` to 3.
        scales: word to what it multiplies by, e.g. ``hundred`` to 100.
        fractions: words that are a fraction of one, e.g. ``half`` to 0.5.
        shifts: words that move the number after them, e.g. সাড়ে (and a half) to 0.5.
        weak: number words that often count nothing (``one of``); if they alone are missing, that is not a disagreement.
        homophones: ordinary words that are typed for a number word, to the number's value.
        classifiers: endings that number words take on, longest first.
        fillers: words that may stand inside a number, e.g. ``and``.
        negations: words that negate.
        contractions: one word to its parts, the negation among them.
        attached: a whole word whose group ``stem`` is negated by what is written onto it; None for none.
        endings: what negates when written onto a word that the other vote has without it.
        prefixes: what turns a word into its contrary if the other vote has the word without it.
        ambiguous: negations that are a number, to the words before which they are the number.
    """

    code: str
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    negations: frozenset[str]
    ordinals: Mapping[str, int] = attrs.Factory(dict)
    fractions: Mapping[str, str] = attrs.Factory(dict)
    shifts: Mapping[str, str] = attrs.Factory(dict)
    weak: frozenset[str] = frozenset()
    homophones: Mapping[str, int] = attrs.Factory(dict)
    classifiers: tuple[str, ...] = ()
    fillers: frozenset[str] = frozenset()
    contractions: Mapping[str, tuple[str, ...]] = attrs.Factory(dict)
    attached: "regex.Pattern[str] | None" = None
    endings: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    ambiguous: Mapping[str, frozenset[str]] = attrs.Factory(dict)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _split(text: str) -> frozenset[str]:
    return frozenset(_nfc(text).split())


def _valued(text: str) -> dict[str, str]:
    """Words and their values in turn."""
    pairs = _nfc(text).split()
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def _multiplied(text: str) -> dict[str, int]:
    """Words and the whole numbers that they multiply by in turn."""
    return {word: int(value) for word, value in _valued(text).items()}


def _counted(text: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Words in counting order, the spellings of one number parted by slashes."""
    places = enumerate(_nfc(text).split())
    return {form: start + step * place for place, forms in places for form in forms.split("/")}


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


def _english() -> WordLists:
    ones, tens = _counted(_EN_ONES), _counted(_EN_TENS, 20, 10)
    joined = {t + o: tens[t] + ones[o] for t, o in product(tens, ones) if ones[o]}
    firsts = _counted(_EN_ORDINALS, 1)
    ordinals = firsts | {t + o: tens[t] + firsts[o] for t, o in product(tens, firsts)}
    ordinals |= _counted(_EN_TEENTHS, 10) | _counted(_EN_TENTHS, 20, 10)
    auxiliaries = _split("do does did is are was were has have had should would could must need ai might dare")
    contracted = {f"{verb}n{mark}t": (verb, "not") for verb in auxiliaries for mark in ("'", "")}
    contracted |= {"can't": ("can", "not"), "cant": ("can", "not"), "cannot": ("can", "not")}
    contracted |= {"won't": ("will", "not"), "wont": ("will", "not"), "shan't": ("shall", "not")}
    scales = {"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "lakh": 10**5, "million": 10**6}
    return WordLists(
        code="en",
        numbers=joined | ones | _counted(_EN_TEENS, 10) | tens,
        ordinals=ordinals | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6},
        scales=scales | {"dozen": 12, "crore": 10**7, "billion": 10**9, "trillion": 10**12},
        negations=_split("not no never none nothing nobody nowhere neither nor without noone nope"),
        fractions={"half": "0.5", "quarter": "0.25"},
        weak=_split("one first second"),
        homophones={"to": 2, "too": 2, "tow": 2, "for": 4, "fore": 4, "won": 1, "ate": 8},
        fillers=_split("and"),
        contractions=contracted,
        prefixes=("un", "im", "in", "il", "ir", "dis", "non"),
    )


def _bengali() -> WordLists:
    stem = f"(?:{_alternatives(_split(_BN_ROOTS))})(?:{_alternatives(_split(_BN_ENDINGS))})"
    return WordLists(
        code="bn",
        numbers=_counted(_BN_UNITS),
        ordinals=_counted(_BN_ORDINALS, 1),
        scales=_multiplied("শ 100 শো 100 শত 100 হাজার 1000 লাখ 100000 লক্ষ 100000 কোটি 10000000 হালি 4 ডজন 12"),
        negations=_split("না নি নাই নেই নয় নহে নহি নন নও নস নহেন নয়তো নারে নাকো নেইকো নইলে নতুবা ব্যতীত বিনা ছাড়া"),
        fractions=_valued("আধা 0.5 আধ 0.5 অর্ধেক 0.5 দেড় 1.5 আড়াই 2.5"),
        shifts=_valued("সাড়ে 0.5 সোয়া 0.25 পৌনে -0.25"),
        weak=_split("এক একটা একটি একজন প্রথম দ্বিতীয়"),
        classifiers=tuple(_nfc("জনের জনকে খানা খানি টার টির টায় গুলো জন টা টি টে টো বার ই ও").split()),
        endings=(_nfc("নাই"), _nfc("না"), _nfc("নি")),
        attached=regex.compile(f"(?P<stem>{stem})(?:{_nfc('না|নি|নাই')})"),
        prefixes=(_nfc("অ"), _nfc("বে"), _nfc("অন")),
        ambiguous={_nfc("নয়"): _split(_BN_COUNTED)},
    )


def _hindi() -> WordLists:
    return WordLists(
        code="hi",
        numbers=_counted(_HI_UNITS),
        ordinals=_counted(_HI_ORDINALS, 1),
        scales=_multiplied(
            "सौ 100 हज़ार 1000 हजार 1000 लाख 100000 करोड़ 10000000 अरब 1000000000 दर्जन 12",
        ),
        negations=_split("नहीं नही नहि नहिं नहीँ नाहीं न ना मत बिना बिन बगैर बग़ैर"),
        fractions=_valued("आधा 0.5 आधी 0.5 आधे 0.5 डेढ़ 1.5 ढाई 2.5 पौन 0.75"),
        shifts=_valued("साढ़े 0.5 सवा 0.25 पौने -0.25"),
        weak=_split("एक पहला पहली दूसरा दूसरी"),
        classifiers=tuple(_nfc("वाँ वां वीं वें ों").split()),
        prefixes=(_nfc("अ"), _nfc("अन"), _nfc("बे"), _nfc("ना")),
    )


ENGLISH, BENGALI, HINDI = _english(), _bengali(), _hindi()
LISTS: Mapping[str, WordLists] = {lists.code: lists for lists in (BENGALI, HINDI, ENGLISH)}
UNNAMED = frozenset({"", "und", "mul", "mis", "zxx"})
"""Primary subtags that name no language."""


def named_language(code: str | None) -> str:
    """The language of a BCP 47 tag in lower case; empty if the tag names none."""
    found = primary_subtag(code)
    return "" if found in UNNAMED else found


@lru_cache(256)
def word_lists_of(code: str | None) -> tuple[WordLists, ...]:
    """The word lists for a BCP 47 tag: its own, none if it has none, and all of them if no language is named."""
    named = named_language(code)
    if not named:
        return tuple(LISTS.values())
    return (LISTS[named],) if named in LISTS else ()
