"""Gates: what fell further than withdrawals explain stops a release, at the edge of what may fall."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifest_clips import TRAITS, a_clip
from shrutik_core.releases.gates import FEWEST, LARGEST_FALL, EarlierRelease, GateCode, Weight, fell, gate_findings
from shrutik_core.releases.stats.release_count import count
from shrutik_core.shared.errors import Invalid


def stats(number, **changes):
    """Of so many clips, each of a speaker of its own."""
    return count(
        a_clip(**({"clip": f"{n:032x}", "speaker": f"{n:032x}", "pcm_sha256": f"{n:032x}" * 2} | changes))
        for n in range(number)
    ).stats()


HUNDRED = stats(100)


def keys(findings):
    return {finding.key for finding in findings}


def test_a_release_like_its_predecessor_passes():
    assert gate_findings(HUNDRED, EarlierRelease(HUNDRED, HUNDRED)) == ()
    assert gate_findings(HUNDRED, None) == ()


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_what_fell_by_more_than_its_share_fell(before, after):
    assert fell(before, after) is (before - after > before * LARGEST_FALL / 100)


@pytest.mark.parametrize(("left", "stops"), [(95, False), (94, True)])
def test_five_of_a_hundred_may_be_gone_and_six_may_not(left, stops):
    found = gate_findings(stats(left), EarlierRelease(HUNDRED, HUNDRED))
    assert any(finding.stops for finding in found) is stops
    if stops:
        assert {"fell:all clips", "fell:all hours", "fell:all speakers", "fell:split train speakers"} <= keys(found)
        assert {"fell:age twenties clips", "fell:gender female speakers"} <= keys(found)
        assert found[0].sentence == (
            "All clips fell from 100 to 94, by 6.0 per cent. Look what the selection leaves out that it did not before,"
            " or accept it and say why."
        )


def test_what_withdrawals_explain_is_told_and_does_not_stop():
    found = gate_findings(stats(90), EarlierRelease(HUNDRED, stats(92)))
    assert {finding.weight for finding in found} == {Weight.WARN}
    assert found[0].sentence == "All clips fell from 100 to 90, by 10.0 per cent. Withdrawals since explain 8 of it."
    hours = next(finding for finding in found if finding.about == "all hours")
    assert hours.sentence.startswith("All hours fell from 0.10 to 0.09")
    assert any(finding.stops for finding in gate_findings(stats(80), EarlierRelease(HUNDRED, stats(92))))


@pytest.mark.parametrize(
    ("said", "left", "found"),
    [(FEWEST - 1, 1, False), (FEWEST, FEWEST - 2, True), (FEWEST, 0, True), (FEWEST - 1, 0, True), (1, 0, True)],
)
def test_a_trait_that_few_have_may_grow_rare_and_not_be_gone(said, left, found):
    before, after = _of_teens(said), _of_teens(left)
    assert ("fell:age teens clips" in keys(gate_findings(after, EarlierRelease(before, before)))) is found
    # Those who said so took their clips back.
    told = gate_findings(after, EarlierRelease(before, after))
    assert {one.weight for one in told if "teens" in one.about} == ({Weight.WARN} if found else set())


def _of_teens(said):
    return count(
        a_clip(
            clip=f"{n:032x}",
            speaker=f"{n:032x}",
            pcm_sha256=f"{n:032x}" * 2,
            traits=TRAITS | {"age": "teens" if n < said else None},
        )
        for n in range(100)
    ).stats()


def test_less_that_is_not_said_is_no_fall():
    silent = stats(100, traits=dict.fromkeys(TRAITS))
    assert gate_findings(HUNDRED, EarlierRelease(silent, silent)) == ()


def test_broken_and_equal_sounds_and_speakers_in_two_splits_stop_a_first_version_too():
    same = stats(3, pcm_sha256="a" * 64, split="dev", speaker="b" * 32)
    assert {finding.code for finding in gate_findings(same, None)} == {GateCode.SAME_SOUND}
    twice = attrs.evolve(HUNDRED, speakers=attrs.evolve(HUNDRED.speakers, in_two_splits=1))
    assert {finding.code for finding in gate_findings(twice, None)} == {GateCode.SPEAKER_IN_TWO_SPLITS}
    broken = gate_findings(HUNDRED, None, [f"{n:032x}" for n in range(6)])
    assert broken[0].code is GateCode.UNDECODABLE
    assert broken[0].sentence.startswith("6 clips do not decode (")
    assert "…" in broken[0].sentence


def test_what_is_accepted_with_a_reason_no_longer_stops():
    same = stats(3, pcm_sha256="a" * 64)
    found = gate_findings(same, None, ["c" * 32], {"same_sound": "Sent twice on purpose."})
    assert [(finding.key, finding.stops, finding.reason) for finding in found] == [
        ("undecodable", True, None),
        ("same_sound", False, "Sent twice on purpose."),
    ]


@pytest.mark.parametrize("accepted", [{"same_sound": "It is not there."}, {"undecodable": " "}])
def test_a_reason_is_one_and_for_what_was_found(accepted):
    with pytest.raises(Invalid, match="reason"):
        gate_findings(HUNDRED, None, ["c" * 32], accepted)
