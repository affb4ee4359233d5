"""A release in one sentence."""

from shrutik_core.releases.sheet.numbers import counted, time_shown
from shrutik_core.releases.stats.release_stats import ReleaseStats


def summary(stats: ReleaseStats) -> str:
    """What it holds, in plain text."""
    languages = ", ".join(row.value or "" for row in stats.by["language"])
    what = f"{time_shown(stats.total.seconds)} of speech" + (f" in {languages}" if languages else "")
    many = f"{counted(stats.total.clips, 'clip')} of {counted(stats.total.speakers, 'speaker')}"
    return f"{what}: {many}, each with its text, how sure that is, and the votes that it comes from."
