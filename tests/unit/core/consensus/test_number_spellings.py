"""Whatever spellings of their numbers people choose, what is given out was typed, and equal numbers agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate
from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_places import core_of, number_places
from shrutik_core.consensus.text.number_runs import number_runs
from shrutik_core.shared.texts import comparison_key
from unit.core.consensus.spoken_numbers import MONEY, PERCENT, grouped, in_words, native

TEMPLATES = {
    "en": ["we saw {} there", "she gave {} and then {} away", "about {}"],
    "bn": ["আমরা {} দেখেছি", "সে {} আর পরে {} দিল", "প্রায় {}"],
    "hi": ["हमने {} देखा", "उसने {} और फिर {} दिया", "लगभग {}"],
    "de": ["wir sahen {} dort", "sie gab {} und dann {} weg", "etwa {}"],
}
TO = {"en": "to", "bn": "থেকে", "hi": "से", "de": "bis"}
KILOGRAMS = {
    "en": ["kg", "kilograms", "kilos"],
    "bn": ["কেজি", "কিলোগ্রাম"],
    "hi": ["किलो", "किलोग्राम"],
    "de": ["Kilogramm"],
}
MONTHS = {
    "en": ["May", "June", "December"],
    "bn": ["মে", "জুন", "ডিসেম্বর"],
    "hi": ["मई", "जून", "दिसंबर"],
    "de": ["Mai", "Juni", "Dezember"],
}
COUNTS = st.integers(11, 10**7)


def figures(value, code):
    """How a whole number is typed in a language."""
    if code == "de":
        points = f"{value:,}".replace(",", ".")
        return [
            str(value),
            points,
            points.replace(".", "\u00a0"),
            points.replace(".", "\u202f"),
            points.replace(".", " "),
        ]
    return [str(value), grouped(value, code), native(grouped(value, code), code), in_words(value, code)]


def counts(value, code):
    return figures(value, code)


def sums(value, code):
    sign, name = MONEY.get(code, ("$", "Dollar"))
    return [form + end for form in figures(value, code) for end in (f" {name}", f" {sign}")] + [f"{sign}{value}"]


def shares(value, code):
    return [f"{value}%", *(f"{form} {PERCENT.get(code, 'Prozent')}" for form in figures(value, code))]


def weights(value, code):
    return [
        f"{value}kg",
        f"{value} kg",
        *(f"{form} {name}" for form in figures(value, code) for name in KILOGRAMS[code]),
    ]


def ranges(value, code):
    ends = [figures(value, code), figures(value + 7, code)]
    said = [f"{first} {TO[code]} {last}" for first, last in zip(*ends, strict=True)]
    return [f"{value}-{value + 7}", f"{value}–{value + 7}", f"{value} – {value + 7}", *said]


def dates(value, code):
    day, year, month = value % 28 + 1, 1900 + value % 120, value % 3
    number, name = (5, 6, 12)[month], MONTHS[code][month]
    first = f"{number}/{day}/{year}" if code == "en" else f"{day}/{number}/{year}"
    plain = f"{day} {name} {year}"
    more = {"en": [f"{name} {day}, {year}", f"{day}th of {name} {year}"], "de": [f"{day}. {name} {year}"]}
    scripts = [plain, native(plain, code)] if code in {"bn", "hi"} else [plain]
    return [*scripts, f"{year}-{number:02}-{day:02}", first, *more.get(code, [])]


KINDS = [counts, sums, shares, weights, ranges, dates]


def cores(text, language):
    """The numbers of a text as typed, without the marks that cling to them."""
    words = words_of(text)
    return [core_of(" ".join(words[run.start : run.end])) for run in number_runs(words, language)]


def bare(text, language):
    """The words of a text that are not in numbers."""
    words = number_places(language).joined(words_of(text))
    return [comparison_key(word) for word in words if not number_places(language).value_of(word)]


@pytest.mark.property
@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(TEMPLATES)), st.integers(2, 5))
def test_spellings_of_the_same_numbers_agree_and_one_of_them_is_given_out(data, code, people):
    template = data.draw(st.sampled_from(TEMPLATES[code]))
    places = [(data.draw(st.sampled_from(KINDS)), data.draw(COUNTS)) for _ in range(template.count("{}"))]
    texts = [
        template.format(*(data.draw(st.sampled_from(kind(value, code))) for kind, value in places))
        for _ in range(people)
    ]
    result = aggregate(texts, language=code)
    typed = {core for text in texts for core in cores(text, code)}
    assert "number_differs" not in result.reasons
    assert len(cores(result.text, code)) == len(places)
    assert set(cores(result.text, code)) <= typed
    assert bare(result.text, code) == bare(texts[0], code)


@pytest.mark.property
@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(TEMPLATES)), st.integers(2, 5))
def test_no_number_is_given_out_that_was_not_typed_as_a_whole(data, code, people):
    template = data.draw(st.sampled_from(TEMPLATES[code]))
    kind = data.draw(st.sampled_from(KINDS))
    texts = []
    for _ in range(people):
        fillers = [data.draw(st.sampled_from(kind(data.draw(COUNTS), code))) for _ in range(template.count("{}"))]
        texts.append(template.format(*fillers))
    given_out = set(cores(aggregate(texts, language=code).text, code))
    assert given_out <= {core for text in texts for core in cores(text, code)}
