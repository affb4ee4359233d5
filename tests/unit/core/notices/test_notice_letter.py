"""Letters of notices: one notice or many, in the reader's language, with what to do next and how to end them."""

import pytest

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.notice_letter import MOST_IN_A_LETTER, Reader, word_notices
from shrutik_core.shared.ids import NoticeId
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.testing.people import a_contributor

SITE = "https://x.org"


def some(count, **facts):
    kind, whose = NoticeKind.RECORDING_REFUSED, a_contributor(1).id
    facts = {"recording": "7", **facts}
    return [Notice(NoticeId(an_id(one)), whose, kind, an_instant(one), facts) for one in range(1, count + 1)]


def test_one_notice_is_its_own_subject_and_leads_to_what_to_do():
    said = word_notices(some(1, advice="Speak up."), Reader("Mina", "en-GB", SITE, f"{SITE}/stop#x"))
    assert said.subject == "A recording of yours could not be used. Speak up."
    assert said.language == "en"
    for text in ("Hello Mina,", "Speak up.", f"{SITE}/mine/recordings/7", f"{SITE}/account/notices", f"{SITE}/stop#x"):
        assert text in said.plain
        assert text in said.html


def test_a_long_subject_ends_at_a_word():
    said = word_notices(some(1, advice="word " * 40), Reader("Mina", "en", SITE))
    assert said.subject.endswith(" word…")
    assert len(said.subject) <= 70
    assert "No more letters" not in said.plain


@pytest.mark.parametrize(("count", "more"), [(MOST_IN_A_LETTER, False), (MOST_IN_A_LETTER + 2, True)])
def test_many_are_counted(count, more):
    said = word_notices(some(count), Reader("মিনা", "bn-BD", SITE))
    assert said.subject == {30: "আপনার অ্যাকাউন্ট ও কণ্ঠ নিয়ে ৩০টি খবর", 32: "আপনার অ্যাকাউন্ট ও কণ্ঠ নিয়ে ৩২টি খবর"}[count]
    assert said.plain.count("/mine/recordings/7") == MOST_IN_A_LETTER
    assert ("আরও ২টি" in said.plain) == (f"{SITE}/mine/notices" in said.plain) == more


def test_what_people_wrote_is_no_markup_and_no_place_for_a_fact():
    said = word_notices(some(1, advice="<b>{name}</b>"), Reader("<i>{more}</i>", "en", SITE))
    assert "<b>{name}</b>" in said.plain
    assert "<i>{more}</i>" in said.plain
    assert "<b>" not in said.html
    assert "<i>" not in said.html
    assert "&lt;b&gt;{name}&lt;/b&gt;" in said.html


def test_a_subject_is_one_line():
    assert "\n" not in word_notices(some(1, advice="a\nb\r\nc"), Reader("Mina", "en", SITE)).subject
