"""Lines: JSON with the fields of the event alone, whatever a record holds; and the same for a person."""

import json
import logging
import os
import subprocess
import sys
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.logs.catalogue import BY_NAME, EVENTS
from shrutik_core.logs.fields import COMMON
from shrutik_core.shared.correlation import under
from shrutik_logs.rendering import line_formatter, speak_as
from shrutik_logs.sending import LogWish, sent_logs

JSON, PLAIN = line_formatter(plain=False), line_formatter(plain=True)
SECRET = "unmistakable-person-of-our-village"


def record(name, message, *args, level=logging.INFO, exc_info=None, **extra):
    made = logging.LogRecord(name, level, "/home/asha/project/file.py", 1, message, args, exc_info)
    vars(made).update(extra)
    return made


def line(*args, **options):
    return json.loads(JSON.format(record(*args, **options)))


def raised(words):
    try:
        raise LookupError(words)
    except LookupError:
        return sys.exc_info()


@given(
    st.one_of(st.sampled_from(sorted(BY_NAME)), st.text()),
    st.dictionaries(st.from_regex(r"\A[a-z_]{1,20}\Z"), st.text()),
    st.sampled_from(["shrutik_http.access", "shrutik.security", "somebody.else"]),
)
def test_no_field_gets_out_that_its_event_does_not_have(message, extra, logger):
    given_ = {f"{name}_of_mine": value for name, value in extra.items()} | {"email": SECRET, "text": SECRET}
    told = line(logger, message, **given_)
    event = BY_NAME[told["event"]]
    assert set(told) <= {*COMMON, *event.fields}
    assert SECRET not in json.dumps(told, ensure_ascii=False)
    assert SECRET not in PLAIN.format(record(logger, message, **given_))


@given(st.sampled_from(EVENTS), st.text(min_size=30))
def test_what_was_raised_is_told_without_its_words(event, words):
    told = line("shrutik_http.errors", event.name, level=logging.ERROR, exc_info=raised(words))
    if "error" in event.fields:
        assert told["error"] == "LookupError"
        assert "places" not in event.fields or told["places"] == [
            f"logs/test_rendering.py:{raised.__code__.co_firstlineno + 2}:raised"
        ]
    assert words not in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("message", [f"Hello {SECRET}", "a.person@example.org"])
def test_an_event_that_is_not_in_the_catalogue_is_withheld(message):
    told = line("shrutik_worker.made_up", message, code="a_code")
    assert (told["event"], told["library"]) == ("unknown_event", "shrutik_worker.made_up")
    assert set(told) - set(COMMON) == {"library"}


def test_of_a_library_the_pattern_of_its_sentence_is_told_and_no_value():
    told = line("some.library", "Cannot send %s to %s", SECRET, 3, level=logging.CRITICAL, exc_info=raised(SECRET))
    assert (told["event"], told["level"], told["library"]) == ("library_warned", "error", "some.library")
    assert told["template"] == "Cannot send %s to %s"
    assert told["error"] == "LookupError"
    assert SECRET not in json.dumps(told)


def test_a_sentence_of_a_library_that_may_hold_a_value_is_not_told():
    assert "template" not in line("some.library", f"Cannot send {SECRET}", level=logging.WARNING)


def test_every_line_says_when_who_and_for_which_request():
    speak_as("api")
    with under("look-for-me"):
        told = line("shrutik_http.access", "request", method="GET", status=200)
    assert list(told)[:6] == ["time", "level", "event", "process", "pid", "request_id"]
    assert (told["level"], told["process"], told["pid"]) == ("info", "api", os.getpid())
    assert datetime.fromisoformat(told["time"]).utcoffset().total_seconds() == 0
    assert "request_id" not in line("shrutik_http.access", "request")


@pytest.mark.parametrize(("given_id", "told"), [("of-its-own", "of-its-own"), ("two words", None), (3, None)])
def test_a_line_may_be_of_a_request_that_nobody_carries(given_id, told):
    assert line("shrutik_http.access", "front_refused", request_id=given_id).get("request_id") == told


def test_a_person_reads_what_it_means():
    text = PLAIN.format(record("shrutik_redis.asking", "redis_away", error="TimeoutError", detail="It is slow"))
    assert text.endswith('Redis does not answer (redis_away) error=TimeoutError detail="It is slow"')
    assert " warning " in text


def test_levels_are_those_of_stream_and_wish(tmp_path, capsys):
    file = tmp_path / "logs" / "shrutik.log"
    with sent_logs(LogWish(file)):
        logging.getLogger("shrutik_http.access").info("request", extra={"status": 200})
        logging.getLogger("shrutik_redis.asking").warning("redis_away")
        logging.getLogger("some.library").info("Nobody needs this")
        logging.getLogger("some.library").warning("Somebody may need %s", "this")
    told = [json.loads(one)["event"] for one in file.read_text().splitlines()]
    assert told == ["request", "redis_away", "library_warned"]
    shown = [json.loads(one)["event"] for one in capsys.readouterr().err.splitlines()]
    assert shown == ["redis_away", "library_warned"]


def test_a_second_wish_takes_the_place_of_the_first(tmp_path, capsys):
    with sent_logs(LogWish(tmp_path / "a.log")), sent_logs(LogWish(tmp_path / "b.log")):
        logging.getLogger("shrutik_redis.asking").warning("redis_away")
    assert not (tmp_path / "a.log").exists()
    assert len((tmp_path / "b.log").read_text().splitlines()) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_afterwards_all_is_as_it_was(tmp_path):
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    with sent_logs(LogWish(tmp_path / "shrutik.log")):
        assert root.handlers != before[1]
    assert (root.level, root.handlers) == before


def test_a_process_that_logs_does_not_import_what_it_does_not_need():
    code = "import sys, shrutik_logs.sending; print(*[m for m in ('rich', 'numpy', 'colorama') if m in sys.modules])"
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=found, check=True, capture_output=True).stdout == b"\n"
