"""Speakers of corpora, the names of corpora, the terms that are stated, and paths that stay inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.corpora.places import path_within
from shrutik_core.corpora.speakers import LONGEST_CORPUS_NAME, check_corpus_name, same_language, speaker_name
from shrutik_core.corpora.terms import BroughtTerms
from shrutik_core.corpora.utterance import LONGEST_LABEL, BroughtUtterance, LinePlace
from shrutik_core.people.consent import LONGEST_STATEMENT
from shrutik_core.people.names import LONGEST_NAME, check_name
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing.builders import a_collection

AGREED = ConsentAnswer("1", ["record"])
LABELS = st.text(max_size=200) | st.from_regex(r"#?[0-9a-f]{24}", fullmatch=True)


@pytest.mark.property
@given(LABELS, LABELS)
def test_every_label_has_a_name_that_a_speaker_can_have_and_no_other_label_has_it(one, other):
    name = speaker_name("cv 17", one)
    assert check_name(name) == name
    assert len(name) <= LONGEST_NAME
    assert (name == speaker_name("cv 17", other)) == (one == other)


def test_a_label_is_shown_as_it_is_if_it_can_be():
    assert speaker_name("lj", "Linda") == "lj/Linda"
    assert speaker_name("cv", "a" * 128).startswith("cv/#")
    assert speaker_name("cv", "a" * (LONGEST_NAME - 3)) == "cv/" + "a" * (LONGEST_NAME - 3)


@pytest.mark.parametrize("name", ["", " ", "a/b", "a\nb", "c" * (LONGEST_CORPUS_NAME + 1)])
def test_a_corpus_has_a_short_name(name):
    with pytest.raises(Invalid) as error:
        check_corpus_name(name)
    assert error.value.code == "corpus_name_invalid"


def test_the_longest_name_of_a_corpus_is_one():
    assert check_corpus_name(" " + "c" * LONGEST_CORPUS_NAME) == "c" * LONGEST_CORPUS_NAME


@pytest.mark.property
@given(st.text(st.sampled_from("ab./\\ \x00"), max_size=12))
def test_a_path_that_is_taken_never_leads_out(path):
    try:
        found = path_within(path)
    except Invalid as error:
        assert error.code == "path_outside"
        return
    assert found
    assert not found.startswith("/")
    assert ".." not in found.split("/")
    assert path_within(found) == found


def test_the_licence_is_that_of_the_collection():
    BroughtTerms("CC0-1.0", AGREED, "Signed forms").check(a_collection(licence="CC0-1.0"))
    with pytest.raises(Conflict) as error:
        BroughtTerms("CC-BY-4.0", AGREED, "Signed forms").check(a_collection(licence="CC0-1.0"))
    assert error.value.code == "licence_differs"


def test_how_consent_was_obtained_is_said_in_up_to_2000_characters():
    assert BroughtTerms("CC0-1.0", AGREED, "x" * LONGEST_STATEMENT).statement == "x" * LONGEST_STATEMENT
    for statement in ("", "  ", "x" * (LONGEST_STATEMENT + 1)):
        with pytest.raises(Invalid) as error:
            BroughtTerms("CC0-1.0", AGREED, statement)
        assert error.value.code == "consent_statement_invalid"


def test_a_label_has_a_length_that_can_be_kept():
    place = LinePlace("x.csv", 1)
    assert BroughtUtterance(place=place, audio="a", id="b" * LONGEST_LABEL).name == "b" * LONGEST_LABEL
    with pytest.raises(Invalid):
        BroughtUtterance(place=place, audio="a", speaker="b" * (LONGEST_LABEL + 1))


def test_languages_are_the_same_whatever_script_and_region_are_said():
    assert same_language("bn-BD", "bn")
    assert not same_language("bn", "en")
