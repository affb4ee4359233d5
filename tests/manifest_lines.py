"""A line of a release's manifest, for the tests of what is made from it."""

import attrs

from shrutik_core.releases.plain_manifest import PlainLine

LINE = PlainLine(
    clip="7f0c",
    path="clips/7f0c.flac",
    text="আমি গান গাই",
    speaker="a1b2",
    split="train",
    collection="bn-read",
    language="bn",
    licence="CC0-1.0",
    confidence=0.93,
    votes=2,
    settled_by="consensus",
    recording="91aa",
    index=3,
    start=12.5,
    end=16.25,
    duration=3.75,
    sample_rate=16_000,
    bytes=48_000,
    sha256="ab" * 32,
    prompt="আমি বাংলায় গান গাই",
    consent_version="1",
    recorded_on="2026-01-05",
    traits={"age": "twenties", "gender": "female", "accent": "Dhaka", "dialect": "Sylheti", "region": "Sylhet"},
    quality={"loudness_lufs": -22.0},
)


def a_line(**changes):
    """The line, with what a test is about."""
    return attrs.evolve(LINE, **changes)
