"""Numbers as CLDR writes them in many languages: none is given out that no vote has, and none is settled unseen."""

import pytest
from babel import Locale
from babel.core import get_global
from babel.numbers import format_compact_decimal, format_currency, format_decimal, get_territory_currencies
from babel.units import format_unit
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate
from shrutik_core.consensus.text.number_pieces import numbers_within

LANGUAGES = """
ar bn cs da de el en es fa fi fr he hi hu id it ja km ko lo mr my nl pl pt-BR ro ru sv ta te th tr uk ur vi zh
"""


def values(text, language):
    return [piece.value for piece in numbers_within(" ".join(text.split()), language)]


def plain(number, locale):
    return [str(number), format_decimal(number, locale=locale), format_decimal(number / 100, locale=locale)]


def money(number, locale):
    home = get_global("likely_subtags")[locale.language].rpartition("_")[2]
    code = get_territory_currencies(locale.territory or home)[0]
    return [
        format_currency(number, code, locale=locale),
        format_currency(number, code, locale=locale, format_type="name"),
    ]


def measures(number, locale):
    long = [format_unit(number, unit, locale=locale) for unit in ("length-kilometer", "mass-kilogram", "percent")]
    return [*long, f"{number}km", f"{number} km"]


def large(number, locale):
    return [format_compact_decimal(number * 10**6, format_type="long", locale=locale, fraction_digits=3)]


@pytest.mark.property
@settings(deadline=None)
@given(
    st.data(),
    st.sampled_from(LANGUAGES.split()),
    st.sampled_from([plain, money, measures, large]),
    st.lists(st.integers(1001, 99_999), min_size=2, max_size=4),
)
def test_votes_of_numbers_as_cldr_writes_them_give_one_that_was_typed(data, language, kind, numbers):
    locale = Locale.parse(language, sep="-")
    texts = [data.draw(st.sampled_from(kind(number, locale))) for number in numbers]
    typed = [values(text, language) for text in texts]
    result = aggregate(texts, language=language)
    assert all(len(found) == 1 for found in typed)
    assert set(values(result.text, language)) <= {value for found in typed for value in found}
    assert result.decision != "accept" or len(set(map(tuple, typed))) == 1
