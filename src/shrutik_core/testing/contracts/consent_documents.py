"""What every repository of consent documents must keep."""

import attrs
import pytest

from shrutik_core.collections.collection import ConsentText
from shrutik_core.people.consent import Purpose
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.testing.builders import a_collection
from shrutik_core.testing.consent_builders import a_consent_document, a_spoken_form
from shrutik_core.testing.contracts.base import StoreContract, at_once
from shrutik_core.testing.scenes import keep

BN, FAR = a_collection(1).id, a_collection(2).id


class ConsentDocumentsContract(StoreContract):
    """Consent documents."""

    def test_a_document_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        document = a_consent_document(
            2,
            version="2026-11 ২",
            language="sat-Olck",
            texts={"sat-Olck": "ᱦᱮᱸ", "bn": 'হ্যাঁ\n\n"ঠিক"', "en": "Yes"},
            purposes=Purpose,
            licence="CC-BY-4.0",
            replaces=True,
            spoken={"bn": a_spoken_form(1), "sat-Olck": a_spoken_form(2)},
        )
        keep(stage, document)
        with stage() as work:
            (found,) = work.consent_documents.of_collection(BN)
            assert found == document
            assert found.hash == document.hash

    def test_versions_are_those_of_one_collection_the_latest_first(self, stage: UnitsOfWork) -> None:
        versions = [a_consent_document(number) for number in (1, 3, 2)]
        keep(stage, *versions, a_consent_document(4, collection=FAR))
        with stage() as work:
            assert [one.number for one in work.consent_documents.of_collection(BN)] == [3, 2, 1]
            assert [one.number for one in work.consent_documents.of_collection(FAR)] == [4]
            assert work.consent_documents.of_collection(a_collection(3).id) == ()

    def test_a_version_and_a_number_are_taken_once_in_a_collection(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent_document(1), a_consent_document(9, collection=FAR, version="1"))
        for taken in (a_consent_document(2, version="1"), attrs.evolve(a_consent_document(2), number=1)):
            with pytest.raises(Conflict) as error:
                keep(stage, taken)
            assert error.value.code == "consent_version_taken"
        with stage() as work:
            assert work.consent_documents.of_collection(BN) == (a_consent_document(1),)

    def test_saving_keeps_spoken_forms_and_nothing_else(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent_document(1), a_consent_document(2))
        reworded = a_consent_document(1, texts={"bn": "না"}, licence="other", purposes=[Purpose.RECORD], replaces=True)
        with stage() as work:
            work.consent_documents.save(reworded.speak("bn", a_spoken_form(1)))
            work.consent_documents.save(a_consent_document(1).speak("bn", a_spoken_form(2)))
            work.commit()
        with stage() as work:
            spoken = a_consent_document(1).speak("bn", a_spoken_form(2))
            assert work.consent_documents.of_collection(BN) == (a_consent_document(2), spoken)

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.consent_documents.save(a_consent_document())
        assert error.value.code == "consent_document_missing"

    def test_in_force_is_the_version_that_a_collection_names(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent_document(1), a_consent_document(2), a_consent_document(3, collection=FAR, version="1"))
        second = a_collection(1, consent=ConsentText("2", "another text"))
        gone = a_collection(2, consent=ConsentText("0", "of no document"))
        with stage() as work:
            documents = work.consent_documents
            assert documents.in_force([]) == {}
            assert documents.in_force([a_collection(1)]) == {BN: a_consent_document(1)}
            assert documents.in_force(iter([second, gone, a_collection(3)])) == {BN: a_consent_document(2)}
            assert documents.in_force([second, a_collection(2)]) == {
                BN: a_consent_document(2),
                FAR: a_consent_document(3, collection=FAR, version="1"),
            }

    def test_of_two_who_publish_a_version_at_once_one_does(self, stage: UnitsOfWork) -> None:
        def publish(number: int) -> str:
            try:
                keep(stage, a_consent_document(number, version="2"))
            except Conflict as error:
                return error.code
            return "published"

        assert sorted(at_once(lambda: publish(1), lambda: publish(2))) == ["consent_version_taken", "published"]
