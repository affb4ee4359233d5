"""A platform that sends letters, and whose they are."""

import attrs
import regex

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.use_cases.people.register import Registration
from use_cases_scene import PlatformScene

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
