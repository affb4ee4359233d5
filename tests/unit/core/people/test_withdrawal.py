"""Withdrawals: one thing at a time, undone up to an instant, deleted from it on."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.consent import Purpose
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.withdrawal import UNDO_TIME, WithdrawalKind, WithdrawalStatus, WithdrawalSubject
from shrutik_core.recordings.recording import RECORDING_LIFE, RecordingStatus
from shrutik_core.shared.errors import Conflict, Invalid, Refused
from shrutik_core.testing.builders import a_collection, a_contributor, a_recording, a_withdrawal, an_instant

RECORDING, COLLECTION = a_recording(1).id, a_collection(1).id


@given(st.sampled_from([None, RECORDING]), st.sampled_from([None, COLLECTION]), st.sampled_from([None, *Purpose]))
def test_a_withdrawal_is_of_one_thing(recording, collection, purpose):
    named = (recording is not None, collection is not None, purpose is not None)
    kinds = {
        (True, False, False): WithdrawalKind.RECORDING,
        (False, True, True): WithdrawalKind.PURPOSE,
        (False, False, False): WithdrawalKind.ACCOUNT,
    }
    if named in kinds:
        assert WithdrawalSubject(recording, collection, purpose).kind is kinds[named]
    else:
        with pytest.raises(Invalid) as caught:
            WithdrawalSubject(recording, collection, purpose)
        assert caught.value.code == "withdrawal_invalid"


@pytest.mark.parametrize(
    ("subject", "held"),
    [
        (WithdrawalSubject(recording=RECORDING), (True, False, False)),
        (WithdrawalSubject(collection=COLLECTION, purpose=Purpose.RECORD), (True, True, False)),
        (WithdrawalSubject(collection=COLLECTION, purpose=Purpose.PUBLISH), (False, False, False)),
        (WithdrawalSubject(), (True, True, True)),
    ],
)
def test_what_is_taken_back_with_it(subject, held):
    others = a_recording(2).id, a_collection(2).id
    places = ((RECORDING, COLLECTION), (others[0], COLLECTION), (others[0], others[1]))
    assert tuple(subject.holds(*place) for place in places) == held


def test_it_is_undone_up_to_its_last_instant_and_not_at_it():
    withdrawal = a_withdrawal(1)
    last = withdrawal.undo_until - timedelta(microseconds=1)
    assert withdrawal.undo(last).status is WithdrawalStatus.UNDONE
    for late in (withdrawal, withdrawal.begin(), withdrawal.begin().finish(last)):
        with pytest.raises(Conflict) as caught:
            late.undo(withdrawal.undo_until)
        assert caught.value.code == "withdrawal_final"
    with pytest.raises(Conflict) as caught:
        withdrawal.undo(last).undo(last)
    assert caught.value.code == "withdrawal_undone"
    assert timedelta(hours=72) == UNDO_TIME


def test_the_deletion_begins_again_where_it_was_broken_off_and_ends_once():
    erasing = a_withdrawal(1).begin()
    assert erasing.begin() == erasing
    done = erasing.finish(an_instant(9))
    assert (done.status, done.ended_at, done.standing) == (WithdrawalStatus.DONE, an_instant(9), True)
    for act in (done.begin, lambda: done.finish(an_instant(9))):
        with pytest.raises(Conflict):
            act()


@given(st.sampled_from(sorted(RECORDING_LIFE.sources(RecordingStatus.WITHDRAWN))))
def test_an_undone_recording_is_as_it_was(status):
    before = a_recording(1, status=status)
    withdrawn = before.withdraw(an_instant(5))
    assert (withdrawn.status, withdrawn.withdrawn_at) == (RecordingStatus.WITHDRAWN, an_instant(5))
    assert withdrawn.restore(status, before.updated_at) == before


def test_a_tombstone_says_nothing_of_the_voice_and_is_not_brought_back():
    sent = a_recording(1, metadata={"device": "phone"}, quality={"snr_db": 3}, chunk_count=4)
    stone = sent.withdraw(an_instant(5)).erase(an_instant(6))
    kept = {"id", "collection", "speaker", "contributor", "created_at", "updated_at", "status", "withdrawn_at"}
    plain = {field.name for field in attrs.fields(type(stone)) if getattr(stone, field.name)}
    assert plain - {"audio"} == kept
    assert stone.erased
    assert not stone.audio.sha256
    for act in (
        lambda: stone.restore(RecordingStatus.CHUNKED, an_instant(7)),
        lambda: sent.erase(an_instant(7)),
        lambda: sent.restore(RecordingStatus.CHUNKED, an_instant(7)),
    ):
        with pytest.raises(Conflict):
            act()


def test_only_an_erased_account_has_no_name():
    stone = a_contributor(1, withdrawn_at=an_instant(5)).erase()
    assert (stone.name, stone.email, stone.password_hash, stone.status) == ("", None, None, ContributorStatus.ERASED)
    with pytest.raises(Invalid) as caught:
        a_contributor(1, name="")
    assert caught.value.code == "name_invalid"
    with pytest.raises(Conflict):
        stone.erase()


def test_who_has_withdrawn_the_account_does_not_go_on():
    a_contributor(1).check_stays()
    with pytest.raises(Refused) as caught:
        a_contributor(1, withdrawn_at=an_instant(5)).check_stays()
    assert caught.value.code == "account_withdrawn"
