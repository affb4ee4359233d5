"""From figures to a verdict: accept, warn or refuse, by a collection's rules."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Self

import attrs

from shrutik_core.recordings.facts import AudioFacts, Damage
from shrutik_core.recordings.quality import Quality
from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "quality_rules_invalid", "These cannot be quality rules.")


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
        value: the figure that gave rise to it, in the unit of the advice; None where there is none.
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
        """The worst of the findings; accept where there is none."""
        return max((finding.severity for finding in self.findings), default=Severity.ACCEPT)

    @property
    def refused(self) -> bool:
        """Whether the recording is of no use."""
        return self.severity is Severity.REFUSE

    def joined_by(self, finding: Finding) -> "Assessment":
        """The verdict with one more finding."""
        return Assessment(_ordered([*self.findings, finding]))


@attrs.frozen(kw_only=True)
class QualityRules:
    """Limits of a collection; a limit of None is not looked at.

    Attributes:
        snr_warn: dB, a smaller SNR is warned of.
        snr_refuse: dB, a smaller one is refused.
        clipped_warn: share of clipped samples, 0 to 1.
        clipped_refuse: the same, to refuse.
        loudness_warn: LUFS, below it the recording is too quiet.
        loudness_refuse: the same, to refuse.
        bandwidth_warn: Hz, below it the sound is that of a telephone call.
        bandwidth_refuse: the same, to refuse.
        speech_warn: share of the time, below it there is hardly any speech.
        speech_refuse: the same, to refuse.
        margin_warn: seconds before the first and after the last speech, below which a word may be cut off.
        dropouts_warn: gaps per minute.
        dropouts_refuse: the same, to refuse.
        dc_warn: offset, 0 to 1.
        hum_warn: dB relative to the speech.

    Raises:
        Invalid: ``quality_rules_invalid`` where a refusal begins before its warning.
    """

    snr_warn: float | None = 15.0
    snr_refuse: float | None = 3.0
    clipped_warn: float | None = 0.001
    clipped_refuse: float | None = 0.1
    loudness_warn: float | None = -42.0
    loudness_refuse: float | None = -66.0
    bandwidth_warn: float | None = 4_500.0
    bandwidth_refuse: float | None = None
    speech_warn: float | None = 0.1
    speech_refuse: float | None = None
    margin_warn: float | None = 0.03
    dropouts_warn: float | None = 1.0
    dropouts_refuse: float | None = 60.0
    dc_warn: float | None = 0.02
    hum_warn: float | None = -20.0

    def __attrs_post_init__(self) -> None:
        wrong = [
            FieldError(f"{name}_refuse", "must not begin before its warning", "out_of_range")
            for name, falling in (
                ("snr", 1),
                ("clipped", -1),
                ("loudness", 1),
                ("bandwidth", 1),
                ("speech", 1),
                ("dropouts", -1),
            )
            if self._crossed(name, falling)
        ]
        if wrong:
            raise Invalid("quality_rules_invalid", "Correct these quality rules: refusal before warning.", errors=wrong)

    def _crossed(self, name: str, falling: int) -> bool:
        warn, refuse = getattr(self, f"{name}_warn"), getattr(self, f"{name}_refuse")
        return warn is not None and refuse is not None and falling * refuse > falling * warn

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Self:
        """Rules from names and values, as a table holds them; what is not named keeps its default.

        Raises:
            Invalid: ``quality_rules_invalid`` where a name is unknown or a value is no number and not None.
        """
        known = {field.name for field in attrs.fields(cls)}
        wrong = [FieldError(name, "is no quality rule", "unknown") for name in mapping if name not in known]
        wrong += [
            FieldError(name, "must be a number or nothing", "wrong_type")
            for name, value in mapping.items()
            if name in known and (isinstance(value, bool) or not isinstance(value, int | float | None))
        ]
        if wrong:
            raise Invalid("quality_rules_invalid", "Correct these quality rules.", errors=wrong)
        return cls(**mapping)  # type: ignore[arg-type]  # every value was seen to be a number or None above

    def to_mapping(self) -> Mapping[str, float | None]:
        """Names and values that JSON can hold; ``from_mapping`` gives the same rules back."""
        return attrs.asdict(self)


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
        rules: the collection's; the defaults where None.
        facts: what decoding found, for damage; None for a chunk.
    """
    rules = rules or QualityRules()
    found = _of_level(quality, rules) + _of_noise(quality, rules) + _of_speech(quality, rules)
    known = {finding.code for finding in found}
    found += [finding for finding in (_of_damage(facts, quality) if facts else []) if finding.code not in known]
    return Assessment(_ordered(found))


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (-finding.severity, finding.code)))
