"""How good a recording or a chunk sounds: each figure with its unit and its definition."""

from collections.abc import Mapping

import attrs

_UNITS = {
    "duration": "duration_s",
    "loudness": "loudness_lufs",
    "peak": "peak_dbfs",
    "clipped": "clipped_ratio",
    "snr": "snr_db",
    "dc": "dc_offset",
    "bandwidth": "bandwidth_hz",
    "speech": "speech_ratio",
    "lead": "lead_s",
    "tail": "tail_s",
    "dropouts": "dropouts_per_min",
    "hum": "hum_db",
    "hum_frequency": "hum_hz",
}
FIGURES = tuple(_UNITS.values())
"""Names of all figures, the unit in each."""
_DIGITS = {"clipped": 5, "dc": 5, "speech": 3, "lead": 3, "tail": 3, "duration": 3}


@attrs.frozen
class Quality:
    """What was measured. Levels are relative to full scale (0 dB = the largest sample there can be).

    What lies below 40 Hz, an offset or a rumble, counts for the peak and the mean of the samples alone.

    Attributes:
        duration: seconds.
        loudness: integrated loudness in LUFS (ITU-R BS.1770-5, gated); -70 if nothing passes the gate.
        peak: largest sample in dBFS, 0 at most; -120 for digital silence.
        clipped: share of samples (0 to 1) that lie on a flat top, i.e. in the heap at either end of the amplitude
            histogram; counted at any gain.
        snr: level of the speech over that of what is heard between words, dB; None if there is no speech.
        dc: mean of the samples, -1 to 1.
        bandwidth: highest frequency in Hz that carries sound, up to half the sample rate; a recording that was
            upsampled shows its old limit.
        speech: share of the time with speech, 0 to 1.
        lead: seconds from the start to the first speech; the whole duration if there is none.
        tail: seconds from the last speech to the end; the whole duration if there is none.
        dropouts: gaps of digital silence of 2 to 500 ms that tear the sound apart, as lost packets do, per minute; the
            exact zeros of a synthesised voice or of a gate, and of a coding of few bits, do not count.
        hum: level of the mains hum (50 or 60 Hz and its harmonics), dB relative to the speech; -120 for none.
        hum_frequency: 50 or 60 Hz, or 0 for none.
    """

    duration: float
    loudness: float
    peak: float
    clipped: float
    snr: float | None
    dc: float
    bandwidth: float
    speech: float
    lead: float
    tail: float
    dropouts: float = 0.0
    hum: float = -120.0
    hum_frequency: int = 0

    def to_mapping(self) -> Mapping[str, float | int | None]:
        """The figures by name with the unit in the name (``snr_db``), rounded to what was measured."""
        return {
            _UNITS[name]: round(value, _DIGITS.get(name, 1)) if isinstance(value, float) else value
            for name, value in attrs.asdict(self).items()
        }
