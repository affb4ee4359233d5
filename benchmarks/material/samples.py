"""Makes the demo's sample speech again: espeak-ng reads their texts, with pauses and a little room noise.

    apt-get install espeak-ng && python -m benchmarks.material.samples src/entrypoints/shrutik_cli/demo/samples

Reads the texts from ``samples.json``, writes one Ogg/Opus file for each, and puts the time of every word beside it. A
text is parted at its commas and sentence ends; each phrase is synthesised alone, its silence is cut off, and pauses are
put between, so the times of phrases are exact; within a phrase they are those that the synthesiser reports.
"""

import ctypes
import json
import re
import sys
from pathlib import Path

import numpy as np
import soundfile
import soxr

RATE = 24_000
NOISE = 10 ** (-62 / 20)
LOUDNESS = 0.075
LEAD, TAIL, COMMA, SENTENCE = (0.45, 0.7), (0.5, 0.8), (0.22, 0.42), (0.7, 1.2)
QUIET = 0.004


class Event(ctypes.Structure):
    """espeak_EVENT of espeak-ng's speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


WORD, END, CHARS_UTF8, RETRIEVAL, RATE_SETTING, PITCH_SETTING = 1, 0, 1, 1, 1, 3
CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Synthesiser:
    """espeak-ng, through its C library."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self.rate = self._library.espeak_Initialize(RETRIEVAL, 0, None, 0)
        self._keep = CALLBACK(self._take)
        self._library.espeak_SetSynthCallback(self._keep)
        self._samples, self._words = [], []

    def _take(self, wave, count, events) -> int:
        if wave and count:
            self._samples.append(np.ctypeslib.as_array(wave, (count,)).astype(np.float64) / 32768)
        place = 0
        while events[place].type != END:
            if events[place].type == WORD:
                self._words.append((events[place].text_position - 1, events[place].audio_position / 1000))
            place += 1
        return 0

    def say(self, text: str, voice: str, rate: int, pitch: int):
        """The samples of a phrase, and the place (characters) and time (seconds) of each word's beginning."""
        self._samples, self._words = [], []
        self._library.espeak_SetVoiceByName(voice.encode())
        self._library.espeak_SetParameter(RATE_SETTING, rate, 0)
        self._library.espeak_SetParameter(PITCH_SETTING, pitch, 0)
        data = text.encode() + b"\0"
        self._library.espeak_Synth(data, len(data), 0, 1, 0, CHARS_UTF8, None, None)
        self._library.espeak_Synchronize()
        return np.concatenate(self._samples), list(self._words)


def phrases(text: str) -> list[str]:
    """The text parted after commas and sentence ends."""
    return [phrase.strip() for phrase in re.findall(r"[^,।.?!]+[,।.?!]+", text)]


def phrase_sound(engine: Synthesiser, phrase: str, voice: str, rate: int, pitch: int):
    """A phrase without the silence around it, and ``[word, start, end]`` for each of its words, in seconds."""
    sound, marks = engine.say(phrase, voice, rate, pitch)
    loud = np.flatnonzero(np.abs(sound) > QUIET)
    first, last = loud[0], loud[-1] + 1
    length = (last - first) / engine.rate
    tokens = [(match.start(), match[0]) for match in re.finditer(r"\S+", phrase)]
    starts = []
    for place, _ in tokens:
        near = [time for at, time in marks if at >= place]
        starts.append(min(length, max(0.0, (near[0] if near else length) - first / engine.rate)))
    ends = [*starts[1:], length]
    return sound[first:last], [[word, s, e] for (_, word), s, e in zip(tokens, starts, ends, strict=True)]


def recording(engine: Synthesiser, voice: str, text: str, rng: np.random.Generator):
    """The samples at RATE, and all words with their times."""
    pace, pitch = int(rng.integers(138, 158)), int(rng.integers(42, 58))
    parts, words, at = [], [], 0.0

    def pause(span) -> None:
        nonlocal at
        seconds = round(float(rng.uniform(*span)), 3)
        parts.append(np.zeros(round(seconds * engine.rate)))
        at += seconds

    pause(LEAD)
    said = phrases(text)
    for place, phrase in enumerate(said):
        sound, marks = phrase_sound(engine, phrase, voice, pace, pitch)
        words += [[word, round(at + s, 3), round(at + e, 3)] for word, s, e in marks]
        parts.append(sound)
        at += len(sound) / engine.rate
        if place + 1 < len(said):
            pause(COMMA if phrase.endswith(",") else SENTENCE)
    pause(TAIL)
    return finish(np.concatenate(parts), engine.rate, rng), words


def finish(sound: np.ndarray, rate: int, rng: np.random.Generator) -> np.ndarray:
    """At RATE, at one loudness, with the noise of a quiet room under it."""
    sound = soxr.resample(sound, rate, RATE)
    loud = sound[np.abs(sound) > QUIET]
    sound = sound * (LOUDNESS / np.sqrt(np.mean(loud**2)))
    noise = np.convolve(rng.standard_normal(len(sound) + 7), np.ones(8) / np.sqrt(8), "valid") * NOISE
    return np.clip(sound + noise, -0.98, 0.98)


def main(folder: Path) -> None:
    """Writes all samples."""
    engine, rng = Synthesiser(), np.random.default_rng(20261122)
    entries = json.loads((folder / "samples.json").read_text(encoding="utf-8"))
    for entry in entries:
        sound, entry["words"] = recording(engine, entry["voice"], entry["text"], rng)
        path = folder / entry["file"]
        soundfile.write(path, sound, RATE, format="OGG", subtype="OPUS", compression_level=0.9)
        print(
            f"{path.name}  {len(sound) / RATE:6.2f} s  {path.stat().st_size:7d} bytes  {len(entry['words']):3d} words"
        )
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    (folder / "samples.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
