"""Makes the demo's sample speech again: espeak-ng says the texts below, with pauses and a little room noise.

    apt-get install espeak-ng && python benchmarks/make_samples.py src/entrypoints/shrutik_cli/demo/samples

Writes one Ogg/Opus file for each recording and ``samples.json`` with the text and the time of every word. A text is
parted at its commas and sentence ends; each phrase is synthesised alone, its silence is cut off, and pauses are put
between, so the times of phrases are exact; within a phrase they are those that the synthesiser reports.
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

TEXTS = {
    "bn-01": (
        "bn",
        "ভোরবেলা আমাদের গ্রামে প্রথমে মোরগ ডাকে, তারপর নদীর দিক থেকে ঠান্ডা হাওয়া আসে। মা উঠোন ঝাড়ু দিয়ে চুলায় আগুন "
        "ধরান। দাদু বারান্দায় বসে পুরনো রেডিওতে খবর শোনেন।",
    ),
    "bn-02": (
        "bn",
        "বর্ষাকালে এই রাস্তা দিয়ে গাড়ি চলে না, নৌকাই তখন একমাত্র ভরসা। গত বছর সাতদিন টানা বৃষ্টি হয়েছিল। স্কুলের মাঠে "
        "হাঁটু সমান জল জমেছিল, আর আমরা কলাগাছের ভেলা বানিয়ে খেলেছিলাম।",
    ),
    "bn-03": (
        "bn",
        "ইলিশ মাছ রান্না করা খুব সহজ। প্রথমে মাছে হলুদ আর নুন মাখিয়ে রাখুন, তারপর সরষে বাটা, কাঁচা লঙ্কা আর সরষের তেল "
        "মিশিয়ে ঢেকে দিন। পনেরো মিনিট অল্প আঁচে রাখলেই রান্না শেষ।",
    ),
    "bn-04": (
        "bn",
        "শহরের বড় বাজারে আজ খুব ভিড়। এক দোকানদার বললেন, টমেটোর দাম গত সপ্তাহের চেয়ে দ্বিগুণ হয়েছে। আমি শুধু আলু, "
        "পেঁয়াজ আর এক আঁটি শাক কিনে ফিরে এলাম।",
    ),
    "bn-05": (
        "bn",
        "আমার ছোট বোন বড় হয়ে ডাক্তার হতে চায়। সে প্রতিদিন সন্ধ্যায় দুই ঘণ্টা বিজ্ঞান পড়ে, আর রাতে ঘুমানোর আগে গল্পের বই "
        "পড়ে। তার শিক্ষক বলেন, মেয়েটি কখনো প্রশ্ন করতে ভয় পায় না। আমরা সবাই তাকে নিয়ে গর্ব করি।",
    ),
    "bn-06": (
        "bn",
        "ভাষা শুধু কথা বলার উপায় নয়, ভাষা আমাদের স্মৃতি। যে ভাষায় মা ঘুমপাড়ানি গান গেয়েছেন, সেই ভাষায় কম্পিউটার যেন "
        "আমাদের কথা বুঝতে পারে। তাই আজ আমরা নিজেদের কণ্ঠস্বর দান করছি।",
    ),
    "en-01": (
        "en-gb",
        "The first ferry leaves the harbour at six, long before the shops have opened. Fishermen carry their baskets "
        "to the market, and the smell of salt follows them up the hill. By noon the whole street is full of people.",
    ),
    "en-02": (
        "en-gb",
        "My grandmother kept a garden behind her house. She grew beans, onions and bright yellow flowers whose names "
        "I never learned. When it rained for too long, she would stand at the window and talk to the clouds.",
    ),
    "en-03": (
        "en-gb",
        "To make a good cup of tea, boil fresh water and warm the pot. Add one spoon of leaves for each person, wait "
        "four minutes, and pour it slowly. Milk and sugar are a matter of taste.",
    ),
    "en-04": (
        "en-gb",
        "The weather will be dry in the north today, with a cold wind from the sea. In the valleys there may be fog "
        "until the late morning. Drivers should not hurry on the mountain roads.",
    ),
    "en-05": (
        "en-gb",
        "Our teacher asked us to write about a journey. I wrote about the night train, which stopped for three hours "
        "between two fields. Nobody knew why, but somebody had a guitar, and soon the whole carriage was singing. It "
        "was the best delay of my life.",
    ),
    "en-06": (
        "en-gb",
        "A machine learns a language from the voices that people give it. If nobody records a language, the machine "
        "will never understand its speakers. That is why we read these sentences aloud today.",
    ),
}


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
    voiced = sound[np.abs(sound) > QUIET]
    sound = sound * (LOUDNESS / np.sqrt(np.mean(voiced**2)))
    noise = np.convolve(rng.standard_normal(len(sound) + 7), np.ones(8) / np.sqrt(8), "valid") * NOISE
    return np.clip(sound + noise, -0.98, 0.98)


def main(folder: Path) -> None:
    """Writes all samples."""
    engine, rng = Synthesiser(), np.random.default_rng(20261122)
    entries = []
    for name, (voice, text) in TEXTS.items():
        sound, words = recording(engine, voice, text, rng)
        path = folder / f"{name}.opus"
        soundfile.write(path, sound, RATE, format="OGG", subtype="OPUS", compression_level=0.9)
        seconds = round(len(sound) / RATE, 3)
        entries.append({"name": name, "file": path.name, "language": name[:2], "text": text, "words": words})
        print(f"{path.name}  {seconds:6.2f} s  {path.stat().st_size:7d} bytes  {len(words):3d} words")
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    (folder / "samples.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
