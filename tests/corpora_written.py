"""Corpora as others write them, for tests of what is read back: files by name, from utterances as plain tuples."""

import csv
import io
import json
import unicodedata

import attrs
from hypothesis import strategies as st

from shrutik_core.corpora.catalogue import format_of, read_corpus
from shrutik_core.corpora.utterance import BroughtUtterance, CorpusHints, LineProblem
from shrutik_core.shared.plain import is_plain

CHARACTERS = "অআকখক্ষড়িা্।abc XYZ 09\"',;|=+-@#\u200d\u200f\u0301😀\\/{}"


@attrs.frozen
class Said:
    """One utterance to be written."""

    name: str
    text: str
    speaker: str
    start: float = 0.0
    length: float = 1.0


def texts(extra=""):
    """Texts as people type them, and worse; without what the format cannot hold, and never empty when trimmed."""
    letters = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters=extra)
    some = st.text(st.sampled_from([one for one in CHARACTERS if one not in extra]) | letters, min_size=1, max_size=60)
    return some.filter(lambda text: text.strip() and is_plain(text))


def corpora(extra="", words=False):
    """Some utterances with names of their own; one speaker or more."""
    text = texts(extra).map(lambda one: " ".join(one.split())) if words else texts(extra)
    one = st.builds(Said, st.just(""), text, st.sampled_from(["ana", "বিনা", "c-3"]), st.integers(0, 99).map(float))
    return st.lists(one, min_size=1, max_size=6).map(
        lambda found: [attrs.evolve(said, name=f"u{number}") for number, said in enumerate(found)]
    )


def opened(files):
    """Files as a reader asks for them."""
    raw = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    return {name: lambda data=data: io.BytesIO(data) for name, data in raw.items()}


def read(files, wanted=None, **hints):
    """What a reader makes of files: utterances and problems, in order."""
    known = opened(files)
    return list(read_corpus(format_of(known, wanted), known, CorpusHints(**hints)))


def utterances(files, wanted=None, **hints):
    """The same, if there is no problem."""
    found = read(files, wanted, **hints)
    assert not [str(one) for one in found if isinstance(one, LineProblem)]
    return [one for one in found if isinstance(one, BroughtUtterance)]


def problems(files, wanted=None, **hints):
    """The problems alone: file, line and sentence."""
    return [(one.place.line, one.detail) for one in read(files, wanted, **hints) if isinstance(one, LineProblem)]


def kept(text):
    """A text as it is kept: canonical composition, trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def common_voice(found, end="\n", mark=""):
    rows = [["client_id", "path", "sentence", "up_votes", "age", "gender", "locale"]]
    rows += [[one.speaker, f"{one.name}.mp3", one.text, "2", "twenties", "", "bn"] for one in found]
    return {"validated.tsv": mark + "".join("\t".join(row) + end for row in rows)}


def ljspeech(found, end="\n", mark=""):
    return {"metadata.csv": mark + "".join(f"{one.name}|{one.text.upper()}|{one.text}{end}" for one in found)}


def table(found, end="\n", mark=""):
    file = io.StringIO()
    writer = csv.writer(file, lineterminator=end)
    writer.writerow(["text", "speaker", "path"])
    writer.writerows([one.text, one.speaker, f"{one.name}.wav"] for one in found)
    return {"anything.csv": mark + file.getvalue()}


def objects(found, end="\n", mark=""):
    rows = ({"audio": f"{one.name}.wav", "text": one.text, "speaker": one.speaker} for one in found)
    return {"metadata.jsonl": mark + "".join(json.dumps(row, ensure_ascii=False) + end for row in rows)}


def kaldi(found, end="\n", mark=""):
    return {
        "wav.scp": mark + "".join(f"{one.name} sounds/{one.name}.wav{end}" for one in found),
        "text": mark + "".join(f"{one.name} {one.text}{end}" for one in found),
        "utt2spk": mark + "".join(f"{one.name} {one.speaker}{end}" for one in found),
    }


def kaldi_cut(found, end="\n", mark=""):
    files = kaldi(found, end, mark)
    segments = (f"{one.name} talk {one.start} {one.start + one.length}{end}" for one in found)
    return files | {"wav.scp": f"{mark}talk sounds/talk.wav{end}", "segments": mark + "".join(segments)}


def nemo(found, end="\n", mark=""):
    rows = [
        {"audio_filepath": f"{one.name}.wav", "text": one.text, "speaker": one.speaker, "duration": one.length}
        for one in found
    ]
    return {"manifest.json": mark + "".join(json.dumps(row) + end for row in rows)}


def _source(path):
    return [{"type": "file", "channels": [0], "source": path}]


def lhotse(found, end="\n", mark=""):
    recordings = [{"id": one.name, "sources": _source(f"{one.name}.wav"), "sampling_rate": 16_000} for one in found]
    supervisions = [
        {"id": one.name, "recording_id": one.name, "start": one.start, "duration": one.length, "channel": 0}
        | {"text": one.text, "speaker": one.speaker, "language": "bn"}
        for one in found
    ]
    files = {"x_recordings_all.jsonl.gz": recordings, "x_supervisions_all.jsonl.gz": supervisions}
    return {name: mark + "".join(json.dumps(row) + end for row in rows) for name, rows in files.items()}


def cuts(found, end="\n", mark=""):
    rows = [
        {"id": f"c-{one.name}", "type": "MonoCut", "start": one.start, "duration": one.length, "channel": 0}
        | {"recording": {"id": one.name, "sources": _source(f"{one.name}.wav")}}
        | {"supervisions": [{"id": one.name, "start": 0.0, "duration": one.length, "text": one.text}]}
        for one in found
    ]
    for row, one in zip(rows, found, strict=True):
        row["supervisions"][0]["speaker"] = one.speaker
    return {"cuts.jsonl": mark + "".join(json.dumps(row) + end for row in rows)}
