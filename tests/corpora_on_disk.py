"""Small corpora with real sound, in a folder, in every format that is read."""

import csv
import gzip
import json
from importlib import resources

import attrs
import numpy as np
import soundfile
import soxr

RATE = 16_000
TEXTS = ('She said "hello', "Two, three; four", "আমি বাংলায় গান গাই", "'=1+1, so to say")
SPEAKERS = ("ana", "বিনা", "ana", "বিনা")
PIECE = 3 * RATE
"""Samples of one utterance."""


def speech():
    """Four utterances, one behind the other: mono samples of 16 bits, at `RATE`."""
    pieces = []
    for name in ("en-01", "en-02", "en-03", "en-04"):
        with resources.as_file(resources.files("shrutik_cli.demo") / "samples" / f"{name}.opus") as path:
            sound, rate = soundfile.read(path, dtype="float64")
        pieces.append(soxr.resample(sound, rate, RATE)[RATE : RATE + PIECE])
    return np.clip(np.concatenate(pieces) * 32767, -32768, 32767).astype(np.int16)


@attrs.frozen(eq=False)
class Corpus:
    """A corpus that was written.

    Attributes:
        folder: where.
        sounds: the samples of each utterance; None if they are coded with loss.
        texts: what is said in each.
        speakers: the labels, or those that are said by an option.
        options: what the command has to be told besides.
    """

    folder: object
    sounds: list | None
    texts: tuple = TEXTS
    speakers: tuple = SPEAKERS
    options: tuple = ()


def _pieces():
    sound = speech()
    return [sound[at : at + PIECE] for at in range(0, len(sound), PIECE)]


def _write(folder, ending, at=""):
    (folder / at).mkdir(parents=True, exist_ok=True)
    for number, piece in enumerate(_pieces()):
        soundfile.write(folder / at / f"u{number}{ending}", piece, RATE)
    return _pieces()


def _lines(path, lines):
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _objects(path, rows):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(lines) if path.suffix == ".gz" else lines)


def common_voice(folder):
    _write(folder, ".mp3", "clips")
    rows = (f"{who}\tu{number}.mp3\t{text}\ttwenties\tfemale_feminine\ten" for number, who, text in _numbered())
    _lines(folder / "validated.tsv", ["client_id\tpath\tsentence\tage\tgender\tlocale", *rows])
    return Corpus(folder, None)


def ljspeech(folder):
    sounds = _write(folder, ".wav", "wavs")
    _lines(folder / "metadata.csv", [f"u{number}|{text.upper()}|{text}" for number, _, text in _numbered()])
    return Corpus(folder, sounds, speakers=("Linda",) * 4, options=("--speaker", "Linda"))


def kaldi(folder):
    sounds = _write(folder, ".flac", "sounds")
    _lines(folder / "wav.scp", [f"u{number} {folder}/sounds/u{number}.flac" for number in range(4)])
    return _kaldi_tables(folder, sounds)


def kaldi_segments(folder):
    folder.mkdir(parents=True)
    soundfile.write(folder / "talk.wav", speech(), RATE)
    _lines(folder / "wav.scp", ["talk talk.wav"])
    _lines(folder / "segments", [f"u{number} talk {number * 3:.2f} {number * 3 + 3:.2f}" for number in range(4)])
    return _kaldi_tables(folder, _pieces())


def _kaldi_tables(folder, sounds):
    _lines(folder / "text", [f"u{number} {text}" for number, _, text in _numbered()])
    _lines(folder / "utt2spk", [f"u{number} {who}" for number, who, _ in _numbered()])
    return Corpus(folder, sounds)


def nemo(folder):
    """Two utterances overlap, as people do who talk to each other; the third is all of its file."""
    folder.mkdir(parents=True)
    sound = speech()
    soundfile.write(folder / "talk.wav", sound, RATE)
    soundfile.write(folder / "alone.wav", sound[:PIECE], RATE)
    times = [(0.0, 3.0), (1.5, 4.0)]
    rows = [{"audio_filepath": "talk.wav", "offset": begin, "duration": length} for begin, length in times]
    rows.append({"audio_filepath": "/elsewhere/alone.wav", "offset": 0, "duration": 3.0})
    for row, text in zip(rows, TEXTS, strict=False):
        row |= {"text": text, "speaker": "ana"}
    _objects(folder / "train_manifest.json", rows)
    cut = [sound[round(begin * RATE) : round((begin + length) * RATE)] for begin, length in times]
    sounds = [*cut, sound[:PIECE]]
    return Corpus(folder, sounds, TEXTS[:3], ("ana",) * 3, ("--root", "/elsewhere"))


def lhotse(folder):
    folder.mkdir(parents=True)
    soundfile.write(folder / "talk.flac", speech(), RATE)
    source = {"type": "file", "channels": [0], "source": "talk.flac"}
    _objects(folder / "demo_recordings_all.jsonl.gz", [{"id": "talk", "sources": [source], "sampling_rate": RATE}])
    rows = [
        {"id": f"u{number}", "recording_id": "talk", "start": number * 3.0, "duration": 3.0, "channel": 0}
        | {"text": text, "speaker": who, "language": "en"}
        for number, who, text in _numbered()
    ]
    _objects(folder / "demo_supervisions_all.jsonl.gz", rows)
    return Corpus(folder, _pieces())


def lhotse_cuts(folder):
    folder.mkdir(parents=True)
    soundfile.write(folder / "talk.flac", speech(), RATE)
    source = {"type": "file", "channels": [0], "source": "talk.flac"}
    rows = [
        {"id": f"c{number}", "start": number * 3.0, "duration": 3.0, "channel": 0}
        | {"recording": {"id": "talk", "sources": [source]}}
        | {"supervisions": [{"id": f"u{number}", "start": 0, "duration": 3.0, "text": text, "speaker": who}]}
        for number, who, text in _numbered()
    ]
    _objects(folder / "cuts.jsonl", rows)
    return Corpus(folder, _pieces())


def table(folder):
    sounds = _write(folder, ".wav", "a b")
    with (folder / "list.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "who", "text"])
        writer.writerows([f"a b/u{number}.wav", who, text] for number, who, text in _numbered())
    return Corpus(folder, sounds, options=("--speaker-column", "who"))


def objects(folder):
    sounds = _write(folder, ".wav")
    rows = [{"audio": f"u{number}.wav", "text": text, "speaker": who} for number, who, text in _numbered()]
    _objects(folder / "metadata.jsonl", rows)
    return Corpus(folder, sounds)


def _numbered():
    return [(number, who, text) for number, (who, text) in enumerate(zip(SPEAKERS, TEXTS, strict=True))]


WRITERS = {
    one.__name__: one
    for one in (common_voice, ljspeech, kaldi, kaldi_segments, nemo, lhotse, lhotse_cuts, table, objects)
}
