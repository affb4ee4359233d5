"""What every repository of speakers and of consents must keep."""

import pytest

from shrutik_core.people.consent import Purpose
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_collection, a_consent, a_contributor, a_speaker, an_instant
from shrutik_core.testing.contracts.base import StoreContract, walk
from shrutik_core.testing.scenes import keep


class SpeakersContract(StoreContract):
    """Voices."""

    def test_a_voice_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        own = a_speaker(8, contributor=a_contributor(1).id, traits={"age": "twenties", "dialect": "চাটগাঁইয়া"})
        keep(stage, own, a_speaker(9))
        with stage() as work:
            assert work.speakers.find(own.id) == own
            assert work.speakers.find(a_speaker(9).id) == a_speaker(9)
            assert work.speakers.find(a_speaker(10).id) is None

    def test_saving_changes_what_goes_out(self, stage: UnitsOfWork) -> None:
        for allowed in (["age", "region"], [], None):
            with stage() as work:
                work.speakers.save(a_speaker(1, traits_in_releases=allowed))
                work.commit()
            with stage() as work:
                found = work.speakers.find(a_speaker(1).id)
                assert found is not None
                assert found.traits_in_releases == (None if allowed is None else set(allowed))

    def test_saving_changes_the_traits(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.speakers.save(a_speaker(1, traits={"region": "Sylhet"}))
            work.commit()
        with stage() as work:
            assert work.speakers.find(a_speaker(1).id) == a_speaker(1, traits={"region": "Sylhet"})

    def test_a_synthetic_voice_is_kept_as_one_from_the_first_or_later(self, stage: UnitsOfWork) -> None:
        keep(stage, a_speaker(8, synthetic=True))
        with stage() as work:
            work.speakers.save(a_speaker(1, synthetic=True))
            work.commit()
        with stage() as work:
            found = [work.speakers.find(a_speaker(number).id) for number in (8, 1)]
        assert found == [a_speaker(8, synthetic=True), a_speaker(1, synthetic=True)]

    def test_saving_what_is_not_there_is_missing(self, units: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, units() as work:
            work.speakers.save(a_speaker())
        assert error.value.code == "speaker_missing"


class ConsentsContract(StoreContract):
    """Agreements."""

    def test_a_consent_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        consent = a_consent(purposes=["record"], version="2026-11")
        keep(stage, consent)
        with stage() as work:
            assert work.consents.latest(consent.speaker, consent.collection) == consent

    def test_what_was_shown_is_kept_beside_it(self, stage: UnitsOfWork) -> None:
        given = a_consent(1, language="sat-Olck", text_hash="0f" * 32)
        withdrawn, rest = given.narrow(Purpose.CONTACT, a_consent(2).id, an_instant(60))
        assert rest is not None
        keep(stage, withdrawn, rest)
        with stage() as work:
            assert work.consents.latest(given.speaker, given.collection) == rest
            assert work.consents.page(given.speaker, PageRequest()).items == (rest, withdrawn)

    def test_who_obtained_it_elsewhere_is_kept_with_it_and_with_what_is_left_of_it(self, stage: UnitsOfWork) -> None:
        given = a_consent(1, statement="Asked by the radio's team in 2024; signed forms are in its archive.")
        withdrawn, rest = given.narrow(Purpose.CONTACT, a_consent(2).id, an_instant(60))
        keep(stage, withdrawn, *([rest] if rest else []))
        with stage() as work:
            assert [one.statement for one in work.consents.page(given.speaker, PageRequest()).items] == [
                given.statement,
                given.statement,
            ]

    def test_people_are_those_whose_latest_consent_stands(self, stage: UnitsOfWork) -> None:
        keep(
            stage,
            a_speaker(8),
            a_consent(9, speaker=a_speaker(8).id),
            a_consent(1),
            a_consent(2, given_at=an_instant(50)),
        )
        earlier = a_consent(3, speaker=a_speaker(2).id)
        later = a_consent(4, speaker=a_speaker(2).id, given_at=an_instant(50)).withdraw(an_instant(60))
        keep(stage, earlier, later, a_consent(5, speaker=a_speaker(3).id, collection=a_collection(2).id))
        with stage() as work:
            assert list(work.consents.people(a_collection(1).id)) == [a_contributor(1).id]
            assert list(work.consents.people(a_collection(2).id)) == [a_contributor(3).id]

    def test_a_version_was_agreed_to_by_whoever_and_whatever_became_of_it(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent(1, version="2").withdraw(an_instant(60)), a_consent(2, speaker=a_speaker(2).id))
        with stage() as work:
            asked = [work.consents.agreed_to(a_collection(1).id, version) for version in ("1", "2", "3")]
            assert asked == [True, True, False]
            assert not work.consents.agreed_to(a_collection(2).id, "1")

    def test_each_speaker_and_collection_has_its_own(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent(1), a_consent(2, collection=a_collection(2).id), a_consent(3, speaker=a_speaker(2).id))
        with stage() as work:
            assert work.consents.latest(a_speaker(1).id, a_collection(1).id) == a_consent(1)
            assert work.consents.latest(a_speaker(2).id, a_collection(2).id) is None

    def test_a_later_one_replaces_an_earlier(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent(1), a_consent(2, purposes=[Purpose.RECORD]))
        with stage() as work:
            assert work.consents.latest(a_speaker(1).id, a_collection(1).id) == a_consent(2, purposes=[Purpose.RECORD])

    def test_the_latest_counts_even_if_withdrawn(self, stage: UnitsOfWork) -> None:
        keep(stage, a_consent(1), a_consent(2))
        withdrawn = a_consent(2).withdraw(an_instant(60))
        with stage() as work:
            work.consents.save(withdrawn)
            work.commit()
        with stage() as work:
            assert work.consents.latest(a_speaker(1).id, a_collection(1).id) == withdrawn

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.consents.save(a_consent())
        assert error.value.code == "consent_missing"

    def test_pages_hold_one_speakers_newest_first(self, stage: UnitsOfWork) -> None:
        keep(stage, *[a_consent(number) for number in range(1, 6)], a_consent(6, speaker=a_speaker(2).id))
        with stage() as work:
            found = walk(lambda request: work.consents.page(a_speaker(1).id, request))
        assert found == [a_consent(number) for number in (5, 4, 3, 2, 1)]
