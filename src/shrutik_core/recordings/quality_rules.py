"""From figures to a verdict: accept, warn or refuse, by a collection's rules."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import ClassVar

import attrs

from shrutik_core.recordings.facts import AudioFacts, Damage
from shrutik_core.recordings.quality import Quality
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.knobs import knob
from shrutik_core.shared.policy_family import CONTRADICTS, PolicyFamily

declare(Invalid, "quality_rules_invalid", "These cannot be quality rules.")

# What has both a warning and a refusal: 1 if a smaller figure is worse, -1 if a larger one is.
_GRADED = (("snr", 1), ("clipped", -1), ("loudness", 1), ("bandwidth", 1), ("speech", 1), ("dropouts", -1))


class Severity(IntEnum):
    """How bad a finding is; a verdict is as bad as its worst finding."""

    ACCEPT = 0
    WARN = 1
    REFUSE = 2


@attrs.frozen
class Finding:
    """One thing that is wrong with a recording.

    Attributes:
        code: stable name, e.g. ``too_noisy``; `advice` has its words.
        severity: warn or refuse.
        value: the figure that gave rise to it, in the unit of the advice; None if there is none.
    """

    code: str
    severity: Severity
    value: float | None = None


@attrs.frozen
class Assessment:
    """What becomes of a recording.

    Attributes:
        findings: worst first, then by code.
    """

    findings: tuple[Finding, ...] = ()

    @property
    def severity(self) -> Severity:
        """The worst of the findings; accept if there is none."""
        return max((finding.severity for finding in self.findings), default=Severity.ACCEPT)

    @property
    def refused(self) -> bool:
        """Whether the recording is of no use."""
        return self.severity is Severity.REFUSE

    def joined_by(self, finding: Finding) -> "Assessment":
        """The verdict with one more finding."""
        return Assessment(_ordered([*self.findings, finding]))


@attrs.frozen(kw_only=True)
class QualityRules(PolicyFamily):
    """The quality limits of a collection; one that is null (None) is not checked.

    Raises:
        Invalid: ``quality_rules_invalid``, with the limits at fault; also if a refusal begins before its warning.
    """

    code: ClassVar[str] = "quality_rules_invalid"

    snr_warn: float | None = knob(
        15.0, "Warn if the speech is less far above the noise.", low=-200, high=200, unit="dB"
    )
    snr_refuse: float | None = knob(
        3.0, "Refuse if the speech is less far above the noise.", low=-200, high=200, unit="dB"
    )
    clipped_warn: float | None = knob(0.001, "Warn if a larger share of the samples is clipped.", low=0, high=1)
    clipped_refuse: float | None = knob(0.1, "Refuse if a larger share of the samples is clipped.", low=0, high=1)
    loudness_warn: float | None = knob(-42.0, "Warn if the recording is quieter.", low=-200, high=20, unit="LUFS")
    loudness_refuse: float | None = knob(-66.0, "Refuse if the recording is quieter.", low=-200, high=20, unit="LUFS")
    bandwidth_warn: float | None = knob(
        4_500.0, "Warn if no sound reaches this frequency, as in a telephone call.", low=0, high=1_000_000, unit="Hz"
    )
    bandwidth_refuse: float | None = knob(
        None, "Refuse if no sound reaches this frequency.", low=0, high=1_000_000, unit="Hz"
    )
    speech_warn: float | None = knob(0.1, "Warn if a smaller share of the time is speech.", low=0, high=1)
    speech_refuse: float | None = knob(None, "Refuse if a smaller share of the time is speech.", low=0, high=1)
    margin_warn: float | None = knob(
        0.03,
        "Warn if less time lies before the first speech or after the last: a word may be cut off.",
        low=0,
        high=3600,
        unit="seconds",
    )
    dropouts_warn: float | None = knob(
        1.0, "Warn if more gaps break off in the middle of sound.", low=0, high=60_000, unit="gaps a minute"
    )
    dropouts_refuse: float | None = knob(
        60.0, "Refuse if more gaps break off in the middle of sound.", low=0, high=60_000, unit="gaps a minute"
    )
    dc_warn: float | None = knob(0.02, "Warn if the mean of the samples lies further from zero.", low=0, high=1)
    hum_warn: float | None = knob(
        -20.0, "Warn if the mains hum is louder, relative to the speech.", low=-200, high=200, unit="dB"
    )

    def contradictions(self) -> Iterable[FieldError]:
        """Refusals that would begin before their warnings."""
        return [
            FieldError(f"{name}_refuse", f"must not begin before {name}_warn does", CONTRADICTS)
            for name, falling in _GRADED
            if self._crossed(name, falling)
        ]

    def _crossed(self, name: str, falling: int) -> bool:
        warn, refuse = getattr(self, f"{name}_warn"), getattr(self, f"{name}_refuse")
        return warn is not None and refuse is not None and falling * refuse > falling * warn


def _below(value: float, limit: float) -> bool:
    return value < limit


def _above(value: float, limit: float) -> bool:
    return value > limit


def _graded(
    code: str,
    value: float,
    wrong: Callable[[float, float], bool],
    warn: float | None,
    refuse: float | None = None,
) -> list[Finding]:
    if refuse is not None and wrong(value, refuse):
        return [Finding(code, Severity.REFUSE, value)]
    if warn is not None and wrong(value, warn):
        return [Finding(code, Severity.WARN, value)]
    return []


def _of_level(quality: Quality, rules: QualityRules) -> list[Finding]:
    found = _graded("clipped", quality.clipped, _above, rules.clipped_warn, rules.clipped_refuse)
    found += _graded("too_quiet", quality.loudness, _below, rules.loudness_warn, rules.loudness_refuse)
    return found + _graded("dc_offset", abs(quality.dc), _above, rules.dc_warn)


def _of_noise(quality: Quality, rules: QualityRules) -> list[Finding]:
    found: list[Finding] = []
    if quality.snr is not None:
        found += _graded("too_noisy", quality.snr, _below, rules.snr_warn, rules.snr_refuse)
    found += _graded("hum", quality.hum, _above, rules.hum_warn)
    found += _graded("dropouts", quality.dropouts, _above, rules.dropouts_warn, rules.dropouts_refuse)
    return found + _graded("narrow_band", quality.bandwidth, _below, rules.bandwidth_warn, rules.bandwidth_refuse)


def _of_speech(quality: Quality, rules: QualityRules) -> list[Finding]:
    if quality.speech <= 0:
        return _graded("no_speech", 0.0, _below, rules.speech_warn, rules.speech_refuse)
    found = _graded("little_speech", quality.speech, _below, rules.speech_warn, rules.speech_refuse)
    found += _graded("starts_in_word", quality.lead, _below, rules.margin_warn)
    return found + _graded("ends_in_word", quality.tail, _below, rules.margin_warn)


_DAMAGE = {
    Damage.TRUNCATED: "truncated",
    Damage.CORRUPT: "corrupt",
    Damage.GAP: "gap",
    Damage.NON_FINITE: "corrupt",
    Damage.OVER_RANGE: "clipped",
}


def _of_damage(facts: AudioFacts, quality: Quality) -> list[Finding]:
    codes = sorted({_DAMAGE[damage] for damage in facts.damage if damage in _DAMAGE})
    return [Finding(code, Severity.WARN, quality.clipped if code == "clipped" else None) for code in codes]


def assess(quality: Quality, rules: QualityRules | None = None, facts: AudioFacts | None = None) -> Assessment:
    """The verdict on a recording or a chunk.

    A figure that gets worse never makes the verdict milder.

    Args:
        quality: what was measured.
        rules: the collection's; the defaults if None.
        facts: what decoding found, for damage; None for a chunk.
    """
    rules = rules or QualityRules()
    found = _of_level(quality, rules) + _of_noise(quality, rules) + _of_speech(quality, rules)
    known = {finding.code for finding in found}
    found += [finding for finding in (_of_damage(facts, quality) if facts else []) if finding.code not in known]
    return Assessment(_ordered(found))


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (-finding.severity, finding.code)))
