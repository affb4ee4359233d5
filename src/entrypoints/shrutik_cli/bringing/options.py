"""The options of `shrutik recordings import`."""

from pathlib import Path
from typing import Annotated

import typer

from shrutik_cli.bringing.wish import Texts
from shrutik_core.corpora.catalogue import FORMATS
from shrutik_core.people.consent import Purpose

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the corpus.", show_default=False)]
CollectionOption = Annotated[str, typer.Option(help="Slug or id of the collection.", show_default=False)]
VersionOption = Annotated[
    str, typer.Option(help="Version of its consent document that the speakers agreed to.", show_default=False)
]
StatementOption = Annotated[
    str, typer.Option(help="Who obtained their consent, how and when; kept with it.", show_default=False)
]
LicenceOption = Annotated[
    str, typer.Option(help="Licence of the corpus; must be that of the collection.", show_default=False)
]
TextsOption = Annotated[
    Texts, typer.Option(help="What the texts are: what somebody heard, or what was read.", show_default=False)
]
WorkerOption = Annotated[
    str | None, typer.Option(help="Address of the account whose votes the transcriptions become.", show_default=False)
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", help=f"{', '.join(FORMATS)}; detected from the files by default.", show_default=False),
]
CorpusOption = Annotated[
    str | None, typer.Option(help="Name of the corpus; the folder's by default.", show_default=False)
]
PurposeOption = Annotated[list[Purpose], typer.Option(help="What the speakers agreed to; may be repeated.")]
SpeakerOption = Annotated[str | None, typer.Option(help="The speaker, where none is named.", show_default=False)]
SpeakerColumnOption = Annotated[
    str | None, typer.Option(help="Column of a table that names the speaker.", show_default=False)
]
SyntheticOption = Annotated[
    bool, typer.Option("--synthetic", help="All of its voices are made by a machine, not by people.")
]
RootOption = Annotated[
    list[str] | None,
    typer.Option(help="Beginning of its paths to take off; may be repeated.", show_default=False),
]
LongestOption = Annotated[float, typer.Option(min=0, help="Longest utterance that stays one clip, seconds.")]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Continue a corpus that was begun.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be brought.")]
WaitOption = Annotated[bool, typer.Option(help="Wait until all is cut; a text becomes a vote only then.")]
AsOption = Annotated[
    str | None,
    typer.Option("--as", help="Address of the account that acts; the oldest admin's.", show_default=False),
]
