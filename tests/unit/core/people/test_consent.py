"""Consent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.consent import PUBLISHING, ConsentStatus, Purpose, check_purposes
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.shared.ids import ConsentId
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_consent, an_id


@given(strategies.consents(), st.sampled_from(Purpose), st.sampled_from(["1", "2"]))
def test_a_consent_covers_what_was_agreed_in_this_wording_while_it_stands(consent, purpose, version):
    stands = consent.status is ConsentStatus.GIVEN
    assert stands == (consent.withdrawn_at is None)
    assert consent.covers(purpose, version) == (stands and purpose in consent.purposes and consent.version == version)


@given(strategies.consents(), strategies.instants(), st.sampled_from(Purpose))
def test_a_consent_is_withdrawn_once_and_covers_nothing_then(consent, now, purpose):
    if consent.status is ConsentStatus.WITHDRAWN:
        with pytest.raises(Conflict) as error:
            consent.withdraw(now)
        assert error.value.code == "consent_withdrawn"
        return
    withdrawn = consent.withdraw(now)
    assert withdrawn.withdrawn_at == now
    assert not withdrawn.covers(purpose, consent.version)
    assert withdrawn.purposes == consent.purposes


@given(st.lists(st.sampled_from([*Purpose, "record", "publish", "contact", "sell", ""])))
def test_purposes_are_known_and_at_least_one(names):
    if names and set(names) <= {"record", "publish", "contact"}:
        assert check_purposes(names) == {Purpose(name) for name in names}
        assert a_consent(purposes=names).purposes == {Purpose(name) for name in names}
    else:
        with pytest.raises(Invalid) as error:
            check_purposes(names)
        assert error.value.code == "purpose_invalid"


@given(strategies.consents())
def test_publishing_takes_a_consent_that_stands_to_record_and_to_publish(consent):
    assert consent.lets_publish == (consent.withdrawn_at is None and consent.purposes >= PUBLISHING)


@given(strategies.consents(), strategies.instants(), st.sampled_from(Purpose))
def test_a_consent_is_narrowed_by_one_purpose_and_both_are_kept(consent, now, purpose):
    rest = ConsentId(an_id(2_000, 3))
    if consent.withdrawn_at is not None or purpose not in consent.purposes:
        with pytest.raises(Conflict) as error:
            consent.narrow(purpose, rest, now)
        assert error.value.code == ("purpose_not_given" if consent.withdrawn_at is None else "consent_withdrawn")
        return
    before, after = consent.narrow(purpose, rest, now)
    assert before == consent.withdraw(now)
    if consent.purposes == {purpose}:
        assert after is None
        return
    assert (after.id, after.given_at, after.narrowed_from) == (rest, now, consent.id)
    assert after.purposes == consent.purposes - {purpose}
    assert (after.version, after.language, after.text_hash) == (consent.version, consent.language, consent.text_hash)
    assert after.covers(purpose, consent.version) is False
    assert all(after.covers(other, consent.version) for other in after.purposes)


@pytest.mark.parametrize("text_hash", ["", "a" * 63, "A" * 64, "a" * 65, "g" * 64])
def test_a_hash_is_64_hexadecimal_characters(text_hash):
    assert a_consent(text_hash="0f" * 32).text_hash == "0f" * 32
    with pytest.raises(Invalid) as error:
        a_consent(text_hash=text_hash)
    assert error.value.code == "consent_text_invalid"
