"""How notices reach people: what is allowed, what was chosen, and when letters go out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.notices.catalogue import MAILED, RULES, Audience, Channel, KindRule, place_of
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.notices.preferences import (
    DIGEST_HOUR,
    LEAST_OFFSET,
    MOST_OFFSET,
    NoticePreferences,
    next_digest,
)
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.people import a_contributor

PERSON = a_contributor(1).id
NOW = datetime(2026, 11, 30, 1, 59, tzinfo=UTC)  # a Monday
KINDS, CHANNELS = st.sampled_from(NoticeKind), st.sampled_from(Channel)
OFFSETS = st.integers(LEAST_OFFSET, MOST_OFFSET)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - UTC is said
ANYHOW = st.builds(NoticePreferences, st.just(PERSON), st.dictionaries(KINDS, CHANNELS), st.none() | OFFSETS)
SECURITY = {
    NoticeKind.ACCOUNT_DISABLED,
    NoticeKind.ACCOUNT_ENABLED,
    NoticeKind.PASSWORD_CHANGED,
    NoticeKind.EMAIL_CHANGED,
    NoticeKind.NEW_SESSION,
    NoticeKind.REFRESH_REUSED,
    NoticeKind.KEY_MADE,
    NoticeKind.IDENTITY_LINKED,
}


def test_every_kind_has_its_rule_and_security_cannot_be_turned_off():
    assert set(RULES) == set(NoticeKind)
    assert {kind for kind, rule in RULES.items() if rule.choices == {Channel.AT_ONCE}} == SECURITY
    assert all(RULES[kind].audience is Audience.ACCOUNT and not RULES[kind].digestible for kind in SECURITY)
    assert RULES[NoticeKind.RELEASE_READY].digestible


def test_a_default_is_one_of_the_choices():
    with pytest.raises(ValueError, match="one of the choices"):
        KindRule(Audience.VOICE, Channel.OFF, frozenset({Channel.PAGE}), "/")


@given(ANYHOW, KINDS, INSTANTS)
def test_whatever_was_kept_a_kind_is_told_in_a_way_that_its_rule_allows(preferences, kind, now):
    channel, rule = preferences.channel(kind), RULES[kind]
    assert channel in rule.choices
    chosen = preferences.choices.get(kind)
    assert channel == (chosen if chosen in rule.choices else rule.default)
    mail_at = preferences.mail_at(kind, now)
    assert (mail_at is not None) == preferences.mailed(kind) == (channel in MAILED and not rule.own_letter)
    if mail_at is not None:
        assert now <= mail_at <= now + timedelta(days=7)
        assert (mail_at == now) == (channel is Channel.AT_ONCE)


@given(ANYHOW, st.dictionaries(KINDS, CHANNELS))
def test_choices_are_taken_whole_or_refused_at_each_that_is_not_allowed(preferences, changes):
    wrong = {f"choices.{kind}" for kind, channel in changes.items() if channel not in RULES[kind].choices}
    try:
        chosen = preferences.choose(changes)
    except Invalid as error:
        assert error.code == "notice_choice_invalid"
        assert {one.field for one in error.errors} == wrong != set()
    else:
        assert not wrong
        assert all(chosen.channel(kind) == changes.get(kind, preferences.channel(kind)) for kind in NoticeKind)


@given(ANYHOW, st.sets(KINDS))
def test_whoever_ends_letters_keeps_the_page_and_what_security_asks_and_may_do_it_again(preferences, kinds):
    ended = preferences.without_mail(kinds)
    for kind in NoticeKind:
        before, after = preferences.channel(kind), ended.channel(kind)
        stops = kind in kinds and RULES[kind].may_leave_mail and before in MAILED
        assert after is (Channel.PAGE if stops else before)
    assert ended.without_mail(kinds) == ended


@given(INSTANTS, OFFSETS, st.booleans())
def test_a_digest_goes_out_in_the_morning_of_the_person_once_a_period(now, offset, weekly):
    first = next_digest(now, offset, weekly=weekly)
    local = first + timedelta(minutes=offset)
    assert (local.hour, local.minute, local.second, local.microsecond) == (DIGEST_HOUR, 0, 0, 0)
    assert not weekly or local.weekday() == 0
    period = timedelta(days=7 if weekly else 1)
    assert now < first <= now + period
    assert next_digest(first, offset, weekly=weekly) == first + period
    # All that comes until then goes out with it.
    assert next_digest(first - timedelta(microseconds=1), offset, weekly=weekly) == first


@pytest.mark.parametrize(
    ("minutes", "offset", "weekly", "day", "hour"),
    [
        (0, 360, False, 30, 2),
        (1, 360, False, 1, 2),
        (0, 360, True, 30, 2),
        (1, 360, True, 7, 2),
        (0, -300, False, 30, 13),
    ],
)
def test_dhaka_reads_its_letter_at_eight(minutes, offset, weekly, day, hour):
    found = next_digest(NOW + timedelta(minutes=minutes), offset, weekly=weekly)
    assert (found.day, found.hour) == (day, hour)


@pytest.mark.parametrize(
    ("offset", "good"),
    [(LEAST_OFFSET, True), (MOST_OFFSET, True), (LEAST_OFFSET - 1, False), (MOST_OFFSET + 1, False), (None, True)],
)
def test_no_clock_is_further_from_utc(offset, good):
    if good:
        assert NoticePreferences(PERSON, {}, offset).utc_offset == offset
    else:
        with pytest.raises(Invalid) as caught:
            NoticePreferences(PERSON, {}, offset)
        assert caught.value.code == "utc_offset_invalid"


def test_a_notice_leads_to_where_one_acts_on_it():
    assert place_of(NoticeKind.RECORDING_REFUSED, {"recording": "7"}) == "/mine/recordings/7"
    assert place_of(NoticeKind.RECORDING_REFUSED, {}) == "/"
    assert all(place_of(kind, {"recording": "7"}).startswith("/") for kind in NoticeKind)
