"""Consent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.consent import ConsentStatus, Purpose, check_purposes
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_consent


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


@given(st.lists(st.sampled_from([*Purpose, "record", "publish", "sell", ""])))
def test_purposes_are_known_and_at_least_one(names):
    if names and set(names) <= {"record", "publish"}:
        assert check_purposes(names) == {Purpose(name) for name in names}
        assert a_consent(purposes=names).purposes == {Purpose(name) for name in names}
    else:
        with pytest.raises(Invalid) as error:
            check_purposes(names)
        assert error.value.code == "purpose_invalid"
