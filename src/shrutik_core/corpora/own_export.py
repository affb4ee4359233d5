"""Whether a folder is an export of a release of ours, whose tables are quoted and guarded in ways of their own."""

import json

from shrutik_core.corpora.utterance import CorpusFiles

_ABOUT = "about.json"
_SYNTHETIC = "synthetic.txt"
_ENDINGS = {"wav_16k": ".wav", "opus": ".opus", "mp3": ".mp3"}


def own_ending(files: CorpusFiles) -> str | None:
    """What the names of its sounds end in if it says that it is one; None otherwise."""
    if _ABOUT not in files:
        return None
    try:
        told = json.loads(b"".join(files[_ABOUT]()))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not {"release", "sound", "software"} <= told.keys():
        return None
    return _ENDINGS.get(str(told["sound"]), ".flac")


def synthetic_sounds(files: CorpusFiles) -> frozenset[str]:
    """The sounds that an export of ours lists as made by a machine, as paths from its folder; none of other corpora."""
    if _SYNTHETIC not in files or own_ending(files) is None:
        return frozenset()
    lines = (line.decode("utf-8", "surrogateescape").rstrip("\r\n") for line in files[_SYNTHETIC]())
    return frozenset(filter(None, lines))
