"""A person with a verified address, who is told what a test says and is mailed it."""

from datetime import timedelta

import attrs

from letters_scene import Post
from shrutik_core.notices.catalogue import Channel
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.people.register import Registration
from shrutik_core.use_cases.steps.notifying import add_notice


@attrs.define
class Told(Post):
    """The same with a person whose address is verified, and who is told what a test says."""

    def __attrs_post_init__(self):
        super().__attrs_post_init__()
        self.mina = self.platform.register()(Registration("mina@example.org", "a long password", "Mina"))
        self.verified(self.mina)
        self.work()

    def verified(self, person):
        with self.platform.units_of_work()() as uow:
            found = uow.contributors.find(person.id)
            uow.contributors.save(attrs.evolve(found, email_verified_at=self.installation.clock.now()))
            uow.commit()

    def tell(self, kind=NoticeKind.RECORDING_REFUSED, cause="", person=None, **facts):
        with self.platform.units_of_work()() as uow:
            whose = (person or self.mina).id
            add_notice(uow, self.platform.ids(), self.installation.clock.now(), whose, kind, cause=cause, **facts)
            uow.commit()

    def choose(self, **kinds):
        changes = {NoticeKind(kind): Channel(channel) for kind, channel in kinds.items()}
        return self.platform.choose_notices().choose(self.mina.actor, changes)

    def mailed(self):
        """What a run and the jobs after it send."""
        self.platform.mail_notices()()
        return self.work()

    def wait(self, **time):
        self.installation.clock.advance(timedelta(**time))

    def on_the_page(self):
        return self.platform.read_notices().list(self.mina.actor, PageRequest(100)).items
