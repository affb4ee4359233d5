"""The periodic tasks, and how often each is done."""

from shrutik_bootstrap.platform import Platform
from shrutik_core.use_cases.jobs.keep_watch import Beat
from shrutik_core.use_cases.jobs.relay_jobs import SEND_AGAIN
from shrutik_worker.schedule import PeriodicTask

_MINUTE = 60.0
BEAT_SECONDS = 3.0
"""Between two heartbeats."""
WATCH_SECONDS = 10.0
"""Between two looks at the heartbeats of all: three beats, so that a busy machine is not taken for a lost one."""
RESEND_SECONDS = 15.0
"""Between two looks for what the broker may have lost."""
MAIL_SECONDS = 20.0
"""Between two looks for notices that are due by mail: what comes within such a time is in one letter."""


def tasks_of_relays(platform: Platform) -> tuple[PeriodicTask, ...]:
    """What is done for the whole installation, by whichever relay has the turn."""
    recover = platform.recover_jobs()
    return (
        # Each relay keeps its own watch: what it has seen is in its memory.
        PeriodicTask("watch heartbeats", WATCH_SECONDS, platform.keep_watch(), in_turn=False),
        PeriodicTask(SEND_AGAIN, RESEND_SECONDS, recover.unbegun),
        PeriodicTask("recover stalled jobs", _MINUTE, recover.stalled),
        PeriodicTask("mail notices", MAIL_SECONDS, platform.mail_notices()),
        PeriodicTask("ask reviewers", 60 * _MINUTE, platform.ask_reviewers()),
        PeriodicTask("clean up", _MINUTE, platform.clean_up()),
        PeriodicTask("keep pulse", _MINUTE, platform.keep_pulse()),
        PeriodicTask("forget uploads", 60 * _MINUTE, platform.forget_uploads()),
        PeriodicTask("sweep orphans", 6 * 60 * _MINUTE, platform.sweep_orphans()),
        # An hour after it was started: by then the others of its machines know the newest key, too.
        PeriodicTask("wrap blobs anew", 60 * _MINUTE, platform.wrap_blobs_anew()),
    )


def heartbeats(beat: Beat) -> PeriodicTask:
    """The beats of this process."""
    return PeriodicTask("heartbeat", BEAT_SECONDS, beat, in_turn=False)
