"""Traces: whatever files hold of one id is found, and nothing of another."""

import gzip
import json

from shrutik_logs.tracing import traced

WANTED = "4f1c0a52e9d84b7f"


def our_line(correlation, event="request", **more):
    common = {"time": "2026-11-29T23:45:01.123456+00:00", "level": "info", "event": event, "process": "api", "pid": 1}
    return json.dumps({**common, "request_id": correlation, **more})


def test_lines_of_ours_are_found_in_files_and_packed_ones(tmp_path):
    (tmp_path / "a.log").write_text("\n".join([our_line(WANTED, status=202), our_line("another"), "half a li"]))
    (tmp_path / "b.log.gz").write_bytes(gzip.compress(our_line(WANTED, "job_sent").encode()))
    files = [tmp_path / name for name in ("a.log", "b.log.gz", "gone.log")]
    first, second = traced(WANTED, files)
    assert (first.source, first.event, first.values) == ("api", "request", {"status": 202})
    assert second.event == "job_sent"


def test_an_id_within_another_or_elsewhere_in_a_line_is_not_it(tmp_path):
    (tmp_path / "a.log").write_text("\n".join([our_line(f"{WANTED}0"), our_line("another", path=f"/{WANTED}")]))
    assert list(traced(WANTED, [tmp_path / "a.log"])) == []


def test_proxies_say_when_to_the_millisecond(tmp_path):
    of_nginx = {"time": "2026-11-29T23:45:01+00:00", "msec": 1796082301.25, "request_id": WANTED, "status": 202}
    of_haproxy = {"time": "29/Nov/2026:23:45:01.500", "msec": 1796082301.5, "request_id": WANTED, "status": 202}
    older = {"time": "2026-11-29T23:45:01+05:30", "request_id": WANTED}
    strange = {"time": "yesterday", "request_id": WANTED}
    (tmp_path / "a.log").write_text("\n".join(map(json.dumps, [of_nginx, of_haproxy, older, strange])))
    found = list(traced(WANTED, [tmp_path / "a.log"]))
    assert [one.source for one in found] == ["proxy"] * 3
    assert [one.at.microsecond for one in found] == [250_000, 500_000, 0]
    assert found[0].values == {"status": 202}


def test_the_database_names_the_transaction_by_what_fits(tmp_path):
    long = "x" * 100
    lines = [
        f"2026-11-29 23:45:01.123 UTC [77] shrutik {long[:55]} ERROR:  relation does not exist",
        "2026-11-29 23:45:01.123 UTC [77] shrutik yyy ERROR:  relation does not exist",
        "2026-11-29 23:45:01.123 UTC [1] LOG:  checkpoint starting: time",
    ]
    (tmp_path / "log").write_text("\n".join(lines))
    (found,) = traced(long, [tmp_path / "log"])
    assert (found.source, found.event, found.values) == ("database", "error", {"detail": "relation does not exist"})
