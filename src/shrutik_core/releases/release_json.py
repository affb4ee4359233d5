"""``release.json``: what a release is, in one file that a program reads first."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import attrs

from shrutik_core.releases.release import Release
from shrutik_core.releases.selection_json import conditions

NAME = "release.json"
FORM = 1
"""Of the file; a reader refuses any other."""


@attrs.frozen
class ReleaseFacts:
    """What is known of a release beside what it holds.

    Attributes:
        collections: slugs of those that it was selected from, sorted.
        predecessor: version and root of the one before; None for a first one.
        software: what made it, each with its version.
        parameters: settings that decide what is in it, by collection.
        feed: address of the series' withdrawal feed; empty if the installation has none that others reach.
    """

    collections: tuple[str, ...]
    predecessor: tuple[int, str] | None
    software: Mapping[str, str]
    parameters: Mapping[str, Any]
    feed: str = ""


@attrs.frozen
class ReleaseCounts:
    """What a release holds, counted.

    Attributes:
        clips: 1 and up.
        samples_ms: milliseconds of sound.
        shards: 1 and up.
        files: that the root is over.
    """

    clips: int
    samples_ms: int
    shards: int
    files: int


def selection_digest(release: Release, collections: tuple[str, ...]) -> str:
    """SHA-256 of what was selected, 64 hexadecimal characters: the same for the same wish."""
    return hashlib.sha256(_encoded(_selected(release, collections)).encode()).hexdigest()


def write_release(release: Release, facts: ReleaseFacts, counts: ReleaseCounts, root: str) -> str:
    """The file: indented JSON, the same for the same release, without the time of its building."""
    before = facts.predecessor
    told = {
        "form": FORM,
        "series": release.name,
        "version": release.version,
        "title": release.title,
        "predecessor": {"version": before[0], "root": before[1]} if before else None,
        "root": root,
        "selection": _selected(release, facts.collections),
        "counts": attrs.asdict(counts),
        "software": dict(sorted(facts.software.items())),
        "parameters": dict(sorted(facts.parameters.items())),
        "withdrawals": facts.feed or None,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _selected(release: Release, collections: tuple[str, ...]) -> dict[str, Any]:
    formats = [format_.value for format_ in release.selection.formats]
    return {"collections": list(collections), "formats": formats, **conditions(release.selection)}


def _encoded(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
