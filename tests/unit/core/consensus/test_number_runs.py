"""A number is one place, with one value, however it is spelt; what is not one number stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_places import number_places
from shrutik_core.consensus.text.number_runs import number_runs
from shrutik_core.consensus.text.numerals import typed_number
from unit.core.consensus.number_values import CODES, values
from unit.core.consensus.sentences import BY_LANGUAGE
from unit.core.consensus.spoken_numbers import MINUS, MONEY, PERCENT, POINTS, grouped, in_words, native

ANY_TEXT = st.text(max_size=30) | st.sampled_from([text for texts in BY_LANGUAGE.values() for text in texts])


def spellings(value, code):
    return {str(value), grouped(value, code), native(grouped(value, code), code), in_words(value, code)}


@pytest.mark.property
@given(st.integers(0, 10**9 - 1), CODES)
def test_every_spelling_of_a_number_is_one_place_of_one_value(value, code):
    for text in spellings(value, code):
        if text != "নয়":
            runs = number_runs(words_of(text), code)
            assert [(run.start, run.end, run.value) for run in runs] == [(0, len(words_of(text)), str(value))]


@pytest.mark.property
@given(st.integers(0, 10**6), CODES)
def test_signs_and_units_are_part_of_the_value(value, code):
    sign, money = MONEY[code]
    for text in spellings(value, code):
        assert values(f"{MINUS[code]} {text}", code) == [f"-{value}"]
        assert values(f"{text} {PERCENT[code]}", code) == [f"{value}%"]
        assert values(f"{text} {money}", code) == [f"{sign}{value}"]
        if text[0].isdigit():
            assert values(f"-{text}", code) == values(f"\u2212{text}", code) == [f"-{value}"]
            assert values(f"{text}%", code) == [f"{value}%"]
            assert values(f"{sign}{text}", code) == [f"{sign}{value}"]


@pytest.mark.property
@given(st.integers(0, 999), st.lists(st.integers(0, 9), min_size=1, max_size=4), CODES)
def test_decimals_that_are_said_are_those_that_are_typed(whole, decimals, code):
    typed = f"{whole}.{''.join(map(str, decimals))}"
    said = f"{in_words(whole, code)} {POINTS[code]} {' '.join(in_words(digit, code) for digit in decimals)}"
    assert values(typed, code) == values(native(typed, code), code) == values(said, code)


@pytest.mark.property
@given(ANY_TEXT, st.sampled_from([None, "bn", "hi", "en", "pt", "xx"]))
def test_runs_stand_in_order_inside_the_text_and_say_the_same_again(text, language):
    words = words_of(text)
    runs = number_runs(words, language)
    edges = [edge for run in runs for edge in (run.start, run.end)]
    assert edges == sorted(edges)
    assert all(run.start < run.end <= len(words) for run in runs)
    joined = number_places(language).joined(words)
    assert " ".join(joined).split() == " ".join(words).split()
    assert {run.value for run in runs} <= {number_places(language).value_of(word) for word in joined}


@pytest.mark.property
@given(st.lists(st.integers(0, 999), min_size=2, max_size=5))
def test_digits_side_by_side_are_numbers_of_their_own(numbers):
    if numbers != [24, 7]:
        assert values(" ".join([*map(str, numbers), "go"]), "en") == [str(number) for number in numbers]


@pytest.mark.property
@given(st.text("0123456789", min_size=1, max_size=12), st.sampled_from(["", ".", ","]))
def test_the_way_a_value_is_written_has_that_value(digits, decimal):
    for typed in (digits, f"{digits[:3]}{decimal or '.'}{digits}"):
        value, text = typed_number(typed, decimal)
        if value is not None:
            assert typed_number(text, ".")[0] == value


@pytest.mark.parametrize(
    ("language", "texts", "value"),
    [
        ("en", "-5° | −5° | minus five degrees | -5 degrees", "-5°"),
        ("en", "5°C | 5 °C | five degrees Celsius | 5℃ | 5 degrees C", "5°C"),
        ("en", "$5 | five dollars | 5 dollars | 5 USD | USD 5 | US$5 | 5$ | five-dollar | $5.00", "$5"),
        ("en", "$2.5 million | two and a half million dollars | $2,500,000", "$2500000"),
        ("en", "$5.50 | five dollars and fifty cents | 5 dollars 50 cents", "$5.5"),
        ("en", "½ | 1/2 | half | one half | one-half | 0.5 | .5", "0.5"),
        ("en", "minus point five | -0.5 | minus zero point five | -.5", "-0.5"),
        ("en", "point five per cent | .5% | 0.5 percent", "0.5%"),
        ("en", "point oh five | 0.05 | zero point zero five", "0.05"),
        ("en", "point five million | 500,000", "500000"),
        ("en", "point five to point six | 0.5-0.6", "0.5..0.6"),
        ("bn", "দশমিক পাঁচ | ০.৫ | শূন্য দশমিক পাঁচ", "0.5"),
        ("hi", "दशमलव पाँच | 0.5 | शून्य दशमलव पाँच", "0.5"),
        ("en", "5½ | 5 1/2 | 5 ½ | five and a half | 5.5 | five point five", "5.5"),
        ("en", "2/3 | two thirds | two-thirds", "2/3"),
        ("en", "10:30 | ten thirty | half past ten | ten-thirty", "10:30"),
        ("en", "10:30 am | 10:30am | ten thirty a.m. | 10.30 AM | half past ten am", "10:30am"),
        ("en", "9:45 | nine forty-five | quarter to ten | a quarter to ten | 09:45", "9:45"),
        ("en", "10 o'clock | ten o'clock | 10:00", "10:00"),
        ("en", "3rd | third", "3rd"),
        ("en", "21st | twenty-first | twenty first", "21st"),
        ("en", "1984 | nineteen eighty four | nineteen eighty-four", "1984"),
        ("en", "24/7 | twenty-four seven | twenty four seven | 24x7 | 24-7", "24/7"),
        ("en", "2024-05-01", "2024-05-01"),
        ("en", "1/5/2024", "2024-01-05"),
        ("en", "5% | 5 % | five percent | 5 per cent | five per cent", "5%"),
        ("en", "No. 5 | № 5 | # 5 | #5 | No.5 | number five | Nos. 5", "#5"),
        ("en", "1 | one", "1"),
        ("en", "150,000 | 150 thousand | one hundred and fifty thousand | a hundred fifty thousand", "150000"),
        ("bn", "১,৫০,০০০ | দেড় লাখ | 150000 | এক লাখ পঞ্চাশ হাজার | ১.৫ লাখ | ১৫০,০০০", "150000"),
        ("bn", "১ম | প্রথম", "1ম"),
        ("bn", "২য় | দ্বিতীয়", "2ম"),
        ("bn", "সাড়ে দশটা | ১০:৩০ | ১০:৩০টা", "10:30"),
        ("bn", "তিনটি | ৩টি | ৩ টি", "3টি"),
        ("bn", "আধা | ½ | ১/২", "0.5"),
        ("bn", "৫০০ টাকা | ৳৫০০ | পাঁচশো টাকা | পাঁচ শ টাকা", "৳500"),
        ("bn", "৫% | ৫ শতাংশ | পাঁচ শতাংশ", "5%"),
        ("bn", "উনিশশো একাত্তর | ১৯৭১", "1971"),
        ("bn", "৫ নং | নং ৫ | ৫ নম্বর", "#5"),
        ("hi", "डेढ़ लाख | १,५०,००० | 150000 | एक लाख पचास हज़ार", "150000"),
        ("hi", "पाँचवाँ | पांचवां | 5वाँ | ५वां", "5वां"),
        ("hi", "पौने दो सौ | 175", "175"),
        ("hi", "माइनस पाँच | -5 | -५", "-5"),
        ("de", "1.000,5 | 1000,5", "1000.5"),
        ("de", "1.000 | 1000 | 1\u202f000", "1000"),
        ("en", "5-10 | 5 to 10 | 5–10 | 5 – 10 | five to ten | 5 - 10 | 5‑10", "5..10"),
        ("en", "$5-10 | $5-$10 | 5 to 10 dollars | five dollars to ten dollars", "$5..10"),
        ("en", "5-10% | 5%-10% | five to ten per cent | 5% to 10%", "5..10%"),
        ("en", "10:30-11:30 | 10:30 to 11:30 | ten thirty to eleven thirty | 10:30–11:30", "10:30..11:30"),
        ("en", "1914-1918 | 1914–1918 | nineteen fourteen to nineteen eighteen", "1914..1918"),
        ("bn", "৫-১০ জন | ৫ থেকে ১০ জন | পাঁচ থেকে দশ জন | ৫–১০ জন", "5..10জন"),
        ("hi", "5-10 | ५ से १० | पाँच से दस", "5..10"),
        ("de", "5-10 | 5 bis 10", "5..10"),
        ("en", "5kg | 5 kg | five kilograms | 5 kilos | 5-kg | 5 KG", "5kg"),
        ("en", "10km | 10 km | ten kilometres | 10 kilometers", "10km"),
        ("en", "5m | 5 m | 5 metres | five meters", "5m"),
        ("en", "60km/h | 60 km/h | sixty kilometers per hour | 60 kph", "60km/h"),
        ("en", "9am-5pm | 9 am to 5 pm | nine a.m. to five p.m.", "9am..5pm"),
        ("en", "5-10kg | 5kg-10kg | 5 to 10 kilograms", "5..10kg"),
        ("bn", "৫কেজি | ৫ কেজি | পাঁচ কিলোগ্রাম | 5kg | ৫ কিলো", "5kg"),
        ("bn", "১০কিমি | ১০ কিলোমিটার | ১০ কি.মি. | দশ কিলোমিটার", "10km"),
        ("hi", "5किलो | ५ किलोग्राम | 5 kg | पाँच किलो | 5 कि.ग्रा.", "5kg"),
        ("de", "5kg | 5 kg | 5 Kilogramm", "5kg"),
        ("en", "5 May 2024 | May 5, 2024 | 5th of May 2024 | 5/5/2024 | 2024-05-05 | 2024/5/5", "2024-05-05"),
        ("en", "May 5th 2024 | 5 may 2024 | fifth of May twenty twenty-four | 5-May-2024", "2024-05-05"),
        (
            "en",
            "25 Dec 2024 | Dec. 25, 2024 | 25 Dec. 2024 | 25/12/2024 | 12/25/2024 | December the 25th, 2024",
            "2024-12-25",
        ),
        ("en", "Sept. 5, 2024 | Sep 5 2024 | 5 September, 2024", "2024-09-05"),
        ("en", "5 May | 5th of May | May 5th | may fifth | May the fifth", "--05-05"),
        ("bn", "৫ মে ২০২৪ | ৫ই মে, ২০২৪ | ৫/৫/২০২৪ | ২০২৪-০৫-০৫ | 5 মে 2024 | পাঁচই মে ২০২৪", "2024-05-05"),
        ("bn", "২১ ফেব্রুয়ারি ১৯৫২ | ২১শে ফেব্রুয়ারি ১৯৫২ | ২১ ফেব্রুয়ারী, ১৯৫২ | ২১/২/১৯৫২", "1952-02-21"),
        ("hi", "5 मई 2024 | ५ मई, २०२४ | 5/5/2024 | पाँच मई 2024", "2024-05-05"),
        ("hi", "26 फ़रवरी 1950 | 26 फरवरी 1950 | २६/२/१९५०", "1950-02-26"),
        ("de", "5. Mai 2024 | 05.05.2024 | 5.5.2024 | 5 Mai 2024", "2024-05-05"),
        ("es", "5 de mayo de 2024 | 5/5/2024 | 5 mayo 2024", "2024-05-05"),
        ("fr", "5 juin 2024 | 5/6/2024 | 05/06/2024", "2024-06-05"),
        ("fr", "1er mai 2024 | 1 mai 2024 | 01/05/2024", "2024-05-01"),
        ("ru", "5 мая 2024 | 05.05.2024 | 5 Мая 2024", "2024-05-05"),
        ("de", "1.000 Euro | 1000 Euro | 1 000 Euro | 1\u00a0000 € | 1'000 Euro | €1000", "€1000"),
        ("de-CH", "1'000 Franken | 1’000 Franken | CHF 1000 | 1000 CHF | 1 000 Schweizer Franken", "CHF1000"),
        ("de", "5 Dollar | 5 $ | $5 | 5 US-Dollar | USD 5 | 5 USD", "$5"),
        ("de", "3,5 | 3.5", "3.5"),
        ("fr", "5 euros | 5 € | 5 euro | 5 EUR", "€5"),
        ("es", "5 dólares | 5 dólar | 5 dólares estadounidenses | $5", "$5"),
        ("pt-BR", "5 reais | R$ 5 | R$5 | 5 reais brasileiros", "R$5"),
        ("sv", "5 kronor | 5 svenska kronor | 5 kr", "SEK5"),
        ("id", "Rp 1.000 | 1000 rupiah | 1.000 Rupiah Indonesia", "IDR1000"),
        ("en-AU", "5 dollars | $5", "$5"),
        ("de", "5 % | 5 Prozent | 5%", "5%"),
        ("de", "5 € | 5 Euro | €5", "€5"),
        ("fr", "1 000 | 1\u202f000 | 1\u00a0000 | 1000", "1000"),
        ("fr", "150 000,5 | 150000,5", "150000.5"),
        ("bn", "একুশে ফেব্রুয়ারি | ২১ ফেব্রুয়ারি | ২১শে ফেব্রুয়ারি", "--02-21"),
        ("bn", "পহেলা বৈশাখ | পয়লা বৈশাখ | ১লা বৈশাখ | ১ বৈশাখ", "--13-01"),
        ("bn", "পঁচিশে বৈশাখ ১৪৩১ | ২৫শে বৈশাখ, ১৪৩১ | ২৫ বৈশাখ ১৪৩১", "1431-13-25"),
        ("bn", "টাকা ৫ | ৫ টাকা | টাকা পাঁচ | ৳৫ | Tk5 | 5 BDT", "৳5"),
        ("bn", "শতকরা ৫ ভাগ | শতকরা ৫ | শতকরা পাঁচ ভাগ | ৫%", "5%"),
        ("bn", "৫ টাকা ৫০ পয়সা | ৳৫.৫০ | পাঁচ টাকা পঞ্চাশ পয়সা", "৳5.5"),
        ("bn", "তিন চতুর্থাংশ | ৩/৪ | ¾", "0.75"),
        ("hi", "तीन चौथाई | 3/4 | ¾ | पौन", "0.75"),
        ("hi", "दो तिहाई | २/३", "2/3"),
        ("hi", "५ रुपये ५० पैसे | ₹5.50 | पाँच रुपये पचास पैसे | रुपये 5.50", "₹5.5"),
        ("en", "$5m | $5 million | $5mn | 5 million dollars", "$5000000"),
        ("en", "10k | 10,000 | ten thousand", "10000"),
        ("de", "10.30 Uhr | 10:30 Uhr | 10 Uhr 30 | 10:30", "10:30"),
        ("de", "10 Uhr | 10:00 Uhr | 10.00 Uhr", "10:00"),
        ("de", "5 Mio. Euro | 5 Millionen Euro | 5.000.000 €", "€5000000"),
        ("es", "5 millones de euros | 5.000.000 €", "€5000000"),
        ("es-MX", "5 pesos | $5 | 5 pesos mexicanos", "$5"),
        ("fr", "5 millions d'euros | 5 000 000 €", "€5000000"),
        ("pt-BR", "R$ 1,5 milhão | 1.500.000 reais", "R$1500000"),
        ("ru", "5 млн рублей | 5 миллионов рублей | 5 000 000 ₽", "₽5000000"),
        ("tr", "%5 | yüzde 5 | 5%", "5%"),
        ("tr", "15.000 lira | 15000 TL | ₺15.000 | 15.000 Türk lirası", "₺15000"),
        ("ar", "٪٥ | 5% | ٥٪", "5%"),
        ("fa", "۵ میلیون | 5,000,000", "5000000"),
        ("vi", "5 triệu đồng | 5.000.000 ₫ | 5.000.000đ", "₫5000000"),
        ("he", "1,500 ש״ח | 1500 ₪ | 1500 שקל", "₪1500"),
        ("hi", "साढ़े सात बजे | 7:30 बजे | ७.३० बजे | सात बजकर तीस मिनट | 7 बजकर 30 मिनट", "7:30"),
        ("bn", "৫০০/- টাকা | ৫০০/= টাকা | ৫০০ টাকা | ৫০০ বাংলাদেশী টাকা", "৳500"),
        ("bn", "৩·৫ ডিগ্রি | ৩.৫ ডিগ্রি | সাড়ে তিন ডিগ্রি", "3.5°"),
        ("en-IN", "5 Indian rupees | ₹5 | five rupees", "₹5"),
        ("te", "5 కి.మీ. | 5 కిలోమీటర్లు | 5km", "5km"),
        ("th", "5 กม. | 5 กิโลเมตร | 5km", "5km"),
        ("ro", "5.000 de lei | 5000 lei | 5.000 RON", "RON5000"),
        ("ro", "50 de kilograme | 50 kg", "50kg"),
        ("hu", "2024. május 5 | 2024-05-05 | 2024. máj. 5", "2024-05-05"),
        ("ko", "2024년 5월 5일 | 2024년5월5일 | 2024-05-05", "2024-05-05"),
        ("zh", "2024 年 5 月 5 日 | 2024年5月5日", "2024-05-05"),
        ("pt-BR", "3 de novembro de 2008 | 3 de nov. de 2008", "2008-11-03"),
        ("ur", "8 دسمبر، 1957 | 1957-12-08", "1957-12-08"),
        ("he", "2 ביוני 1951 | 1951-06-02", "1951-06-02"),
        ("da", "02.18 | 2:18", "2:18"),
        ("ar", "١٬٠٠٠٫٥ | 1,000.5", "1000.5"),
    ],
)
def test_spellings_of_one_number(language, texts, value):
    for text in texts.split(" | "):
        words = words_of(text)
        assert [(run.end - run.start, run.value) for run in number_runs(words, language)] == [(len(words), value)]
