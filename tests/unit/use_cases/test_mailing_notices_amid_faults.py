"""Notices by mail while processes die and the mail server is away: nothing is lost, and nothing is sent for ever."""

import attrs
import pytest

from mailed_notices_scene import Told
from shrutik_core.notices.letter import LetterKind
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest


@pytest.fixture
def told():
    return Told()


class Killed(BaseException):
    """The process ends here."""


@attrs.define
class DyingMailer:
    """Hands letters over, and dies before anybody can note it."""

    mailer: object

    def send(self, mail):
        self.mailer.send(mail)
        raise Killed


def test_a_process_that_dies_once_a_letter_was_taken_sends_it_again_under_the_same_id(told):
    told.tell(NoticeKind.KEY_MADE, key="k")
    told.platform.mail_notices()()
    mailer, send = told.installation.mailer, told.platform.send_letter()
    with told.platform.units_of_work()() as uow:
        (job,) = [one for one in uow.jobs.page(PageRequest(9)).items if one.status is JobStatus.WAITING]
        assert uow.letters.find(job.subject).kind is LetterKind.NOTICES
    before = len(mailer.sent)
    with pytest.raises(Killed):
        attrs.evolve(send, mailer=DyingMailer(mailer))(job.subject)
    send(job.subject)
    first, second = mailer.sent[before:]
    assert first == second
    assert first.key == str(job.subject)
    send(job.subject)
    assert len(mailer.sent) == before + 2, "once it was sent it is forgotten"


def test_a_process_that_dies_before_a_letter_becomes_true_loses_no_notice(told):
    told.tell(NoticeKind.KEY_MADE, key="k")

    class Dying:
        ids, open = told.platform.letterbox().ids, True

        def keep(self, uow, letter):
            told.platform.letterbox().keep(uow, letter)
            raise Killed

    with pytest.raises(Killed):
        attrs.evolve(told.platform.mail_notices(), letterbox=Dying())()
    assert told.work() == []
    assert len(told.mailed()) == 1


def test_a_letter_waits_while_the_mail_server_is_away(told):
    told.tell(NoticeKind.KEY_MADE, key="k")
    told.installation.mailer.broken = True
    assert told.mailed() == []
    told.installation.mailer.broken = False
    told.wait(minutes=1)
    assert len(told.mailed()) == 1


def test_without_mail_what_is_due_is_forgotten():
    scene = Told()
    scene.tell(NoticeKind.KEY_MADE, key="k")
    scene.wait(seconds=20)
    closed = attrs.evolve(scene.platform.letterbox(), open=False)
    assert attrs.evolve(scene.platform.mail_notices(), letterbox=closed)() == 0
    assert scene.mailed() == []
    assert len(scene.on_the_page()) == 1
