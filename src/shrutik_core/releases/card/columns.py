"""The columns that both the Parquet and the JSON Lines of a release have, with what each says."""

from enum import StrEnum

from shrutik_core.people.traits import Trait


class RecordFiles(StrEnum):
    """From which files a catalogue reads records; the view of the same name writes them."""

    PARQUET = "huggingface"
    """With the sound in them."""
    JSONL = "jsonl"
    """With the path of the sound."""


COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("clip", "sc:Text", "Pseudonym of the clip."),
    ("text", "sc:Text", "The agreed text."),
    ("text_normalised", "sc:Text", "The words that texts are compared by, with spaces between them."),
    ("prompt", "sc:Text", "What was to be read aloud; empty for free speech."),
    ("speaker", "sc:Text", "Pseudonym of the speaker."),
    ("language", "sc:Text", "BCP 47."),
    ("duration", "sc:Float", "Seconds."),
    ("sample_rate_hz", "sc:Integer", "Samples per second."),
    ("num_samples", "sc:Integer", "In each channel."),
    *((str(trait), "sc:Text", "Of the speaker, as they say; empty where nothing is said.") for trait in Trait),
    ("confidence", "sc:Float", "Probability that the text is exactly right, 0 to 1."),
    (
        "expected_wer",
        "sc:Float",
        "Word error rate that the consensus expects of its text; empty if a reviewer wrote it.",
    ),
    ("decision", "sc:Text", "Who settled the text, consensus or reviewer."),
    ("votes", "sc:Integer", "How many transcriptions counted."),
    ("licence", "sc:Text", "SPDX."),
    ("recorded_on", "sc:Text", "Date, or year and month."),
)
"""Name, type in Croissant, and meaning."""
