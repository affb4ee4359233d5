"""Quality rules: figures to verdicts, and verdicts to words."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.recordings.advice import LOCALES, advice, advice_for
from shrutik_core.recordings.advice_words import WORDS
from shrutik_core.recordings.facts import AudioFacts, Damage
from shrutik_core.recordings.media import MediaType
from shrutik_core.recordings.quality import Quality
from shrutik_core.recordings.quality_rules import Finding, QualityRules, Severity, assess
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import plain, read_family

GOOD = Quality(
    duration=8.0, loudness=-22.0, peak=-3.0, clipped=0.0, snr=35.0, dc=0.0,
    bandwidth=8_000.0, speech=0.8, lead=0.4, tail=0.5,
)  # fmt: skip
WORSE = {"snr": -1, "clipped": 1, "loudness": -1, "bandwidth": -1, "lead": -1, "tail": -1, "dropouts": 1, "hum": 1}

qualities = st.builds(
    Quality,
    duration=st.floats(0.1, 7_200),
    loudness=st.floats(-70, 0),
    peak=st.floats(-120, 0),
    clipped=st.floats(0, 1),
    snr=st.none() | st.floats(-20, 80),
    dc=st.floats(-1, 1),
    bandwidth=st.floats(0, 96_000),
    speech=st.floats(0, 1),
    lead=st.floats(0, 100),
    tail=st.floats(0, 100),
    dropouts=st.floats(0, 1_000),
    hum=st.floats(-120, 20),
)


@given(qualities)
def test_the_verdict_is_as_bad_as_its_worst_finding(quality):
    verdict = assess(quality)
    assert verdict.severity == max([f.severity for f in verdict.findings], default=Severity.ACCEPT)
    assert len({f.code for f in verdict.findings}) == len(verdict.findings)


@given(qualities, st.sampled_from(sorted(WORSE)), st.floats(0, 100))
def test_a_worse_figure_never_makes_the_verdict_milder(quality, name, by):
    value = getattr(quality, name)
    if value is None:
        return
    worse = attrs.evolve(quality, **{name: value + WORSE[name] * by})
    assert assess(worse).severity >= assess(quality).severity


@given(qualities, st.sampled_from([*LOCALES, "bn-BD", "fr", ""]))
def test_every_finding_has_words_without_holes(quality, locale):
    for finding in assess(quality).findings:
        text = advice(finding, locale)
        assert text
        assert "{" not in text
        assert finding.code in WORDS


def test_a_good_recording_is_accepted():
    assert assess(GOOD).findings == ()


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"snr": 11.0}, "too_noisy", Severity.WARN),
        ({"snr": 1.0}, "too_noisy", Severity.REFUSE),
        ({"clipped": 0.01}, "clipped", Severity.WARN),
        ({"clipped": 0.3}, "clipped", Severity.REFUSE),
        ({"loudness": -50.0}, "too_quiet", Severity.WARN),
        ({"bandwidth": 3_950.0}, "narrow_band", Severity.WARN),
        ({"lead": 0.0}, "starts_in_word", Severity.WARN),
        ({"tail": 0.0}, "ends_in_word", Severity.WARN),
        ({"dropouts": 4.0}, "dropouts", Severity.WARN),
        ({"hum": -10.0}, "hum", Severity.WARN),
        ({"dc": -0.1}, "dc_offset", Severity.WARN),
        ({"speech": 0.0, "snr": None}, "no_speech", Severity.WARN),
    ],
)
def test_each_figure_has_its_finding(change, code, severity):
    (finding,) = assess(attrs.evolve(GOOD, **change)).findings
    assert (finding.code, finding.severity) == (code, severity)


def test_advice_gives_the_figure_in_the_speakers_language():
    finding = Finding("too_noisy", Severity.WARN, 11.2)
    assert "11 dB" in advice(finding, "en")
    assert "১১ ডেসিবেল" in advice(finding, "bn-BD")
    assert "11 डेसिबल" in advice(finding, "hi_IN")


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_code_is_worded_in_every_locale(code):
    assert set(WORDS[code]) == set(LOCALES)
    assert all(advice_for(code, locale, 1.0) for locale in LOCALES)


def test_damage_is_warned_of():
    facts = AudioFacts(MediaType.FLAC, "flac", 16_000, 1, 100, 16, damage=(Damage.CORRUPT, Damage.NON_FINITE))
    assert [f.code for f in assess(GOOD, facts=facts).findings] == ["corrupt"]


def test_rules_survive_their_mapping():
    rules = QualityRules(snr_warn=20.0, clipped_refuse=None)
    assert read_family(QualityRules, plain(rules)) == rules


@pytest.mark.parametrize("mapping", [{"snr": 3}, {"snr_warn": "loud"}, {"snr_warn": 1, "snr_refuse": 5}])
def test_wrong_rules_are_refused(mapping):
    with pytest.raises(Invalid) as error:
        read_family(QualityRules, mapping)
    assert error.value.code == "quality_rules_invalid"


def test_figures_are_named_with_their_units():
    mapping = GOOD.to_mapping()
    assert mapping["snr_db"] == 35.0
    assert mapping["bandwidth_hz"] == 8_000.0
    assert len(mapping) == len(attrs.fields(Quality))


@pytest.mark.parametrize(
    ("limit", "worse"),
    [("snr", -1), ("clipped", 0.125), ("loudness", -1), ("bandwidth", -1), ("speech", -0.125), ("dropouts", 1)],
)
def test_a_refusal_may_begin_with_its_warning_but_not_before(limit, worse):
    warn = -30.0 if limit == "loudness" else 0.5 if limit in {"clipped", "speech"} else 30.0
    assert QualityRules(**{f"{limit}_warn": warn, f"{limit}_refuse": warn})
    assert QualityRules(**{f"{limit}_warn": warn, f"{limit}_refuse": warn + worse})
    with pytest.raises(Invalid) as error:
        QualityRules(**{f"{limit}_warn": warn, f"{limit}_refuse": warn - worse})
    assert [(fault.field, fault.code) for fault in error.value.errors] == [(f"{limit}_refuse", "contradicts")]
