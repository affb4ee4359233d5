"""Letters: what each leads to, once, soon; and what is the same whether an address has an account or not."""

from datetime import timedelta

import attrs
import pytest
import regex

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.notices.letter import LetterKind
from shrutik_core.notices.letter_words import PAGES, WORDS, worded
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.people.register import Registration
from use_cases_scene import PlatformScene, code

MINA = Registration("mina@example.org", "a long password", "Mina")
OTHER = "another long one"
TOKEN = regex.compile(r"#token=([\w-]+)")


@attrs.define
class Post(PlatformScene):
    """A platform that sends letters, and a person whose first letter has come."""

    installation: object = attrs.field(factory=lambda: memory_installation(sends_letters=True))
    mina: object = None

    def work(self):
        """What was sent since the last time."""
        mailer = self.installation.mailer
        before = len(mailer.sent)
        self.installation.work()
        return mailer.sent[before:]

    def secret(self):
        """The secret of the one letter that was sent since the last time."""
        (mail,) = [mail for mail in self.work() if TOKEN.search(mail.plain)]
        (token,) = TOKEN.findall(mail.plain)
        assert token in mail.html
        return token

    def now(self):
        return self.platform.manage_people().get(None, self.mina.id)


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


def test_a_forgotten_password_is_reset_and_all_sessions_end(post):
    post.secret()
    pair = post.platform.log_in()("mina@example.org", "a long password")
    post.platform.reset_password().ask(" MINA@example.org")
    token = post.secret()
    assert code(lambda: post.platform.reset_password()(token, "password")) == "password_invalid"
    assert code(lambda: post.platform.reset_password()(token, "mina@example.org")) == "password_invalid"
    post.platform.reset_password()(token, OTHER)
    assert code(lambda: post.platform.reset_password()(token, "a third long one")) == "one_time_token_invalid"
    assert code(lambda: post.platform.refresh_session()(pair.refresh, "")) == "refresh_token_invalid"
    assert code(lambda: post.platform.log_in()("mina@example.org", "a long password")) == "credentials_invalid"
    assert post.platform.log_in()("mina@example.org", OTHER)
    assert post.now().email_verified_at is not None
    assert [mail.subject for mail in post.work()] == ["Your account has a new password"]


def test_a_reset_ends_the_wait_of_those_who_were_guessed_at(post):
    post.secret()
    for _ in range(4):
        assert code(lambda: post.platform.log_in()("mina@example.org", "x")) == "credentials_invalid"
    assert code(lambda: post.platform.log_in()("mina@example.org", "x")) == "login_throttled"
    post.platform.reset_password().ask("mina@example.org")
    post.platform.reset_password()(post.secret(), OTHER)
    assert post.platform.log_in()("mina@example.org", OTHER)


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
    assert (mail.to, mail.subject) == ("mina@example.org", "You have an account already")
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
    assert ("other@example.org", "You have an account already") in told
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


def test_a_password_is_changed_by_whoever_knows_it(post):
    post.work()
    pair = post.platform.log_in()("mina@example.org", "a long password")
    change = post.platform.change_password()
    assert code(lambda: change(post.mina.actor, "a wrong one", OTHER)) == "password_wrong"
    assert code(lambda: change(post.mina.actor, None, OTHER)) == "password_wrong"
    assert code(lambda: change(post.mina.actor, "a long password", "12345678")) == "password_invalid"
    change(post.mina.actor, "a long password", OTHER)
    assert code(lambda: post.platform.identify()(pair.access.text)) == "token_invalid"
    assert code(lambda: post.platform.refresh_session()(pair.refresh, "")) == "refresh_token_invalid"
    assert post.platform.log_in()("mina@example.org", OTHER)


def test_whoever_has_a_token_and_guesses_the_password_waits(post):
    for _ in range(4):
        assert code(lambda: post.platform.change_password()(post.mina.actor, "x", OTHER)) == "password_wrong"
    assert code(lambda: post.platform.change_password()(post.mina.actor, "x", OTHER)) == "login_throttled"


def test_the_operator_gives_a_new_password(post):
    pair = post.platform.log_in()("mina@example.org", "a long password")
    post.platform.change_password().by_operator("MINA@example.org", OTHER)
    assert code(lambda: post.platform.refresh_session()(pair.refresh, "")) == "refresh_token_invalid"
    assert post.platform.log_in()("mina@example.org", OTHER)
    assert code(lambda: post.platform.change_password().by_operator("no@b.org", OTHER)) == "contributor_missing"


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


def test_without_mail_nothing_is_written_and_an_address_counts_at_once():
    scene = PlatformScene()
    mina = scene.platform.register().publicly(MINA)
    scene.platform.reset_password().ask("mina@example.org")
    scene.platform.change_email()(mina.actor, "new@example.org", "a long password")
    with scene.platform.units_of_work()() as uow:
        assert uow.jobs.page(PageRequest(1)).items == ()
        assert uow.contributors.find(mina.id).email == "new@example.org"


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", LetterKind)
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
