"""The words of notices: every kind in every language, each fact in its place, nothing left open."""

from string import Formatter

import pytest

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.wording import _ROLES, LOCALES, WORDS, language_of, wording
from shrutik_core.people.roles import Role
from shrutik_core.shared.ids import NoticeId
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.testing.people import a_contributor

FACTS = {
    "role": "reviewer",
    "device": "Firefox",
    "key": "laptop",
    "institution": "https://university.example.org",
    "release": "bn-read-v3",
    "waiting": 12,
    "name": "CI",
    "undo_until": "2026-12-01 09:30",
    "collection": "bn-2",
    "version": "2",
}


def a_notice(kind, **facts):
    return Notice(NoticeId(an_id(1)), a_contributor(1).id, kind, an_instant(1), facts)


def names(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_words_in_every_language_with_the_same_facts(kind):
    assert set(WORDS[kind]) == set(LOCALES)
    assert len({frozenset(names(text)) for text in WORDS[kind].values()}) == 1
    assert names(WORDS[kind]["en"]) <= set(FACTS)


@pytest.mark.parametrize("kind", NoticeKind)
def test_bangla_is_written_in_bangla_and_ends_as_a_sentence(kind):
    text = WORDS[kind]["bn"]
    assert text.endswith("।")
    letters = [letter for letter in text if letter.isalpha() and not letter.isascii()]
    assert all("\u0980" <= letter <= "\u09ff" for letter in letters)
    assert letters


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_name_in_every_language(role):
    assert set(_ROLES[role.value]) == set(LOCALES)


def test_facts_stand_in_their_places():
    notice = a_notice(NoticeKind.ROLE_CHANGED, role="reviewer")
    assert wording(notice) == "Your account now has the role of reviewer."
    assert wording(notice, "bn-BD") == "আপনার অ্যাকাউন্টের ভূমিকা এখন: যাচাইকারী।"


def test_numbers_are_written_in_the_digits_of_the_language_but_names_stay():
    begun = a_notice(NoticeKind.WITHDRAWAL_BEGUN, undo_until="2026-12-01 09:30")
    assert "২০২৬-১২-০১ ০৯:৩০" in wording(begun, "bn")
    assert "2026-12-01 09:30" in wording(begun, "en")
    asked = a_notice(NoticeKind.CONSENT_ASKED_AGAIN, collection="bn-2", version="2")
    assert "“bn-2”" in wording(asked, "bn")


def test_a_refusal_says_what_to_do_about_it_if_that_is_kept():
    advice = "Speak closer to the microphone."
    told = a_notice(NoticeKind.RECORDING_REFUSED, recording="x", advice=advice)
    assert wording(told) == f"A recording of yours could not be used. {advice}"
    assert wording(told, "bn").endswith(f"। {advice}")


def test_a_fact_that_is_missing_leaves_its_place_empty():
    assert "()" in wording(a_notice(NoticeKind.NEW_SESSION))


@pytest.mark.parametrize(("locale", "language"), [("bn-BD", "bn"), ("en-IN", "en"), ("hi", "en"), ("", "en")])
def test_a_language_without_words_is_told_in_english(locale, language):
    assert language_of(locale) == language
