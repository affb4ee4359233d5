"""JSON Lines with ``audio``, ``text`` and ``duration``, the fields that most speech toolkits look for."""

import json
from collections.abc import Iterable, Iterator

from shrutik_core.releases.formats.text_file import TextFile
from shrutik_core.releases.plain_manifest import PlainLine


def write_jsonl(lines: Iterable[PlainLine]) -> Iterator[str]:
    """One object for each clip."""
    for line in lines:
        entry = {
            "audio": line.path,
            "text": line.text,
            "duration": line.duration,
            "speaker": line.speaker,
            "language": line.language,
            "split": line.split,
            "confidence": line.confidence,
        }
        yield json.dumps(entry, ensure_ascii=False)


FILES = (TextFile("metadata.jsonl", "application/jsonl", write_jsonl),)
