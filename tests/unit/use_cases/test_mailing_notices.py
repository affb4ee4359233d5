"""Notices by mail: one letter for each person and period, nothing twice, nothing that was turned off."""

import attrs
import pytest

from mailed_notices_scene import Told
from shrutik_core.notices.catalogue import Channel
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.roles import Role
from shrutik_core.ports.link_signer import SignedLink
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.people.api_keys import ApiKeyWish
from shrutik_core.use_cases.people.register import Registration
from use_cases_scene import code


@pytest.fixture
def told():
    return Told()


def test_what_is_told_at_once_is_mailed_at_once_and_once(told):
    told.platform.manage_api_keys().make(told.mina.actor, ApiKeyWish("laptop", frozenset({"record"})))
    (mail,) = told.mailed()
    assert mail.to == "mina@example.org"
    assert "“laptop”" in mail.plain
    assert mail.unsubscribe == ""
    told.wait(days=9)
    assert told.mailed() == []
    assert len(told.on_the_page()) == 1


def test_a_digest_is_one_letter_a_day_and_none_if_there_is_nothing(told):
    for number in range(3):
        told.tell(cause=str(number))
    assert told.mailed() == []
    told.wait(days=1)
    (mail,) = told.mailed()
    assert mail.subject == "3 notices about your account and your voice"
    assert told.mailed() == []
    told.wait(days=1)
    assert told.mailed() == []
    told.tell()
    told.wait(days=1)
    assert len(told.mailed()) == 1


def test_a_week_and_a_day_that_end_together_are_one_letter(told):
    told.choose(release_ready="weekly")
    told.tell(NoticeKind.RELEASE_READY, release="bn-v1")
    told.tell()
    sent = []
    for _ in range(9):
        told.wait(days=1)
        sent += told.mailed()
    assert 1 <= len(sent) <= 2
    assert sum("bn-v1" in mail.plain for mail in sent) == 1
    assert sum("could not be used" in mail.plain for mail in sent) == 1


def test_a_person_is_told_once_of_a_cause(told):
    for _ in range(2):
        told.tell(cause="recording 7")
    told.wait(days=1)
    (mail,) = told.mailed()
    assert mail.subject.startswith("A recording of yours")
    assert len(told.on_the_page()) == 1


def test_what_was_read_on_the_page_is_not_mailed(told):
    told.tell()
    told.platform.read_notices().mark_read(told.mina.actor)
    told.wait(days=1)
    assert told.mailed() == []


def test_what_was_turned_off_is_neither_kept_nor_mailed(told):
    told.choose(recording_refused="off", release_ready="page")
    told.tell()
    told.tell(NoticeKind.RELEASE_READY)
    told.wait(days=8)
    assert told.mailed() == []
    assert [one.kind for one in told.on_the_page()] == [NoticeKind.RELEASE_READY]


def test_what_is_turned_off_while_it_waits_is_not_mailed(told):
    told.tell()
    told.choose(recording_refused="page")
    told.wait(days=1)
    assert told.mailed() == []
    assert len(told.on_the_page()) == 1


def test_what_is_turned_off_or_read_while_its_letter_waits_is_not_sent(told):
    told.tell()
    told.wait(days=1)
    told.platform.mail_notices()()
    told.choose(recording_refused="page")
    assert told.work() == []
    with told.platform.units_of_work()() as uow:
        (done,) = [job for job in uow.jobs.page(PageRequest(100)).items if job.status is not JobStatus.DONE] or [None]
        assert done is None


def test_whoever_has_no_verified_address_has_the_page_alone(told):
    other = told.platform.register()(Registration("other@example.org", "a long password", "Other"))
    told.work()
    told.tell(NoticeKind.KEY_MADE, person=other, key="k")
    assert told.mailed() == []
    told.verified(other)
    told.wait(days=9)
    assert told.mailed() == [], "it is old by then, and on the page"


def test_an_account_that_was_disabled_is_told_that_and_nothing_else(told):
    told.tell(NoticeKind.KEY_MADE, key="laptop")
    told.platform.manage_people().set_active(None, "mina@example.org", active=False)
    (mail,) = told.mailed()
    assert "disabled your account" in mail.plain
    assert "laptop" not in mail.plain


def test_a_letter_that_its_own_letter_tells_of_is_no_notice_by_mail(told):
    told.platform.change_password()(told.mina.actor, "a long password", "another long one")
    (mail,) = told.mailed()
    assert mail.subject == "Your account has a new password"


def test_a_letter_ends_letters_of_its_kind_without_a_log_in(told):
    told.tell()
    told.wait(days=1)
    (mail,) = told.mailed()
    path, _, query = mail.unsubscribe.removeprefix("https://shrutik.example.org").partition("?")
    assert path == "/api/v1/notices/unsubscribe/recording_refused"
    link = SignedLink(**dict(part.split("=", 1) for part in query.split("&")))
    choose = told.platform.choose_notices()
    for _ in range(2):
        choose.unsubscribe("recording_refused", link)
    chosen = choose.read(told.mina.actor).preferences
    assert chosen.channel(NoticeKind.RECORDING_REFUSED) is Channel.PAGE
    assert chosen.channel(NoticeKind.RELEASE_READY) is Channel.DAILY
    for about, shown in (
        ("all", link),
        ("release_ready", link),
        ("nothing", link),
        ("recording_refused", attrs.evolve(link, subject=str(told.admin.id))),
    ):
        assert code(lambda about=about, shown=shown: choose.unsubscribe(about, shown)) == "link_invalid"
    told.wait(days=365)
    assert code(lambda: choose.unsubscribe("recording_refused", link)) == "link_expired"


def test_a_letter_of_several_kinds_ends_all_that_may_be_ended(told):
    told.tell()
    told.tell(NoticeKind.RELEASE_READY, release="bn-v1")
    told.wait(days=1)
    (mail,) = told.mailed()
    query = dict(part.split("=", 1) for part in mail.unsubscribe.partition("?")[2].split("&"))
    assert "/account/unsubscribe#about=all&" in mail.plain
    told.platform.choose_notices().unsubscribe("all", SignedLink(**query))
    chosen = told.platform.choose_notices().read(told.mina.actor).preferences
    assert chosen.channel(NoticeKind.RELEASE_READY) is chosen.channel(NoticeKind.RECORDING_REFUSED) is Channel.PAGE
    assert chosen.channel(NoticeKind.KEY_MADE) is Channel.AT_ONCE


def test_a_new_device_is_told_of_and_the_first_is_not(told):
    log_in = told.platform.log_in()
    for agent in ("Firefox/140.0", "Firefox/141.0", "curl/8.1"):
        log_in("mina@example.org", "a long password", "192.0.2.7", agent)
    assert [(one.kind, one.facts["device"]) for one in told.on_the_page()] == [(NoticeKind.NEW_SESSION, "curl/8.1")]
    (mail,) = told.mailed()
    assert "(curl)" in mail.plain


def test_reviewers_are_asked_about_new_work_of_their_collections_once_a_day(told):
    told.collection()
    reviewer = told.person("reviewer", Role.REVIEWER)
    told.verified(reviewer)
    told.upload(told.speaker())
    told.work()
    assert told.platform.ask_reviewers()() == 0
    told.hear([("one", "সে বলল না"), ("two", "সে বলল")])
    for _ in range(2):
        assert told.platform.ask_reviewers()() == 1
    told.wait(days=1)
    (mail,) = told.mailed()
    assert mail.to == "reviewer@example.org"
    assert "“bn-read”" in mail.plain
    told.wait(days=2)
    assert told.platform.ask_reviewers()() == 0, "nobody is reminded of an old queue"
