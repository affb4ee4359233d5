"""Consent documents: texts by language, a hash of what was shown, and what a later version means for a consent."""

import hashlib
import json
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.collections.collection import LONGEST_TEXT, ConsentText
from shrutik_core.collections.consent_document import MOST_LANGUAGES, Agreement, may_publish
from shrutik_core.collections.consent_draft import ConsentDraft, as_draft, first_document
from shrutik_core.people.consent import PUBLISHING, Purpose
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.shared.ids import ConsentDocumentId, ConsentId
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import MORNING, a_collection, a_consent, a_speaker, an_id
from shrutik_core.testing.consent_builders import a_consent_document, a_spoken_form

DOCUMENTS = strategies.consent_documents()
TAGS = st.sampled_from(["bn", "BN-bd", "en", "sat", "sat-Olck", "hi", None])


def refused(act):
    with pytest.raises((Conflict, Invalid)) as error:
        act()
    return error.value.code


def published(draft, collection=None):
    return draft.document(ConsentDocumentId(an_id(9)), collection or a_collection(), 1, MORNING)


def agree(document, *purposes, version=None, language=None, text_hash=None):
    agreement = Agreement(version or document.version, purposes or ["record"], language, text_hash)
    return document.agree(agreement, ConsentId(an_id(7, 3)), a_speaker().id, MORNING)


@given(DOCUMENTS)
def test_the_hash_is_that_of_the_canonical_json_of_what_is_shown(document):
    for language, text in document.texts.items():
        shown = {
            "version": document.version,
            "text": text,
            "purposes": sorted(purpose.value for purpose in document.purposes),
            "licence": document.licence,
            "language": language,
            "collection": str(document.collection),
        }
        canonical = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        assert document.text_hash(language) == hashlib.sha256(canonical).hexdigest()
    assert document.hash == document.text_hash(document.language)


def test_the_hash_of_a_known_document():
    document = a_consent_document(texts={"bn": "হ্যাঁ"})
    said = (
        '{"collection":"019b8d2b-8fe8-7010-8404-040404040404","language":"bn","licence":"CC0-1.0",'
        '"purposes":["publish","record"],"text":"হ্যাঁ","version":"1"}'
    )
    assert str(document.collection) in said
    assert document.hash == hashlib.sha256(said.encode()).hexdigest()


@given(DOCUMENTS, DOCUMENTS)
def test_whoever_is_shown_something_else_has_another_hash(one, other):
    for first in one.texts:
        for second in other.texts:
            same = (first, one.texts[first], one.version, one.purposes) == (
                second,
                other.texts[second],
                other.version,
                other.purposes,
            )
            assert (one.text_hash(first) == other.text_hash(second)) == same


@given(DOCUMENTS, TAGS)
def test_the_nearest_language_is_shown_and_only_an_exact_one_is_agreed_to(document, wanted):
    shown = document.nearest(wanted)
    assert shown in document.texts
    if wanted is None:
        assert shown == document.language == document.exact(None)
        return
    try:
        assert document.exact(wanted) == shown
    except Invalid as error:
        assert error.code == "consent_language_missing"
        parent = wanted.partition("-")[0].lower()
        assert shown == (parent if parent in document.texts else document.language)


@given(DOCUMENTS, st.sets(st.sampled_from(Purpose), min_size=1), TAGS)
def test_a_consent_keeps_what_was_shown(document, purposes, language):
    try:
        consent = agree(document, *purposes, language=language)
    except Invalid as error:
        strange = language is not None and document.nearest(language).lower() != language.lower()
        assert error.code == ("consent_language_missing" if strange else "purpose_invalid")
        assert strange or not purposes <= document.purposes
        return
    assert consent.purposes == purposes <= document.purposes
    assert consent.text_hash == document.text_hash(consent.language)
    assert (consent.version, consent.collection, consent.given_at) == (document.version, document.collection, MORNING)
    assert consent.narrowed_from is None
    assert agree(document, *purposes, language=language, text_hash=consent.text_hash) == consent


def test_whoever_was_shown_something_else_has_not_agreed():
    document = a_consent_document(2, texts={"bn": "হ্যাঁ", "en": "Yes"})
    assert refused(lambda: agree(document, version="1")) == "consent_version_outdated"
    assert refused(lambda: agree(document, version="1", language="hi")) == "consent_version_outdated"
    assert refused(lambda: agree(document, text_hash="0" * 64)) == "consent_version_outdated"
    assert refused(lambda: agree(document, language="en", text_hash=document.hash)) == "consent_version_outdated"
    assert agree(document, language="en", text_hash=document.text_hash("en")).language == "en"
    assert refused(lambda: agree(document, "contact")) == "purpose_invalid"
    assert agree(a_consent_document(purposes=Purpose), "contact").purposes == {Purpose.CONTACT}


