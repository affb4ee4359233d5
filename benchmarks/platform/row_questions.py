"""The things whose cost `rows` measures: each does one to a site, for the next of its people."""

import itertools
from datetime import UTC, datetime, timedelta

from benchmarks.platform.many_rows import COLLECTION, FEWEST_PEOPLE
from shrutik_core.people.roles import Actor, Role
from shrutik_core.ports.leases import Borrower
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId, parse_id
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.task import TaskStatus
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer

ASKING, COUNT = 30, 5
DAYS = timedelta(days=30)
_WITHIN = CollectionId(parse_id(COLLECTION))


class Site:
    """An installation, and who asks it next.

    Attributes:
        platform: its use cases.
        units: its units of work.
        engine: of its database.
    """

    def __init__(self, installation, clips):
        self.platform, self.engine = installation.platform, installation.engine
        self.units, self.clips = self.platform.units_of_work(), clips
        self._people = itertools.cycle(range(1, min(ASKING, FEWEST_PEOPLE) + 1))
        self._middle = self._recording_in_the_middle()
        self.taken = ()

    def person(self, role=Role.CONTRIBUTOR):
        """The next of them, in a role."""
        return Actor(ContributorId(_known("8000", next(self._people))), role)

    def middle(self):
        """A request for the page in the middle of the list of recordings."""
        return PageRequest(cursor=str(self._middle))

    def a_recording(self):
        """One whose chunks may be asked for."""
        return self._middle

    def work(self, act):
        """The answer of repositories within a unit of work that only reads."""
        with self.units() as uow:
            return act(uow)

    def _recording_in_the_middle(self):
        with self.engine.connect() as connection:
            age = "SELECT min(created_at) + (max(created_at) - min(created_at)) / 2 FROM recordings"
            sql = f"SELECT id FROM recordings WHERE created_at >= ({age}) ORDER BY id LIMIT 1"
            return connection.exec_driver_sql(sql).scalar()


def _known(kind, number):
    return parse_id(f"00000000-0000-7000-{kind}-{number:012}")


def _take(site):
    actor = site.person()
    site.taken = actor, site.platform.take_tasks()(actor, "bn", COUNT)
    assert len(site.taken[1]) == COUNT, "no clips are left"


def _send(site):
    actor, lent = site.taken
    site.platform.submit_transcriptions()(actor, [Answer(one.task.id, "কাগজ খাতা গাছ নদী পাখি বই মাটি রোদ") for one in lent])


def _decide(site):
    assert site.platform.decide_due()(COUNT) == COUNT


def _voice(site):
    return SpeakerId(_known("8002", int(str(site.person().id)[-12:])))


def _own_activity(site):
    site.platform.own_activity()(site.person())


def _explained(site):
    voice, person = _voice(site), site.person().id
    borrower = Borrower(person, voice, _WITHIN, ())
    site.work(lambda uow: uow.leases.count(borrower, datetime.now(UTC)))


def _list(use_case, *given, role=Role.CONTRIBUTOR, **named):
    def ask(site):
        page = getattr(site.platform, use_case)().list(site.person(role), PageRequest(), *given, **named)
        assert page.items, "an empty page tells nothing"

    return ask


def _overview(site):
    now = datetime.now(UTC)
    site.work(lambda uow: uow.activities.overview(_WITHIN, now - DAYS, now))


QUESTIONS = {
    "take 5 tasks": _take,
    "send 5 texts": _send,
    "decide 5 clips": _decide,
    "GET /tasks": _list("keep_tasks"),
    "GET /tasks?status=submitted": _list("keep_tasks", TaskStatus.SUBMITTED),
    "GET /transcriptions": lambda site: site.platform.read_transcriptions()(site.person(), PageRequest()),
    "GET /recordings, one's own": _list("read_recordings"),
    "GET /recordings, all": _list("read_recordings", role=Role.ADMIN),
    "GET /recordings, of a collection and state": _list(
        "read_recordings", "bn", RecordingStatus.CHUNKED, role=Role.ADMIN
    ),
    "GET /recordings, a page in the middle": lambda site: site.platform.read_recordings().list(
        site.person(Role.ADMIN), site.middle(), "bn"
    ),
    "GET /recordings/{id}/chunks": lambda site: site.platform.read_recordings().chunks(
        site.person(Role.ADMIN), site.a_recording(), PageRequest()
    ),
    "GET /reviews": lambda site: site.platform.review_queue()(site.person(Role.REVIEWER), PageRequest()),
    "GET /reviews, of a collection": lambda site: site.platform.review_queue()(
        site.person(Role.REVIEWER), PageRequest(), "bn"
    ),
    "GET /jobs": lambda site: site.platform.manage_jobs().list(None, PageRequest()),
    "GET /jobs?status=dead": lambda site: site.platform.manage_jobs().list(None, PageRequest(), JobStatus.DEAD),
    "GET /me/activity": _own_activity,
    "relay: what is to be sent": lambda site: site.work(
        lambda uow: uow.jobs.next_in_turn(JobKind.PROCESS_RECORDING, datetime.now(UTC), 100)
    ),
    "leases that ran out": lambda site: site.work(lambda uow: uow.tasks.expire(datetime.now(UTC), 1_000)),
}

SUMS = {
    "progress of a collection": lambda site: site.work(lambda uow: uow.activities.of_collection(_WITHIN)),
    "overview of a collection, 30 days": _overview,
    "leaderboard of 50": lambda site: site.work(
        lambda uow: uow.activities.contributions(_WITHIN, datetime.now(UTC) - DAYS)
    ),
    "queue explain": _explained,
    "recordings with their number": lambda site: site.work(
        lambda uow: uow.recordings.page(PageRequest(total=True), collection=_WITHIN)
    ),
    "reviews with their number": lambda site: site.work(
        lambda uow: uow.reviews.page(PageRequest(total=True), not_of=SpeakerId(_known("8002", 1)))
    ),
    "dead jobs counted": lambda site: site.work(lambda uow: uow.jobs.count(JobStatus.DEAD)),
}
