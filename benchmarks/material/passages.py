"""Makes passages with pauses in many voices, with the times of their words: espeak-ng and Festival must be installed.

``python -m benchmarks.material.passages DIR [--count 32] [--first 0]`` writes FLAC at 16 kHz and JSON as the judge
reads it, for ``python -m benchmarks.chunking --speech DIR``. No more than six seconds go by without a pause.
"""

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile as sf
import soxr

from benchmarks.material import speech as made_speech

RATE = 16_000
LONGEST = 5.0
VARIANTS = (
    *(f"f{i}" for i in range(1, 6)),
    *(f"m{i}" for i in range(1, 9)),
    *("klatt", "klatt2", "klatt4", "Alex", "Andrea", "Annie", "Denis", "Gene", "Lee", "Michael", "belinda", "linda"),
    *("adam", "anika", "antonio", "benjamin", "boris", "caleb", "david", "edward", "grandma", "grandpa", "iven"),
    *("john", "marcelo", "miguel", "norbert", "pablo", "paul", "pedro"),
)
LANGUAGES = {
    "en": ("en-us", "en-gb-scotland", "en-gb-x-rp", "en-029", "en-gb-x-gbclan"),
    "hi": ("hi",),
    "bn": ("bn",),
    "es": ("es", "es-419"),
    "ta": ("ta",),
}
FESTIVAL = (
    ("en", "kal_diphone"),
    ("en", "ked_diphone"),
    ("en", "cmu_us_slt_arctic_hts"),
    ("it", "lp_diphone"),
    ("it", "pc_diphone"),
    ("cs", "czech_dita"),
    ("cs", "czech_machac"),
)
TEXTS = made_speech.TEXTS | {
    "it": (
        "la vecchia barca parte dal porto ogni mattina prima che apra il mercato e la gente porta ceste di pesce "
        "verdura e fiori mentre i bambini corrono lungo il molo cercando granchi mia nonna diceva che il fiume "
        "ricorda tutti quelli che lo hanno attraversato e noi le credevamo un maestro cammina piano verso la scuola "
    ),
    "cs": (
        "dnes ráno jsem šel s kamarádem na trh bylo tam mnoho lidí kteří kupovali zeleninu a ovoce starý muž seděl pod "
        "stromem a četl noviny děti hrály na hřišti fotbal a jejich matka je volala domů naše řeka je po dešti velmi "
        "široká a sedláci večer pijí čaj a vyprávějí si o tom co se stalo ve městě minulý týden "
    ),
}
_WORDS = """
(define (times name utt)
  (format t "== %s\\n" name)
  (mapcar (lambda (w) (format t "%f %f\\n" (item.feat w "word_start") (item.feat w "word_end")))
          (utt.relation.items utt 'Word)))
"""


def espeak(pieces, language, random, voice):
    """(samples, words in seconds) of each piece, in one voice of espeak-ng."""
    names = LANGUAGES[language]
    name = f"{names[int(random.integers(len(names)))]}+{VARIANTS[int(random.integers(len(VARIANTS)))]}"
    speed, pitch = int(random.integers(135, 205)), int(random.integers(20, 85))
    made = []
    for piece in pieces:
        samples, words = voice.say(piece, name, speed + int(random.integers(-6, 7)), pitch)
        made.append((soxr.resample(samples, voice.rate, RATE), np.array(words, float).reshape(-1, 2) / voice.rate))
    return f"{name}-{speed}-{pitch}", made


