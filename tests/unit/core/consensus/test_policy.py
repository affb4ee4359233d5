"""A policy cannot be built wrong, comes back from its mapping, and decides by its numbers."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import Agreement, Choice, Consensus, Method, Slot, Verdict, Vote, aggregate
from shrutik_core.consensus.decide import REASONS, decide, decided
from shrutik_core.consensus.gain import gain, removed_share, votes_to
from shrutik_core.consensus.policy import Policy
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import plain, read_family

rates = st.floats(0, 1)


@st.composite
def policies(draw):
    fewest = draw(st.integers(1, 10))
    return Policy(
        fewest=fewest,
        most=draw(st.integers(fewest, 20)),
        accept_confidence=draw(rates),
        accept_wer=draw(st.none() | rates),
        stop_early=draw(st.booleans()),
        guards=draw(st.booleans()),
        guard_dissent=draw(st.integers(1, 5)),
        most_skips=draw(st.integers(1, 5)),
        least_gain=draw(st.floats(0, 10)),
        witness=draw(st.booleans()),
    )


def result(texts, confidence=0.5, expected_wer=0.2):
    """A result as the engine gives it, with the figures wanted."""
    spoken = [text for text in texts if text]
    slots = tuple(Slot(Choice(w, w, 0.9, 1.0, ()), ()) for w in (spoken[0].split() if spoken else ()))
    return Consensus(
        text=spoken[0] if spoken else "",
        confidence=confidence,
        expected_wer=expected_wer,
        votes=len(spoken),
        agreement=Agreement(1.0),
        slots=slots,
        transcriptions=tuple(Vote(f"w{i}", text, 0.8, 1.0, counted=bool(text)) for i, text in enumerate(texts)),
        method=Method.EM,
    )


results = st.builds(result, st.lists(st.sampled_from(["we met", "we meet", ""]), max_size=12), rates, rates)


@given(policies())
def test_a_policy_comes_back_from_json(policy):
    assert read_family(Policy, json.loads(json.dumps(plain(policy)))) == policy


def test_defaults_are_two_to_seven_votes():
    assert (Policy().fewest, Policy().most) == (2, 7)
    assert read_family(Policy, {}) == Policy()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"fewest": 0}, "fewest"),
        ({"fewest": "two"}, "fewest"),
        ({"fewest": True}, "fewest"),
        ({"most": 1}, "most"),
        ({"most": 1000}, "most"),
        ({"accept_confidence": 1.5}, "accept_confidence"),
        ({"accept_wer": float("nan")}, "accept_wer"),
        ({"accept_wer": None, "accept_confidence": None}, "accept_confidence"),
        ({"stop_early": "yes"}, "stop_early"),
        ({"least_gain": None}, "least_gain"),
        ({"least_gain": -1}, "least_gain"),
        ({"votes": 3}, "votes"),
    ],
)
def test_a_bad_value_names_its_field(values, field):
    with pytest.raises(Invalid) as caught:
        read_family(Policy, values)
    assert caught.value.code == "policy_invalid"
    assert field in [fault.field for fault in caught.value.errors]


def test_every_fault_is_told_at_once():
    with pytest.raises(Invalid) as caught:
        read_family(Policy, {"fewest": 0, "most": "x", "colour": 1})
    assert {fault.field for fault in caught.value.errors} == {"fewest", "most", "colour"}


@given(results, policies(), st.integers(0, 6))
def test_a_decision_holds_together(made, policy, skips):
    decision = decide(made, policy, skips=skips)
    people = len(made.transcriptions)
    assert (decision.verdict is Verdict.ACCEPT) == (not decision.reasons)
    assert (decision.more_votes > 0) == (decision.verdict is Verdict.MORE_VOTES)
    assert people + decision.more_votes <= max(policy.most, people)
    assert decision.gain >= 0
    assert set(decision.reasons) <= REASONS.keys()
    if decision.verdict is Verdict.ACCEPT:
        assert made.text
        assert made.votes >= policy.fewest
    if people >= policy.most:
        assert decision.verdict is not Verdict.MORE_VOTES


def said_of(told):
    return (told.decision, told.reasons, told.more_votes, told.gain, told.hits)


@given(results, policies(), st.integers(0, 6))
def test_a_decided_result_says_all_of_its_decision(made, policy, skips):
    decision, told = decide(made, policy, skips=skips), decided(made, policy, skips=skips)
    assert attrs.astuple(decision, recurse=False) == said_of(told)
    assert said_of(decided(told, policy, skips=skips)) == said_of(told)


@pytest.mark.property
@given(st.lists(st.sampled_from(["we met", "we met 15", ""]), max_size=4), policies(), st.integers(0, 6))
def test_a_clip_is_decided_once_with_its_policy_language_and_skips(texts, policy, skips):
    told = aggregate(texts, policy=policy, language="en", skips=skips)
    assert said_of(decided(told, policy, language="en", skips=skips)) == said_of(told)


@given(results, policies(), rates)
def test_surer_is_never_decided_worse(made, policy, more):
    surer = attrs.evolve(
        made,
        confidence=max(made.confidence, more),
        expected_wer=min(made.expected_wer, 1 - more),
    )
    if decide(made, policy).verdict is Verdict.ACCEPT:
        assert decide(surer, policy).verdict is Verdict.ACCEPT


def test_verdicts_have_the_names_of_the_api():
    assert [str(verdict) for verdict in Verdict] == ["accept", "more_votes", "review"]


def test_votes_that_differ_in_a_negation_are_reviewed_however_sure():
    texts = ["I can go"] * 6 + ["I can't go"]
    decision = decide(result(texts, 0.999, 0.0))
    assert (decision.verdict, decision.reasons) == (Verdict.REVIEW, ("negation_differs",))
    lenient = Policy(guard_dissent=2)
    assert decide(result(texts, 0.999, 0.0), lenient).verdict is Verdict.ACCEPT
    assert decide(result(texts, 0.999, 0.0), Policy(guards=False)).verdict is Verdict.ACCEPT


def test_a_vote_that_was_shut_out_sends_nothing_to_review():
    made = result(["15 men", "15 men", "50 men"], 0.99, 0.0)
    typed = (*made.transcriptions[:2], attrs.evolve(made.transcriptions[2], counted=False))
    assert decide(attrs.evolve(made, transcriptions=typed)).verdict is Verdict.ACCEPT


@pytest.mark.parametrize(
    ("made", "policy", "verdict", "reasons", "more"),
    [
        (result(["a b"], 0.99, 0.0), Policy(), Verdict.MORE_VOTES, ("few_votes",), 1),
        (result([], 0.0, 1.0), Policy(), Verdict.MORE_VOTES, ("few_votes",), 2),
        (result(["", ""], 0.0, 1.0), Policy(), Verdict.MORE_VOTES, ("few_votes",), 2),
        (result([""] * 7, 0.0, 1.0), Policy(), Verdict.REVIEW, ("no_text",), 0),
        (result(["a b"] * 7, 0.5, 0.3), Policy(), Verdict.REVIEW, ("undecided",), 0),
        (result(["a b"] * 2, 0.95, 0.3), Policy(), Verdict.ACCEPT, (), 0),
        (result(["a b"] * 2, 0.95, 0.3), Policy(stop_early=False), Verdict.MORE_VOTES, ("all_votes_wanted",), 5),
        (result(["a b"] * 3, 0.5, 0.3), Policy(least_gain=5), Verdict.REVIEW, ("no_gain",), 0),
        (result(["a b"] * 6, 0.5, 0.3), Policy(), Verdict.MORE_VOTES, ("unsure",), 1),
    ],
)
def test_decisions_by_example(made, policy, verdict, reasons, more):
    decision = decide(made, policy)
    assert (decision.verdict, decision.reasons, decision.more_votes) == (verdict, reasons, more)


def test_enough_skips_send_a_clip_to_review():
    assert decide(result(["a b"] * 3, 0.99, 0.0), skips=3).reasons == ("skipped",)


@given(st.integers(0, 60))
def test_one_more_vote_removes_a_share_that_falls(votes):
    assert 0 < removed_share(votes + 1) <= removed_share(votes) + 0.1


@given(st.integers(1, 20), rates, rates, st.integers(1, 30))
def test_votes_asked_for_stay_within_what_is_left(votes, have, want, most):
    assert 1 <= votes_to(votes, have, want, most) <= most


@given(results)
def test_gain_is_at_most_what_is_expected_to_be_wrong(made):
    assert 0 <= gain(made) <= made.expected_wer * max(1, len(made.words))
