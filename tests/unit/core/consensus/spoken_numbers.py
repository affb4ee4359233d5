"""Numbers spelt out in Bengali, Hindi and English, and written in digits in the ways that people type them."""

from shrutik_core.consensus.text.word_lists import LISTS

_SCALES = {
    "en": ((10**6, "million"), (1000, "thousand"), (100, "hundred")),
    "bn": ((10**7, "কোটি"), (10**5, "লাখ"), (1000, "হাজার"), (100, "শ")),
    "hi": ((10**7, "करोड़"), (10**5, "लाख"), (1000, "हज़ार"), (100, "सौ")),
}
ZEROS = {"en": "0", "bn": "০", "hi": "०"}
POINTS = {"en": "point", "bn": "দশমিক", "hi": "दशमलव"}
MINUS = {"en": "minus", "bn": "মাইনাস", "hi": "माइनस"}
PERCENT = {"en": "per cent", "bn": "শতাংশ", "hi": "प्रतिशत"}
MONEY = {"en": ("$", "dollars"), "bn": ("৳", "টাকা"), "hi": ("₹", "रुपये")}


def _units(code):
    """The first word of each value; endings, as in একটা, left to other tests."""
    found = {}
    for word, value in LISTS[code].numbers.items():
        found.setdefault(value, word)
    return found


def in_words(value, code, joint=" "):
    """A whole number, 0 to 10**9, as it is said."""
    units = _units(code)
    if value in units:
        return units[value]
    if value < 100:
        return units[value // 10 * 10] + joint + units[value % 10]
    for scale, word in _SCALES[code]:
        if value >= scale:
            rest = f" {in_words(value % scale, code, joint)}" if value % scale else ""
            return f"{in_words(value // scale, code, joint)} {word}{rest}"
    raise AssertionError(value)


def grouped(value, code):
    """Digits with commas: by thousands in English, by lakhs in Bengali and Hindi."""
    digits = str(value)
    if code == "en":
        return f"{value:,}"
    head, tail = digits[:-3], digits[-3:]
    pairs = []
    while head:
        head, pair = head[:-2], head[-2:]
        pairs.insert(0, pair)
    return ",".join([*pairs, tail])


def native(text, code):
    """ASCII digits as those of the language's script."""
    return "".join(chr(ord(ZEROS[code]) + int(sign)) if sign in "0123456789" else sign for sign in text)