def festival(pieces, name):
    """(samples, words in seconds) of each piece, in a voice of Festival."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [_WORDS, f"(voice_{name})"]
        for i, piece in enumerate(pieces):
            lines += [
                f'(set! u (utt.synth (Utterance Text "{piece}")))',
                f'(utt.save.wave u "{folder}/{i}.wav" \'riff)',
                f'(times "{i}" u)',
            ]
        script = Path(folder, "say.scm")
        script.write_text("\n".join(lines), encoding="utf-8")
        told = subprocess.run(["festival", "-b", str(script)], check=True, capture_output=True, text=True).stdout
        parts = re.split(r"== \d+\n", told)[1:]
        made = []
        for i, part in enumerate(parts):
            samples, rate = sf.read(f"{folder}/{i}.wav")
            words = np.array([line.split() for line in part.splitlines() if line.strip()], float).reshape(-1, 2)
            made.append((soxr.resample(samples, rate, RATE) if rate != RATE else samples, words))
        return name, made


def phrases(text, random, seconds):
    """Runs of 3 to 14 words of a text, in another order each time, about as many as fill the time."""
    vocabulary, count = text.split(), 0
    while count < seconds * 2.6:
        size = int(random.integers(3, 15))
        first = int(random.integers(0, max(1, len(vocabulary) - size)))
        piece = vocabulary[first : first + size]
        count += len(piece)
        yield " ".join(piece)


def pause(random):
    """Seconds between phrases: mostly 0.12 to 0.9, now and then 3 to 6."""
    return random.uniform(3.2, 6.0) if random.random() < 0.04 else 0.12 + random.gamma(1.6, 0.22)


def breath(random, count):
    """A soft noise that rises and falls, as somebody breathes in."""
    noise = np.convolve(random.standard_normal(count), [1, -0.6], "same")
    return noise * np.hanning(count)


def joined(made, random):
    """Phrases one after another with pauses, and breaths in some: (samples, words)."""
    level = np.sqrt(np.mean(np.square(np.concatenate([samples for samples, _ in made]))))
    parts, words, at = [np.zeros(round(random.uniform(0.3, 2.0) * RATE))], [], 0
    at = len(parts[0])
    for samples, found in made:
        if not len(found):
            continue
        for part, part_words in split(samples, found):
            gap = np.zeros(round(pause(random) * RATE))
            if len(gap) > 0.4 * RATE and random.random() < 0.3:
                length = round(min(0.3, len(gap) / RATE - 0.2) * RATE)
                gap[len(gap) - length - 1600 :][:length] += (
                    level * 10 ** (-random.uniform(25, 35) / 20) * breath(random, length)
                )
            words += [(float(a + at / RATE), float(b + at / RATE)) for a, b in part_words]
            parts += [part, gap]
            at += len(part) + len(gap)
    parts.append(np.zeros(-at % RATE))
    return np.concatenate(parts), words


def split(samples, words):
    """The phrase without what is silent at its ends; in two at a word's edge where it is long."""
    low = max(0, round((words[0, 0] - 0.02) * RATE))
    high = min(len(samples), round((words[-1, 1] + 0.02) * RATE))
    if (high - low) / RATE <= LONGEST or len(words) < 2:
        return [(samples[low:high], words - low / RATE)]
    middle = len(words) // 2
    at = round((words[middle - 1, 1] + words[middle, 0]) / 2 * RATE)
    first, second = words[:middle], words[middle:]
    return [(samples[low:at], first - low / RATE), (samples[at:high], second - at / RATE)]


def passage(number, voice, seconds=80):
    """(name, samples, words) of one passage; every fourth is Festival's."""
    random = np.random.default_rng([20, number])
    if number % 4 == 3:
        language, who = FESTIVAL[number // 4 % len(FESTIVAL)]
        name, made = festival(list(phrases(TEXTS[language], random, seconds)), who)
    else:
        language = ("en", "hi", "bn", "es", "hi", "bn", "en", "ta")[number % 8]
        name, made = espeak(list(phrases(TEXTS[language], random, seconds)), language, random, voice)
    samples, words = joined(made, random)
    return f"{number:03d}-{language}-{name}", samples * 0.5 / np.abs(samples).max(), words


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=32)
    parser.add_argument("--first", type=int, default=0)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    voice = made_speech.Voice()
    for number in range(args.first, args.first + args.count):
        name, samples, words = passage(number, voice)
        sf.write(args.folder / f"{name}.flac", samples, RATE)
        truth = {"name": name, "sr": RATE, "dur": len(samples) / RATE, "words": words}
        (args.folder / f"{name}.json").write_text(json.dumps(truth))
        print(f"{name}: {truth['dur']:.1f} s, {len(words)} words")


if __name__ == "__main__":
    main()
