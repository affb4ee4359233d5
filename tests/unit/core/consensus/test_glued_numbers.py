"""Numbers that other letters are written onto, in scripts with spaces and without: each is one place with its value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate
from shrutik_core.consensus.text.guards import guard
from shrutik_core.consensus.text.normalise import Lexicon
from shrutik_core.consensus.text.number_cuts import cut, typed_places
from shrutik_core.consensus.text.number_pieces import numbers_within
from shrutik_core.consensus.text.reading import Reading
from shrutik_core.shared.texts import canonical
from unit.core.consensus.spoken_numbers import grouped, native

WHOLE = {
    "ja": ["これは{}円です", "全部で{}人いた", "約{}メートル、{}キロです"],
    "zh": ["这个要{}元", "一共{}人来了", "从{}公里走到{}号楼"],
    "th": ["ราคา{}บาท", "มีคน{}คน", "เดิน{}กิโลเมตรแล้ว{}ครั้ง"],
    "en": ["it is {}taka now", "a {}page book", "${}bn was paid", "about{} men and {}kg"],
    "bn": ["দাম {}টাকায় ছিল", "প্রায়{} লোক", "৳{} আর {}গজ"],
    "hi": ["कीमत {}रुपयेमें थी", "करीब{} लोग", "₹{} और {}गज"],
}
FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
THAI = {ord(str(digit)): chr(0x0E50 + digit) for digit in range(10)}
COUNTS = st.integers(1000, 10**7)


def figures(value, code):
    """How a number is typed in digits."""
    plain = str(value)
    if code in {"bn", "hi"}:
        return [plain, grouped(value, code), native(grouped(value, code), code), native(plain, code)]
    other = {"ja": FULL_WIDTH, "zh": FULL_WIDTH, "th": THAI}.get(code, {})
    return [plain, f"{value:,}", plain.translate(other), f"{value:,}".translate(other)]


def keys(text, language=None):
    lexicon = Lexicon(reading=Reading(language=language))
    return [lexicon.keys[lexicon.key_of[form]] for form in lexicon.read(text)]


def values(text, language):
    """The values of all numbers in a text, glued to other letters or not."""
    return [piece.value for piece in numbers_within(" ".join(text.split()), language)]


@pytest.mark.property
@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(WHOLE)), st.integers(2, 5))
def test_every_number_of_the_text_was_typed_by_somebody_as_a_whole(data, code, people):
    template = data.draw(st.sampled_from(WHOLE[code]))
    texts = []
    for _ in range(people):
        counts = [data.draw(COUNTS) for _ in range(template.count("{}"))]
        texts.append(template.format(*(data.draw(st.sampled_from(figures(count, code))) for count in counts)))
    result = aggregate(texts, language=code)
    typed = [values(text, code) for text in texts]
    assert set(values(result.text, code)) <= {value for found in typed for value in found}
    assert ("number_differs" in result.reasons) == any(found != typed[0] for found in typed)


@pytest.mark.property
@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(WHOLE)), st.integers(2, 5))
def test_spellings_of_one_value_are_one_slot_and_no_difference(data, code, people):
    template = data.draw(st.sampled_from(WHOLE[code]))
    counts = [data.draw(COUNTS) for _ in range(template.count("{}"))]
    texts = [
        template.format(*(data.draw(st.sampled_from(figures(count, code))) for count in counts)) for _ in range(people)
    ]
    assert len({tuple(keys(text, code)) for text in texts}) == 1
    assert values(aggregate(texts, language=code).text, code) == values(texts[0], code)
    assert guard(texts, code) == ()


ANY = st.text(
    st.sampled_from("15,.:-$%xk কিম৫টা円千ก ำ้ําé\u0301ﬁ½℃№()'ß\u200d") | st.characters(codec="utf-8"), max_size=20
)


@pytest.mark.property
@given(ANY, st.sampled_from([None, "en", "bn", "ja", "th", "de"]))
def test_the_numbers_of_a_token_stand_in_it_in_order(text, language):
    token = " ".join(text.split())
    edges = [edge for piece in numbers_within(token, language) for edge in (piece.start, piece.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(token) for edge in edges)


@pytest.mark.property
@given(ANY)
def test_where_a_word_was_typed_is_told_for_all_of_it(text):
    for word in text.split():
        places = typed_places(word, None)
        tokens, behind = cut(word, None)
        folded = sum(len(between) + len(token) for token, between, _ in tokens) + len(behind)
        assert not places or (len(places) == folded + 1 and list(places) == sorted(places) and places[-1] == len(word))


@pytest.mark.property
@given(ANY, st.sampled_from([None, "en", "bn", "ja", "th", "de"]))
def test_all_that_was_typed_is_shown_again(text, language):
    lexicon = Lexicon(reading=Reading(language=language))
    forms = lexicon.read(text)
    if forms and not lexicon.tags:
        assert "".join(lexicon.show(forms).split()) == "".join(canonical(text).split())


@pytest.mark.parametrize(
    ("language", "texts", "found"),
    [
        (
            "ja",
            "これは1,700円です | これは1700円です | これは１７００円です | これは¥1,700です | これは￥1700です",
            "¥1700",
        ),
        ("ja", "1万5千円 | 15000円 | 15,000円", "¥15000"),
        ("ja", "3億人 | 300,000,000人", "300000000"),
        ("ja", "午後2時30分に | 午後2時半に | 午後2:30に", "2:30"),
        ("ja", "気温はマイナス5度 | 気温は-5度", "-5°"),
        ("ja", "100~200円 | 100〜200円 | 100-200円 | 100から200円", "¥100..200"),
        ("zh", "2024年5月5日 | ２０２４年５月５日 | 2024-05-05 | 2024年05月05号", "2024-05-05"),
        ("zh", "5月5日 | 5月5号", "--05-05"),
        ("zh", "一共1,500元 | 一共1500块钱 | 一共¥1500 | 一共1500 元", "¥1500"),
        ("zh", "跑了5公里 | 跑了5km | 跑了5 公里", "5km"),
        ("zh", "有3万人 | 有30000人 | 有30,000人", "30000"),
        ("zh", "涨了3.5%左右 | 涨了百分之3.5左右", "3.5%"),
        ("zh", "零下5度 | 负5度 | -5度", "-5°"),
        ("th", "ราคา1,500บาทถ้วน | ราคา 1500 บาทถ้วน | ราคา1,500 บาทถ้วน | ราคา๑,๕๐๐บาทถ้วน", "฿1500"),
        ("th", "เวลา 14.30 น. | เวลา 14:30 น.", "14:30"),
        ("my", "၁,၅၀၀ကျပ် | ၁၅၀၀ကျပ် | 1500ကျပ်", "MMK1500"),
        ("ko", "1,700원을 | 1700원을 | ₩1700을", "₩1700"),
        ("ko", "3만5천원 | 35,000원", "₩35000"),
        ("ko", "오후 2시 30분 | 오후 2시30분 | 오후 2:30", "2:30"),
        ("en", "it cost $3.5bn | it cost $3.5 billion | it cost $3,500,000,000 | it cost $3.5 bn", "$3500000000"),
        ("en", "paid $5m | paid $5 million | paid five million dollars", "$5000000"),
        ("en", "10k people | 10,000 people | ten thousand people", "10000"),
        ("en", "at 14h30 | at 14:30", "14:30"),
        ("en", "a 1,500page book | a 1500page book | a 1,500 page book", "1500"),
        ("en", "a twenty-one-year-old | a 21-year-old", "21"),
        ("bn", "১.৫হাজার লোক | ১.৫ হাজার লোক | ১৫০০ লোক | দেড় হাজার লোক", "1500"),
        ("bn", "১,৫০০টাকায় | ১৫০০টাকায় | ১৫০০ টাকায়", "1500"),
        ("hi", "Rs1,500 दिए | ₹1500 दिए | Rs. 1,500 दिए | 1500 रुपये दिए | रु. 1500 दिए", "₹1500"),
        ("fr", "à 14h30 | à 14:30", "14:30"),
    ],
)
def test_a_number_that_letters_are_written_onto_has_its_value(language, texts, found):
    spellings = texts.split(" | ")
    for text in spellings:
        assert values(text, language) == [found]
    assert len({tuple(keys(text, language)) for text in spellings}) == 1
    assert guard(spellings, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "covid19 w1n mp3", ["covid19", "w1n", "mp3"]),
        ("en", "x1,500y2", ["x1500y2"]),
        ("en", "1980s and 3x4", ["1980", "s", "and", "3", "x", "4"]),
        ("zh", "iPhone15卖5,999元", ["iphone15", "卖", "¥5999"]),
        ("zh", "第3号楼1204室", ["第", "3", "号", "楼", "1204", "室"]),
        ("bn", "প্রায়১,৫০০", ["প্রায়1500"]),
        ("en", "the march 10k", ["the", "march", "10000"]),
        ("en", "a bn and a k", ["a", "bn", "and", "a", "k"]),
        ("de", "Millionen Euro", ["millionen", "euro"]),
        ("th", "5นกบิน", ["5", "น", "ก", "บิ", "น"]),
    ],
)
def test_what_letters_begin_is_a_word_and_other_letters_are_words_of_their_own(language, text, found):
    assert keys(text, language) == found


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("ja", ["これは1,700円", "これは1,700ドル"]),
        ("ja", ["これは1,700円", "これは1,800円", "これは2,700円"]),
        ("zh", ["1-2个", "12个"]),
        ("zh", ["3.5%左右", "3.6%左右", "4.5%左右"]),
        ("th", ["เดิน5กิโลเมตร", "เดิน5เมตร"]),
        ("en", ["it cost $3.5bn", "it cost $3.5m"]),
    ],
)
def test_glued_numbers_that_differ_are_never_settled_unseen(language, texts):
    result = aggregate([texts[0], *texts], language=language)
    assert "number_differs" in result.reasons
    assert set(values(result.text, language)) <= {value for text in texts for value in values(text, language)}


def test_digits_that_different_people_typed_side_by_side_are_not_run_together():
    lexicon = Lexicon(reading=Reading(language="zh"))
    first, second = lexicon.read("1到")[:1], lexicon.read("2个")
    assert lexicon.glued[first[0]]
    assert lexicon.show([*first, *second]) == "1 2个"
