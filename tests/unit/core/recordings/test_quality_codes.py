"""One example for each finding of the quality rules, at its edge: just good enough, and just not."""

import attrs
import pytest

from shrutik_core.recordings.facts import AudioFacts, Damage
from shrutik_core.recordings.media import MediaType
from shrutik_core.recordings.quality import Quality
from shrutik_core.recordings.quality_rules import QualityRules, Severity, assess

GOOD = Quality(
    duration=8.0, loudness=-22.0, peak=-3.0, clipped=0.0, snr=35.0, dc=0.0,
    bandwidth=8_000.0, speech=0.8, lead=0.4, tail=0.5,
)  # fmt: skip
FACTS = AudioFacts(MediaType.WAV, "pcm_16", 16_000, 1, 128_000, 16)
# Code, what is measured, the last figure that is taken, and the first that is warned of.
WARNED = [
    ("too_noisy", "snr", 15.0, 14.9),
    ("clipped", "clipped", 0.001, 0.0011),
    ("too_quiet", "loudness", -42.0, -42.1),
    ("narrow_band", "bandwidth", 4_500.0, 4_499.0),
    ("little_speech", "speech", 0.1, 0.09),
    ("starts_in_word", "lead", 0.03, 0.02),
    ("ends_in_word", "tail", 0.03, 0.02),
    ("dropouts", "dropouts", 1.0, 1.1),
    ("dc_offset", "dc", -0.02, -0.021),
    ("hum", "hum", -20.0, -19.9),
]
REFUSED = [
    ("too_noisy", "snr", 3.0, 2.9),
    ("clipped", "clipped", 0.1, 0.11),
    ("too_quiet", "loudness", -66.0, -66.1),
    ("dropouts", "dropouts", 60.0, 60.1),
]
DAMAGED = [
    ("truncated", Damage.TRUNCATED),
    ("corrupt", Damage.CORRUPT),
    ("gap", Damage.GAP),
    ("corrupt", Damage.NON_FINITE),
    ("clipped", Damage.OVER_RANGE),
]
CODES = {code for code, *_ in [*WARNED, *REFUSED, *DAMAGED]} | {"no_speech"}


def severities(figures=GOOD, rules=None, facts=FACTS):
    return {finding.code: finding.severity for finding in assess(figures, rules or QualityRules(), facts).findings}


def test_a_good_recording_is_taken_as_it_is():
    assert severities() == {}


@pytest.mark.parametrize(("code", "figure", "good", "bad"), WARNED)
def test_a_figure_beyond_its_edge_is_warned_of(code, figure, good, bad):
    assert severities(attrs.evolve(GOOD, **{figure: good})) == {}
    assert severities(attrs.evolve(GOOD, **{figure: bad})) == {code: Severity.WARN}


@pytest.mark.parametrize(("code", "figure", "good", "bad"), REFUSED)
def test_a_figure_far_beyond_it_is_refused(code, figure, good, bad):
    assert severities(attrs.evolve(GOOD, **{figure: good})) == {code: Severity.WARN}
    assert severities(attrs.evolve(GOOD, **{figure: bad})) == {code: Severity.REFUSE}


@pytest.mark.parametrize(("code", "damage"), DAMAGED)
def test_damage_has_its_code(code, damage):
    assert set(severities(facts=attrs.evolve(FACTS, damage=frozenset({damage})))) == {code}


def test_where_nobody_speaks_that_alone_is_said_of_the_speech():
    assert set(severities(attrs.evolve(GOOD, speech=0.0))) == {"no_speech"}
