"""Letters: what each leads to, once, soon; and what is the same whether an address has an account or not."""

from datetime import timedelta

import attrs
import pytest

from letters_scene import MINA, OTHER, TOKEN, Post
from shrutik_core.notices.letter import LetterKind
from shrutik_core.notices.letter_words import PAGES, WORDS, worded
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.people.register import Registration
from shrutik_memory.notices import MemoryNoticePost
from use_cases_scene import PlatformScene, code


@pytest.fixture
def post():
    made = Post()
    made.work()
    made.mina = made.platform.register().publicly(MINA)
    return made


def test_a_new_address_is_verified_by_its_letter_once(post):
    token = post.secret()
    assert post.now().email_verified_at is None
    post.platform.verify_email()(token)
    assert post.now().email_verified_at == post.installation.clock.now()
    assert code(lambda: post.platform.verify_email()(token)) == "one_time_token_invalid"
    post.platform.verify_email().again(post.mina.actor)
    assert post.work() == []


def test_the_newest_letter_alone_is_good(post):
    first = post.secret()
    post.platform.verify_email().again(post.mina.actor)
    second = post.secret()
    assert code(lambda: post.platform.verify_email()(first)) == "one_time_token_invalid"
    post.platform.verify_email()(second)


@pytest.mark.parametrize(("seconds", "good"), [(3_599, True), (3_600, False)])
def test_a_secret_is_good_for_an_hour(post, seconds, good):
    post.secret()
    post.platform.reset_password().ask("mina@example.org")
    token = post.secret()
    post.installation.clock.advance(timedelta(seconds=seconds))
    act = lambda: post.platform.reset_password()(token, OTHER)  # noqa: E731 - called in two ways
    if good:
        act()
    else:
        assert code(act) == "one_time_token_invalid"


def test_a_letter_for_an_address_without_an_account_is_dropped_by_its_job(post):
    post.work()
    post.platform.reset_password().ask("nobody@example.org")
    with post.platform.units_of_work()() as uow:
        (job,) = uow.jobs.page(PageRequest(1)).items
    assert (job.kind, job.status) == (JobKind.SEND_LETTER, JobStatus.WAITING)
    assert post.work() == []
    with post.platform.units_of_work()() as uow:
        assert uow.letters.find(job.subject) is None


def test_whoever_registers_with_a_taken_address_learns_nothing_and_the_holder_hears_of_it(post):
    post.work()
    again = post.platform.register().publicly(attrs.evolve(MINA, email="MINA@example.org", password=OTHER, name="M"))
    assert (again.email, again.name) == ("mina@example.org", "M")
    assert (again.role, again.status) == (post.mina.role, post.mina.status)
    assert again.id != post.mina.id
    (mail,) = post.work()
    assert (mail.to, mail.subject) == ("mina@example.org", "You already have an account")
    assert "Hello Mina," in mail.plain
    assert code(lambda: post.platform.log_in()("mina@example.org", OTHER)) == "credentials_invalid"
    assert post.platform.log_in()("mina@example.org", "a long password")


def test_a_new_address_counts_once_it_is_confirmed(post):
    post.secret()
    change = post.platform.change_email()
    assert code(lambda: change(post.mina.actor, "new@example.org", "a wrong one")) == "password_wrong"
    change(post.mina.actor, "New@Example.org", "a long password")
    letters = post.work()
    assert {mail.to for mail in letters} == {"new@example.org", "mina@example.org"}
    assert post.now().email == "mina@example.org"
    (token,) = [found for mail in letters for found in TOKEN.findall(mail.plain)]
    post.platform.verify_email()(token)
    assert (post.now().email, post.now().email_verified_at) == ("new@example.org", post.installation.clock.now())
    assert [mail.to for mail in post.work()] == ["mina@example.org"]


def test_a_secret_for_the_address_before_is_good_for_nothing(post):
    post.secret()
    post.platform.reset_password().ask("mina@example.org")
    old = post.secret()
    post.platform.change_email()(post.mina.actor, "new@example.org", "a long password")
    post.platform.verify_email()(post.secret())
    assert code(lambda: post.platform.reset_password()(old, OTHER)) == "one_time_token_invalid"


