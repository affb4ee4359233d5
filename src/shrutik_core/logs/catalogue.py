"""Every log event that there is; what programs log is made of these and of no others."""

from collections.abc import Mapping
from types import MappingProxyType

from shrutik_core.logs.event import LogEvent, LogLevel

_FAULT = ("error", "places")
_WAITED = ("seconds", "code", "detail")


def _info(name: str, meaning: str, *fields: str) -> LogEvent:
    return LogEvent(name, LogLevel.INFO, meaning, fields)


def _warning(name: str, meaning: str, *fields: str) -> LogEvent:
    return LogEvent(name, LogLevel.WARNING, meaning, fields)


def _error(name: str, meaning: str, *fields: str) -> LogEvent:
    return LogEvent(name, LogLevel.ERROR, meaning, fields)


LIBRARY = _warning("library_warned", "Third-party code warned of something", "library", "template", *_FAULT)
"""What a line of a library becomes."""
SECURITY = _info(
    "security_event",
    "Something that an alarm may listen for; `shrutik_core.audit.security` lists the kinds",
    *("kind", "subject", "origin", "method", "route", "code", "count"),
)
"""What the security log tells, in a stream of its own."""
UNKNOWN = _warning("unknown_event", "A program logged something that is not in this list; it is withheld", "library")
"""What a line becomes whose event is not in the catalogue."""

_OF_REQUESTS = (
    _info("request", "A request was answered", "method", "route", "path", "status", "ms"),
    _info("front_refused", "A connection was refused before the application saw a request", "status", "detail"),
    _info("caller_gone", "A caller went away before the body of a request was complete", "error"),
    _info("answer_cut_off", "A caller went away before the end of the answer", "method"),
    _warning(
        "call_failed",
        "A call failed because something that it needs did not answer",
        "method",
        "route",
        "code",
        "detail",
    ),
    _error("call_fault", "A call met a fault in the program", "method", "route", *_FAULT),
    _warning("tally_waited", "What was answered could not be counted for the pulse yet", "code", "detail"),
    _warning("connections_full", "No more connections can be taken for a second", "detail"),
)
_OF_JOBS = (
    _info("job_sent", "A job was handed to the broker", "job_id", "job_kind"),
    _info("job_began", "A worker took up a job", "job_id", "job_kind"),
    _info("job_ended", "A worker is done with a job", "job_id", "job_kind", "outcome", "seconds"),
    _info("jobs_taken_up", "Jobs that were under way when the last process ended are taken up", "count"),
    _warning("relay_waited", "The relay waits because the database or the broker does not answer", *_WAITED),
    _warning("decider_waited", "The decider waits because the database does not answer", *_WAITED),
    _error("decision_failed", "A decision failed; it is noted on its job", *_FAULT),
    _warning("teller_waited", "Programs are not told of events because the database does not answer", *_WAITED),
    _error("telling_failed", "An event could not be told to a program; it is tried again", *_FAULT),
    _info(
        "workers_wanted",
        "Going by the age of its oldest job, a queue should have this many workers",
        "seconds",
        "count",
    ),
    _warning(
        "scaling_failed", "The command that changes the number of workers failed, and is tried again", "error", "how"
    ),
    _warning(
        "scaling_waited", "The number of workers stays as it is, because the age of jobs is not known", "code", "detail"
    ),
    _warning("task_failed", "A periodic task failed, and is tried again in its turn", "task", "code", "detail"),
    _warning("heartbeat_stayed", "The last heartbeat of a process could not be taken back", "code", "detail"),
    _warning("message_left", "A message of a newer program was left to a newer worker", "version", "known_version"),
    _info("letter_handed_over", "The mail server took a letter", "message_id"),
    _info("backup_made", "A back-up was made"),
)
_OF_PARTS = (
    _info("process_began", "A process of the service began its work", "release"),
    _info("process_ended", "A process of the service ended as it should"),
    _warning("process_gone", "A process of `serve` ended by itself, and is started again", "child", "child_pid", "how"),
    _error("process_failed", "A process of `serve` cannot go on", "child", "code", "detail"),
    _warning("database_gone", "The embedded database ended by itself, and is started again"),
    _warning("database_did_not_start", "The embedded database does not start", "code", "detail"),
    _warning("redis_away", "Redis does not answer", "error", "detail"),
    _warning("redis_back", "Redis answers again"),
    _warning(
        "upload_parts_left",
        "Parts of an upload to the bucket could not be deleted; a sweep will delete them",
        "code",
        "detail",
    ),
    _error("keyring_unusable", "The keys of releases cannot be used", "code", "detail"),
)
EVENTS: tuple[LogEvent, ...] = (*_OF_REQUESTS, *_OF_JOBS, *_OF_PARTS, SECURITY, LIBRARY, UNKNOWN)
BY_NAME: Mapping[str, LogEvent] = MappingProxyType({one.name: one for one in EVENTS})
"""Each event by its name."""
