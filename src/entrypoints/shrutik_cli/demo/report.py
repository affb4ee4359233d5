"""The end of the story: the table, and the same for a program."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from shrutik_cli.demo.figures import Figures, Right
from shrutik_core.recordings.recording import Recording
from shrutik_core.releases.release import Release


@attrs.frozen
class Report:
    """What the demo came to.

    Attributes:
        figures: counted at the end.
        release: the newest.
        folder: where it is laid out.
        own: the user's own recordings; cut, and left for people to transcribe.
        own_collection: where those are; empty if there are none.
    """

    figures: Figures
    release: Release
    folder: Path
    own: Sequence[Recording] = ()
    own_collection: str = ""

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        figures = self.figures
        plain = attrs.asdict(figures, filter=lambda field, _: field.type is not Right)
        rights = {"crowd": figures.crowd, "consensus": figures.consensus, "published": figures.published}
        return {
            **plain,
            "seconds": round(figures.seconds, 3),
            "words_right": {name: round(right.share, 4) for name, right in rights.items()},
            "words_known": {name: right.words for name, right in rights.items()},
            "release": {
                "id": str(self.release.id),
                "title": self.release.title,
                "clips": self.release.clips,
                "digest": self.release.digest,
                "path": str(self.folder),
            },
            "own_recordings": [
                {"id": str(one.id), "status": one.status.value, "chunks": one.chunk_count} for one in self.own
            ],
        }


def print_report(report: Report, console: Console) -> None:
    """The table."""
    table = Table(title="What came of it", box=SIMPLE_HEAD, show_header=False, title_justify="left", title_style="bold")
    table.add_column(style="cyan")
    # A path is to be copied: it is never cut short.
    table.add_column(overflow="fold")
    for name, value in _rows(report):
        table.add_row(name, value)
    console.print(table)


def _rows(report: Report) -> Iterator[tuple[str, str]]:
    figures = report.figures
    yield "recordings", str(figures.recordings)
    yield "clips", str(figures.clips)
    yield "seconds", f"{figures.seconds:.1f}"
    yield "transcriptions", str(figures.transcriptions)
    yield "accepted", f"{figures.accepted} ({figures.by_reviewer} by the reviewer)"
    yield "in review", str(figures.in_review)
    if figures.rejected:
        yield "rejected", str(figures.rejected)
    if figures.open:
        yield "want more votes", str(figures.open)
    yield "words right", f"{_percent(figures.crowd)} in what single transcribers typed"
    yield "", f"{_percent(figures.consensus)} in their consensus"
    yield "", f"{_percent(figures.published)} in the accepted texts"
    for one in report.own:
        yield "your recording", _own(one, report.own_collection)
    yield "release", f"{report.release.title}, {report.release.clips} clips, checksums verified"
    yield "release path", str(report.folder)


def _own(recording: Recording, collection: str) -> str:
    name = str(recording.metadata.get("file", recording.id))
    if recording.chunk_count:
        return (
            f"{name}: {recording.chunk_count} clips in {collection}, left for people to transcribe (no one here knows "
            "what you said)"
        )
    why = "; ".join(reason.detail for reason in recording.reasons)
    return f"{name}: {recording.status.value}{': ' + why if why else ''}"


def _percent(right: Right) -> str:
    return f"{100 * right.share:5.1f} %"