def test_whoever_changes_to_a_taken_address_learns_nothing_and_its_holder_hears_of_it(post):
    post.platform.register()(Registration("other@example.org", "a long password", "Other"))
    post.work()
    post.platform.change_email()(post.mina.actor, "other@example.org", "a long password")
    told = {(mail.to, mail.subject) for mail in post.work()}
    assert ("other@example.org", "You already have an account") in told
    assert not [subject for _, subject in told if "confirm" in subject]
    assert post.now().email == "mina@example.org"


def test_an_address_that_was_taken_meanwhile_is_not_taken_over(post):
    post.secret()
    post.platform.change_email()(post.mina.actor, "new@example.org", "a long password")
    token = post.secret()
    post.platform.register()(Registration("new@example.org", "a long password", "Quick"))
    assert code(lambda: post.platform.verify_email()(token)) == "email_taken"
    assert post.now().email == "mina@example.org"


def test_secrets_serve_one_purpose(post):
    verify = post.secret()
    assert code(lambda: post.platform.reset_password()(verify, OTHER)) == "one_time_token_invalid"
    post.platform.reset_password().ask("mina@example.org")
    reset = post.secret()
    assert code(lambda: post.platform.verify_email()(reset)) == "one_time_token_invalid"
    for text in ("", "x", "\ud800"):
        assert code(lambda text=text: post.platform.verify_email()(text)) == "one_time_token_invalid"
        assert code(lambda text=text: post.platform.reset_password()(text, OTHER)) == "one_time_token_invalid"


def test_a_disabled_account_gets_no_letter_and_its_secrets_are_good_for_nothing(post):
    token = post.secret()
    post.platform.manage_people().set_active(None, "mina@example.org", active=False)
    assert code(lambda: post.platform.verify_email()(token)) == "one_time_token_invalid"
    post.platform.reset_password().ask("mina@example.org")
    assert post.work() == []


def test_a_letter_waits_until_mail_goes_out_again(post):
    mailer = post.installation.mailer
    mailer.broken = True
    assert post.work() == []
    mailer.broken = False
    post.installation.clock.advance(timedelta(minutes=1))
    token = post.secret()
    post.platform.verify_email()(token)


def test_a_letter_that_is_refused_for_good_is_a_dead_job_that_can_be_retried(post):
    mailer = post.installation.mailer
    mailer.refused.add("mina@example.org")
    assert post.work() == []
    with post.platform.units_of_work()() as uow:
        (job,) = uow.jobs.page(PageRequest(1), status=JobStatus.DEAD).items
    assert job.error.startswith("mail_refused")
    mailer.refused.clear()
    post.platform.manage_jobs().retry(None, job.id)
    assert post.secret()


def test_a_letter_without_notices_leaves_their_post_alone(post, monkeypatch):
    removed = []
    monkeypatch.setattr(MemoryNoticePost, "remove", lambda _, letter: removed.append(letter))
    assert post.secret()
    post.platform.reset_password().ask("nobody@example.org")
    assert post.work() == []
    assert removed == []


def test_without_mail_nothing_is_written_and_an_address_counts_at_once():
    scene = PlatformScene()
    mina = scene.platform.register().publicly(MINA)
    scene.platform.reset_password().ask("mina@example.org")
    scene.platform.change_email()(mina.actor, "new@example.org", "a long password")
    with scene.platform.units_of_work()() as uow:
        assert uow.jobs.page(PageRequest(1)).items == ()
        assert uow.contributors.find(mina.id).email == "new@example.org"


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", WORDS["en"])
def test_every_letter_has_words_in_every_language(language, kind):
    secret = "s3cret" if kind in PAGES else ""
    said = worded(kind, f"{language}-BD", "<মিনা> {link}", "https://x.org", secret, timedelta(hours=1))
    assert said.language == language
    assert "\n" not in said.subject
    assert "<মিনা> {link}" in said.plain
    assert "&lt;মিনা&gt; {link}" in said.html
    assert "<মিনা>" not in said.html
    assert ("https://x.org/" + PAGES[kind] + "#token=s3cret" in said.plain) if secret else "token" not in said.plain


def test_a_language_without_words_has_english():
    assert worded(LetterKind.VERIFY_EMAIL, "sw", "A", "https://x.org", "s", timedelta(hours=24)).language == "en"