@given(strategies.consents(), st.lists(st.booleans(), min_size=1, max_size=4))
def test_an_earlier_consent_publishes_until_a_later_version_replaces_it(consent, replacing):
    documents = [a_consent_document(number, replaces=replaces) for number, replaces in enumerate(replacing, 1)]
    later = replacing[int(consent.version) :] if int(consent.version) <= len(replacing) else replacing
    expected = consent.lets_publish and not any(later)
    assert may_publish(consent, documents) == may_publish(consent, documents[::-1]) == expected


def test_a_consent_to_a_text_of_which_no_document_is_kept_publishes_until_one_replaces_it():
    consent = a_consent(version="before documents were kept")
    assert may_publish(consent, [])
    assert may_publish(consent, [a_consent_document(1)])
    assert not may_publish(consent, [a_consent_document(1), a_consent_document(2, replaces=True)])


def test_a_bare_text_is_in_the_language_of_its_collection_to_record_and_publish():
    collection = a_collection(language="sat-Olck", licence="CC-BY-4.0", consent=ConsentText("3", "Yes."))
    document = published(as_draft(collection.consent), collection)
    assert (document.language, dict(document.texts)) == ("sat-Olck", {"sat-Olck": "Yes."})
    assert (document.purposes, document.licence, document.replaces) == (PUBLISHING, "CC-BY-4.0", False)
    assert document.wording == collection.consent
    first = first_document(collection)
    assert (first.hash, first.number, first.published_at) == (document.hash, 1, collection.created_at)
    draft = ConsentDraft("1", "Yes.", purposes=Purpose)
    assert as_draft(draft) is draft


def test_a_draft_names_its_main_language_and_its_translations():
    draft = ConsentDraft("2", "Yes.", "EN", {"BN": "হ্যাঁ"}, ["record"], replaces=True)
    document = published(draft)
    assert (document.language, dict(document.texts)) == ("en", {"en": "Yes.", "bn": "হ্যাঁ"})
    assert (document.purposes, document.replaces) == ({Purpose.RECORD}, True)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (ConsentDraft("", "Yes."), "consent_text_invalid"),
        (ConsentDraft("x" * 41, "Yes."), "consent_text_invalid"),
        (ConsentDraft("1", ""), "consent_text_invalid"),
        (ConsentDraft("1", "x" * (LONGEST_TEXT + 1)), "consent_text_invalid"),
        (ConsentDraft("1", "Yes.", translations={"en": ""}), "consent_text_invalid"),
        (ConsentDraft("1", "Yes.", translations={"en": "x" * (LONGEST_TEXT + 1)}), "consent_text_invalid"),
        (ConsentDraft("1", "Yes.", translations={"BN": "Yes."}), "consent_text_invalid"),
        (ConsentDraft("1", "Yes.", translations={"en": "Yes.", "EN": "No."}), "consent_text_invalid"),
        (ConsentDraft("1", "Yes.", translations={"": "Yes."}), "language_invalid"),
        (ConsentDraft("1", "Yes.", "bengali language"), "language_invalid"),
        (ConsentDraft("1", "a\0"), "text_invalid"),
        (ConsentDraft("1\ud800", "a"), "text_invalid"),
        (ConsentDraft("1", "Yes.", translations={"en": "a\ud800"}), "text_invalid"),
        (ConsentDraft("1", "Yes.", purposes=["publish", "contact"]), "purpose_invalid"),
    ],
)
def test_what_cannot_be_a_document_is_refused(draft, code):
    assert refused(lambda: published(draft)) == code


def test_a_document_has_forty_languages_at_most():
    tags = [f"a{one}{other}" for one in "abcdefgh" for other in "abcde"]
    assert (
        len(published(ConsentDraft("1", "Yes.", translations=dict.fromkeys(tags[:39], "Yes."))).texts) == MOST_LANGUAGES
    )
    assert refused(lambda: published(ConsentDraft("1", "Yes.", translations=dict.fromkeys(tags, "Yes.")))) == (
        "consent_text_invalid"
    )


def test_only_a_text_is_read_aloud_and_its_hash_stays():
    document = a_consent_document(texts={"bn": "হ্যাঁ", "en": "Yes"})
    spoken = document.speak("en", a_spoken_form(1)).speak("bn", a_spoken_form(2)).speak("en", a_spoken_form(3))
    assert dict(spoken.spoken) == {"en": a_spoken_form(3), "bn": a_spoken_form(2)}
    assert (spoken.hash, document.spoken) == (document.hash, {})
    assert refused(lambda: document.speak("hi", a_spoken_form())) == "consent_text_invalid"


def test_versions_are_counted_from_one():
    with pytest.raises(ValueError, match="number"):
        attrs.evolve(a_consent_document(1), number=0)
    assert a_consent_document(3).published_at - a_consent_document(1).published_at == timedelta(seconds=2)
