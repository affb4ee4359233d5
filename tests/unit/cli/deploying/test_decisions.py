"""What is decided of a switch: shares as weights, the error budget, lines of a log, which phase may follow which."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy_world import SERVERS
from shrutik_cli.deploying.access_lines import ServerAnswer, attempts
from shrutik_cli.deploying.budget import AnswerCount, Budget, BudgetState
from shrutik_cli.deploying.deployment import WAYS, Deployment, Phase, ReleaseInColour, begun
from shrutik_cli.deploying.upstream import rendered, weights
from shrutik_core.shared.errors import Conflict

COUNTS = st.integers(1, 6)


def named(colour, count):
    return tuple(f"10.0.0.{number}:{8000 if colour == 'blue' else 9000}" for number in range(count))


@given(share=st.integers(1, 99), blue=COUNTS, green=COUNTS)
def test_weights_give_each_colour_its_share_and_each_of_its_servers_the_same(share, blue, green):
    servers = {"blue": named("blue", blue), "green": named("green", green)}
    found = weights({"blue": 100 - share, "green": share}, servers)
    assert all(weight >= 1 for weight in found.values())
    assert Fraction(sum(found[one] for one in servers["green"]), sum(found.values())) == Fraction(share, 100)
    assert all(len({found[one] for one in servers[colour]}) == 1 for colour in servers)


def test_the_file_names_releases_and_servers():
    text = rendered({"blue": 95, "green": 5}, {"blue": ("a:1",), "green": ("b:2", "c:3")}, {"blue": "1", "green": "2"})
    assert text.splitlines() == [
        "# Written by `shrutik deploy`, which writes it anew: blue (1) 95 %, green (2) 5 %.",
        "server a:1 weight=38 max_fails=1 fail_timeout=2s;",
        "server b:2 weight=1 max_fails=1 fail_timeout=2s;",
        "server c:3 weight=1 max_fails=1 fail_timeout=2s;",
    ]


def test_servers_of_one_colour_are_asked_by_their_connections_and_a_share_is_kept_by_weight():
    whole = rendered({"blue": 100}, {"blue": ("a:1",)}, {"blue": "1"})
    assert whole.splitlines()[1:] == ["server a:1 weight=1 max_fails=1 fail_timeout=2s;", "least_conn;"]
    assert "least_conn" not in rendered({"blue": 95, "green": 5}, SERVERS, {"blue": "1", "green": "2"})


@given(
    allowed=st.floats(0, 0.99),
    least=st.integers(1, 500),
    answers=st.integers(0, 1_000),
    share=st.floats(0, 1),
)
def test_a_budget_holds_only_what_it_allows(allowed, least, answers, share):
    budget, failed = Budget(allowed, least), int(answers * share)
    verdict = budget.verdict(answers, failed)
    if verdict is BudgetState.HOLDS:
        assert answers >= least
        assert failed <= allowed * answers
    if verdict is BudgetState.BROKEN:
        assert failed > allowed * least
        assert budget.verdict(answers + 1, failed + 1) is BudgetState.BROKEN
    if not failed:
        assert verdict is not BudgetState.BROKEN


@pytest.mark.parametrize(
    ("answers", "failed", "verdict"),
    [(49, 0, "wait"), (50, 0, "holds"), (50, 1, "holds"), (2, 1, "wait"), (2, 2, "broken"), (200, 4, "holds")],
)
def test_two_of_a_hundred_may_fail(answers, failed, verdict):
    assert Budget(0.02, 50).verdict(answers, failed) is BudgetState(verdict)


def test_from_500_on_an_answer_failed():
    assert AnswerCount().plus(499).plus(500).plus(200) == AnswerCount(3, 1)


@pytest.mark.parametrize(
    ("upstream", "statuses", "found"),
    [
        ("127.0.0.1:8001", "200", [("127.0.0.1:8001", 200)]),
        ("127.0.0.1:8001, 127.0.0.1:8002", "502, 201", [("127.0.0.1:8001", 502), ("127.0.0.1:8002", 201)]),
        ("127.0.0.1:8001 : 127.0.0.1:8002", "200 : 503", [("127.0.0.1:8001", 200), ("127.0.0.1:8002", 503)]),
        ("[::1]:8001", "200", [("[::1]:8001", 200)]),
        ("127.0.0.1:8001", "-", []),
        ("", "", []),
        ("shrutik", "502", [("shrutik", 502)]),
    ],
)
def test_each_attempt_of_a_line_is_one(upstream, statuses, found):
    line = json.dumps({"status": 200, "upstream": upstream, "upstream_status": statuses})
    assert attempts(line) == tuple(ServerAnswer(*one) for one in found)


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
def test_other_lines_are_passed_over(line):
    assert attempts(line) == ()


def test_every_phase_but_rest_leads_somewhere_and_to_rest():
    def reached(phase, seen=frozenset()):
        return {phase}.union(*(reached(after, seen | {phase}) for after in WAYS[phase] if after not in seen))

    assert set(WAYS) == set(Phase)
    assert all(Phase.RESTING in reached(phase) for phase in Phase)


@pytest.mark.parametrize("before", Phase)
def test_a_phase_is_not_passed_over(before):
    for after in set(Phase) - WAYS[before]:
        with pytest.raises(Conflict):
            Deployment(before).step(after)


BLUE, GREEN = ReleaseInColour("blue", "1"), ReleaseInColour("green", "2")


@given(phase=st.sampled_from(Phase), has_live=st.booleans(), has_coming=st.booleans(), share=st.integers(1, 50))
def test_shares_make_the_whole_and_nobody_is_sent_where_nobody_is(phase, has_live, has_coming, share):
    now = Deployment(phase, BLUE if has_live else None, GREEN if has_coming else None)
    shares = now.shares(share)
    assert sum(shares.values()) == (100 if shares else 0)
    assert set(shares) <= {one.colour for one in (now.live, now.coming) if one}


@pytest.mark.parametrize("phase", [Phase.STARTING, Phase.CANARY, Phase.WHOLE])
def test_the_same_switch_goes_on_and_another_waits(phase):
    now = Deployment(phase, BLUE, GREEN)
    assert begun(now, ("blue", "green"), "2") == now
    with pytest.raises(Conflict, match="end that first"):
        begun(now, ("blue", "green"), "3")
