"""What is folded in two spellings of a word, by language, and what is left apart."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shrutik_core.consensus.text.normalise import Lexicon
from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_runs import number_runs
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.shared.texts import canonical, comparison_key, is_unspaced, typed_pieces, words
from shrutik_core.shared.writing.folding import FOLDINGS, fold
from unit.core.shared.minimal_pairs import PAIRS, pairs

LANGUAGES = [None, "bn", "de", "de-CH", "tr", "vi", "fa", "ar", "ur", "ro", "ca", "yo", "th", "he", "en_GB", "xx"]
ODD = (
    "aAiIİıßẞſﬁŉǅĳ'’ʻʼ`´\u00ad\u200b\u200c\u200d\u200e\u2066\u2069\ufeff\u0307\u0301\u0323\u0329\u0309 ·lLŀ"
    "ত্ৎঅা:ঃ০৯ক়दुःख:अआनൻ്ന\u0d4dறற்ஸ்ரீกา\u0e4d\u0e49ำเแ\u0e34ລ\u0ecd\u0ec9າຳ漢字かカ\u3099ﾞｶー々한ㅎ"
    'كـتابيىیکﻻﷲهہצ"״ע½²٣③Ａ３-.,?!₹%'
)
odd_texts = st.text(st.sampled_from(ODD), max_size=16)
texts = odd_texts | st.text(st.characters(codec="utf-8"), max_size=16)


@pytest.mark.property
@given(texts, st.sampled_from(LANGUAGES))
def test_what_is_folded_is_folded_once_and_for_all(text, language):
    assert fold(fold(text, language), language) == fold(text, language)
    assert comparison_key(comparison_key(text, language), language) == comparison_key(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("th", "ก\u0e48\u0e49\u0e34"),
        ("th", "ก\u0e33\u0e48\u0e49"),
        ("lo", "ກ\u0ec8\u0ec9\u0eb4"),
        ("tr", "i\u0307\u0307"),
        ("ro", "ş\u0327"),
        ("he", 'ה״"ן'),
    ],
)
def test_marks_in_an_order_that_no_one_types_are_folded_once_and_for_all_too(language, text):
    assert fold(fold(text, language), language) == fold(text, language)


def test_a_long_run_of_a_script_without_spaces_is_read():
    text = "นํ้า2024abc" * 400
    assert [key for _, key in typed_pieces(text)] == words(text)
    assert "".join(part for part, _ in typed_pieces(text)) == text


@pytest.mark.property
@given(texts, st.sampled_from(["NFC", "NFD"]), st.sampled_from(LANGUAGES))
def test_canonically_equivalent_texts_fold_to_one(text, form, language):
    assert fold(unicodedata.normalize(form, text), language) == fold(text, language)


@pytest.mark.property
@given(texts, st.sampled_from(LANGUAGES))
def test_the_forms_of_a_text_have_its_words_as_keys(text, language):
    assume(not number_runs(words_of(canonical(text)), language))
    lexicon = Lexicon(reading=Reading(language))
    forms = lexicon.read(text)
    # A number that letters are written onto is compared by its value.
    assume(not any(number for token in text.split() for number in lexicon.places.within(token)))
    assert [lexicon.keys[lexicon.key_of[form]] for form in forms] == words(text, language)


@pytest.mark.property
@given(texts, st.sampled_from(LANGUAGES))
def test_what_is_shown_of_a_text_folds_as_the_text_itself(text, language):
    lexicon = Lexicon(reading=Reading(language))
    assert words(lexicon.show(lexicon.read(text)), language) == words(text, language)


@pytest.mark.parametrize(("language", "one", "other"), [(tag, *pair) for tag in PAIRS for pair in pairs(tag)])
def test_two_words_stay_two(language, one, other):
    assert comparison_key(one, language) != comparison_key(other, language)
    assert comparison_key(one, f"{language}-x-test") != comparison_key(other, f"{language}-x-test")


@pytest.mark.parametrize(
    ("language", "forms"),
    [(line.languages[0] if line.languages else None, forms) for line in FOLDINGS for forms in line.examples],
)
def test_the_examples_of_the_table_become_one(language, forms):
    assert len({comparison_key(form, language) for form in forms.split()}) == 1


def twos(words):
    return zip(words[::2], words[1::2], strict=True)


def by_twos(table):
    """Each language with each two words that follow each other."""
    return [(language, *pair) for language, words in table.items() for pair in twos(words.split())]


SAME = {
    "bn": "হঠাৎ হঠাত্\u200d  অন্তঃস্থ অন্ত:স্থ  অামি আমি  ক\u200bলম কলম  \u2067আমি\u2069 আমি  ড়াল ড\u09bcাল",
    "hi": "अतःएव अत:एव  अोर ओर  क्\u200dष क्ष  कि\u200eताब किताब",
    "ml": "അവൻ അവന\u0d4d\u200d  ഇൗ ഈ  എൻ്റെ എന്റെ",
    "ta": "ஸ்ரீ ஶ்ரீ",
    "th": "น้ำ นํ้า  น้ำ น้ํา  น้ำ นำ้  แม่ เเม่  ที่ ที\u0e48  กิ่ง ก\u0e48ิง",
    "lo": "ນ້ຳ ນໍ້າ  ແມ່ ເເມ່",
    "tr": "İSTANBUL istanbul  ISI ısı  i\u0307yi iyi",
    "az": "QIZ qız",
    "en": "İstanbul istanbul  file\u00adname filename  ﬂag flag  Ｃａｔ cat  don´t don't  𝐛old bold",
    "de": "GROẞ groß  Strasse STRASSE",
    "de-CH": "gross groß",
    "fr": "L’eau l'eau  cœur CŒUR",
    "uz": "oʻzbek o’zbek  o‘zbek o'zbek",
    "ro": "şi și  Ţara țara",
    "ca": "col·legi coŀlegi  Paral·lel PARAL·LEL  col‧legi col·legi",
    "fa": "كتاب کتاب  علي علی  می\u200cروم میروم",
    "ur": "كيا کیا",
    "ar": "کتاب كتاب  كتـــاب كتاب  ﻛﺘﺎﺏ كتاب  ﷴ ﷴ",
    "he": "צה\"ל צה״ל  ג׳ירפה ג'ירפה",
    "vi": "hoà hòa  thuỷ thủy  khoẻ khỏe  HOÀ hòa",
    "yo": "e̩gbé ẹgbé",
    "el": "ΟΔΟΣ οδός".replace("ό", "ο") + "  σοφός ΣΟΦΌΣ",
    "ja": "ｶﾞﾗｽ ガラス  Ｔシャツ tシャツ",
    "ko": "한국 \u1112\u1161\u11ab국",
    "haw": "Hawaiʻi Hawai'i",
}


@pytest.mark.parametrize(
    ("language", "one", "other"), [(t, *p) for t in SAME for p in zip(*[iter(SAME[t].split())] * 2, strict=True)]
)
def test_two_spellings_of_a_word_are_one(language, one, other):
    assert comparison_key(one, language) == comparison_key(other, language) != ""


APART = {
    None: "x² x2  ½ 12  m³ m3  ﷲ الله  ısı isi",
    "en": "resume résumé  ª a",
    "ro": "şi si",
    "tr": "şi si",
    "fr": "ou où",
    "th": "ใกล้ ไกล",
    "ps": "ي ی",
}


@pytest.mark.parametrize(
    ("language", "one", "other"), [(t, *p) for t in APART for p in zip(*[iter(APART[t].split())] * 2, strict=True)]
)
def test_what_folding_would_destroy_stays_apart(language, one, other):
    assert comparison_key(one, language) != comparison_key(other, language)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("วันนี้", ["วั", "น", "นี้"]),
        ("วัน นี้", ["วั", "น", "นี้"]),
        ("น้ำ3แก้ว", ["น้ำ", "3", "แ", "ก้", "ว"]),
        ("東京タワー。行く", ["東", "京", "タ", "ワ", "ー", "行", "く"]),
        ("ＡＩの時代", ["ai", "の", "時", "代"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("မြန်မာ", ["မြ", "န်", "မ", "ာ"]),
        ("한국 사람", ["한국", "사람"]),
        ("ক:০ ১০:৩০", ["ক", "0", "10", "30"]),
        ("co\u00adop air-tight", ["coop", "air", "tight"]),
        ("\u2067", []),
        ("' ''", []),
    ],
)
def test_words_and_in_scripts_without_spaces_grapheme_clusters(text, parts):
    assert words(text) == [unicodedata.normalize("NFC", part) for part in parts]


@pytest.mark.parametrize(
    "text", ["วันนี้ นํ้า เเม่", "東京\u200bタワー。", "ｶﾞﾗｽを買う", "co\u00adoperate now", "দু:খ, হঠাত্\u200d!"]
)
def test_what_people_typed_is_what_is_shown(text):
    lexicon = Lexicon()
    assert lexicon.show(lexicon.read(text)).replace(" ", "") == canonical(text).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [
        ("วันนี้", True),
        ("東京都 AI 2026", True),
        ("I love 東京", False),
        ("বাংলা", False),
        ("", False),
        ("12", False),
        ("한국", False),
    ],
)
def test_a_script_without_spaces_is_known_by_most_of_its_letters(text, unspaced):
    assert is_unspaced(text) is unspaced
