"""Jobs put into a store as a test needs them, and a runner of them."""

import attrs

from shrutik_core.testing.builders import a_job


@attrs.frozen
class Working:
    """Work that does what it is told, and notes what was given up."""

    act: object = lambda _: None
    given_up: list = attrs.field(factory=list)

    def __call__(self, subject):
        self.act(subject)

    def give_up(self, subject, error):
        self.given_up.append((subject, error))


def add(scene, *jobs):
    with scene.platform.units_of_work()() as uow:
        for job in jobs:
            uow.jobs.add(job)
        uow.commit()
    return jobs


def save(scene, job):
    with scene.platform.units_of_work()() as uow:
        uow.jobs.save(job)
        uow.commit()


def find(scene, job):
    with scene.platform.units_of_work()() as uow:
        return uow.jobs.find(job.id)


def due(scene, number=1):
    now = scene.installation.clock.now()
    return add(scene, a_job(number, due_at=now, created_at=now))[0]
