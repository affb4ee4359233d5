"""The front without a wire: who is let in, who has to go, and which heads can be read in one way only."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_http.front.door import Door
from shrutik_http.front.head import UNKNOWN_LENGTH, Head, unreadable
from shrutik_http.front.limits import FrontLimits
from shrutik_http.front.refusal import Refusal
from shrutik_http.front.shares import Shares


@attrs.define(eq=False)
class Caller:
    """A connection that notes whether it was closed."""

    address: str
    idle: bool = True
    gone: bool = False

    def leave(self) -> None:
        self.gone = True


def a_door(connections=3, per_address=2, spare=1):
    return Door(FrontLimits(connections=connections, connections_per_address=per_address, spare=spare), Shares().of(0))


def test_of_those_who_are_idle_the_first_one_goes():
    door, callers = a_door(), [Caller(name) for name in ("a", "b", "c")]
    assert all(door.enter(one) for one in callers)
    door.back(callers[0])
    assert door.enter(Caller("d"))
    assert [one.gone for one in callers] == [False, True, False]


def test_one_address_pushes_out_its_own():
    door, other, first, second = a_door(), Caller("b"), Caller("a"), Caller("a")
    for one in (other, first, second):
        assert door.enter(one)
    assert door.enter(Caller("a"))
    assert (other.gone, first.gone, second.gone) == (False, True, False)


def test_if_all_are_at_work_only_probes_are_answered_and_then_no_more():
    door, callers = a_door(), [Caller(name, idle=False) for name in ("a", "b", "c")]
    for one in callers:
        door.enter(one)
    late, later = Caller("d", idle=False), Caller("e", idle=False)
    assert not door.enter(late)
    assert not late.gone
    assert not door.enter(later)
    assert later.gone
    assert not any(one.gone for one in callers)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=60))
def test_there_are_never_more_than_the_limits_say(arrivals):
    limits = FrontLimits(connections=5, connections_per_address=3, spare=2)
    door, there = Door(limits, Shares().of(0)), []
    for address, idle, leaves in arrivals:
        one = Caller(address, idle)
        let_in = door.enter(one)
        there.append(one)
        for lost in [other for other in there if other.gone]:
            there.remove(lost)
            door.exit(lost)
        if let_in:
            assert sum(other.address == address for other in there) <= limits.connections_per_address
        assert len(there) == len(door) <= limits.connections + limits.spare
        if leaves and there:
            door.exit(there.pop())


def head(*headers, version="1.1"):
    found = Head()
    for name, value in (("Host", "x"), *headers):
        found.take(name.encode(), value.encode())
    found.check(version)
    return found


@pytest.mark.parametrize("length", ["0", "7", "9" * 18])
def test_a_length_is_up_to_18_digits(length):
    found = head(("Content-Length", length))
    assert (found.length, found.has_body) == (int(length), length != "0")
    assert found.unread(5) == max(0, int(length) - 5)


def test_of_chunks_nobody_knows_how_many_come():
    assert head(("transfer-encoding", "Chunked")).unread(10**9) == UNKNOWN_LENGTH


@pytest.mark.parametrize(
    "headers",
    [
        [("Content-Length", "9" * 19)],
        [("Content-Length", "")],
        [("Content-Length", "+5")],
        [("Content-Length", "5, 5")],
        [("Content-Length", "٥")],
        [("Content-Length", "5"), ("Content-Length", "5")],
        [("Content-Length", "5"), ("Transfer-Encoding", "chunked")],
        [("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")],
        [("Transfer-Encoding", "gzip, chunked")],
        [("Host", "y")],
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused(headers):
    with pytest.raises(Refusal) as refused:
        head(*headers)
    assert refused.value.status == 400


def test_versions():
    assert head(version="1.0")
    for version in ("0.9", "1.2", "2.0"):
        with pytest.raises(Refusal) as refused:
            head(version=version)
        assert refused.value.status == unreadable(version).status == 505
    assert unreadable("0.0").status == 400
    with pytest.raises(Refusal):
        head(("Transfer-Encoding", "chunked"), version="1.0")


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "request_malformed"),
        (408, "request_too_slow"),
        (414, "address_too_long"),
        (431, "headers_too_large"),
        (503, "busy"),
        (505, "version_unsupported"),
    ],
)
def test_a_refusal_is_a_problem_document_with_the_headers_of_every_answer(status, code):
    top, _, body = Refusal(status, "Why.").answer().partition(b"\r\n\r\n")
    lines = top.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:])
    assert lines[0].startswith(f"HTTP/1.1 {status} ")
    told = json.loads(body)
    assert (told["status"], told["code"], told["detail"]) == (status, code, "Why.")
    assert headers["content-type"] == "application/problem+json"
    assert headers["content-length"] == str(len(body))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["connection"] == "close"
    assert len(headers["x-request-id"]) == 32
    assert ("retry-after" in headers) == (status == 503)
