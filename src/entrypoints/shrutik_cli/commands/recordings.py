"""`shrutik recordings`: brings those that others made, from a folder of this machine, and cuts what is there anew."""

import json
from pathlib import Path

import typer

from shrutik_cli.bringing import options
from shrutik_cli.bringing.folder import CorpusFolder
from shrutik_cli.bringing.report import ImportReport
from shrutik_cli.bringing.run import import_corpus
from shrutik_cli.bringing.wish import LONGEST_WHOLE, ImportWish
from shrutik_cli.commands import rechunk
from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption
from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.corpora.terms import BroughtTerms
from shrutik_core.corpora.utterance import CorpusHints
from shrutik_core.people.consent import Purpose

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="Bring recordings, or cut them anew."
)
app.registered_commands += rechunk.app.registered_commands
_PURPOSES = [Purpose.RECORD, Purpose.PUBLISH]
_TERMS = "--consent-version 1 --consent-statement 'Signed forms, kept by the radio' --licence CC0-1.0"


@app.callback()
def _recordings() -> None:
    """Bring recordings, or cut them anew."""


@app.command(
    "import",
    epilog=examples(
        f"shrutik recordings import cv-corpus/bn --collection bn-read {_TERMS} --texts prompts --dry-run",
        f"shrutik recordings import radio --collection bn-talk {_TERMS} --texts transcriptions --worker r@example.org",
    ),
)
def import_(  # noqa: PLR0917 - typer passes every option by name
    folder: options.FolderArgument,
    collection: options.CollectionOption,
    consent_version: options.VersionOption,
    consent_statement: options.StatementOption,
    licence: options.LicenceOption,
    texts: options.TextsOption,
    worker: options.WorkerOption = None,
    format_: options.FormatOption = None,
    corpus: options.CorpusOption = None,
    purpose: options.PurposeOption = _PURPOSES,
    speaker: options.SpeakerOption = None,
    speaker_column: options.SpeakerColumnOption = None,
    synthetic: options.SyntheticOption = False,
    root: options.RootOption = None,
    longest: options.LongestOption = LONGEST_WHOLE,
    resume: options.ResumeOption = False,
    dry_run: options.DryRunOption = False,
    wait: options.WaitOption = True,
    acting: options.AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Brings a corpus: its speakers with their consent, its recordings, and its texts as transcriptions or prompts.

    Nothing is brought twice. What cannot be used is reported line by line; the rest is brought, and the command fails.
    """
    terms = BroughtTerms(licence, ConsentAnswer(consent_version, purpose), consent_statement)
    hints, name = CorpusHints(tuple(root or ()), speaker_column, synthetic), _name(folder, corpus)
    wish = ImportWish(CorpusFolder(folder), collection, terms, texts, name, format_, worker, speaker, longest, hints)
    _print(import_corpus(data, wish, acting, dry=dry_run, resume=resume, wait=wait), as_json=as_json)


def _name(folder: Path, corpus: str | None) -> str:
    return folder.resolve().name if corpus is None else corpus


def _print(report: ImportReport, *, as_json: bool) -> None:
    typer.echo(json.dumps(report.plain(), ensure_ascii=False) if as_json else "\n".join(report.lines()))
    if report.problem_count:
        raise typer.Exit(1)
