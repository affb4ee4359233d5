"""An import from its wish to its report, with an installation opened for it."""

from pathlib import Path

from shrutik_bootstrap.installation import Installation, own_or_attach_installation
from shrutik_bootstrap.platform import Platform
from shrutik_cli.acting_account import acting_account
from shrutik_cli.bringing.bring import Bringing
from shrutik_cli.bringing.known import KnownCorpus
from shrutik_cli.bringing.outcomes import Outcomes
from shrutik_cli.bringing.prompts import keep_prompts
from shrutik_cli.bringing.report import ImportReport
from shrutik_cli.bringing.survey import survey
from shrutik_cli.bringing.walk import walk
from shrutik_cli.bringing.wish import ImportWish, OpenedCorpus, Texts
from shrutik_cli.open_installation import as_command, settings_for, tell
from shrutik_cli.own_workers import own_workers
from shrutik_core.collections.collection import Collection
from shrutik_core.people.roles import Actor
from shrutik_core.shared.ids import ContributorId


def import_corpus(
    data: Path | None, wish: ImportWish, email: str | None, *, dry: bool, resume: bool, wait: bool
) -> ImportReport:
    """What was found and done; with ``dry`` nothing is brought.

    Args:
        data: the data folder; None for the usual one.
        wish: what is to be brought.
        email: of the account that acts; None for the oldest admin's.
        dry: whether to look only.
        resume: whether a corpus that was begun is gone on with.
        wait: whether to wait until all is cut.

    Raises:
        Conflict: ``corpus_begun``; as `BringSpeaker.check` and `BringTranscription.check`.
        ShrutikError: if the installation cannot be opened, or the format cannot be told.
    """
    settings, corpus = settings_for(data), wish.open()
    with as_command(settings), own_or_attach_installation(settings, tell) as installation:
        platform = installation.platform
        actor = acting_account(platform, email)
        target = platform.bring_speaker().check(actor, wish.collection, wish.terms)
        worker = _worker(platform, actor, wish)
        known = KnownCorpus.of(platform, actor, target.id)
        known.check_new(wish.corpus, resume=resume or dry)
        report = ImportReport(wish.corpus, corpus.format, dry)
        if dry:
            files = walk(wish.folder, corpus, wish.admission(target.language), report)
            survey(files, known, platform.audio_limits(), report)
        else:
            outcomes = Outcomes(platform, actor, worker, report)
            _bring(installation, wish, corpus, target, known, outcomes, wait=wait)
    return report


def _worker(platform: Platform, actor: Actor, wish: ImportWish) -> ContributorId | None:
    if wish.texts is not Texts.TRANSCRIPTIONS or wish.worker is None:
        return None
    worker = platform.manage_people().get_by_email(None, wish.worker).id
    platform.bring_transcription().check(actor, worker)
    return worker


def _bring(
    installation: Installation,
    wish: ImportWish,
    corpus: OpenedCorpus,
    target: Collection,
    known: KnownCorpus,
    outcomes: Outcomes,
    *,
    wait: bool,
) -> None:
    platform, report = installation.platform, outcomes.report
    prompts = keep_prompts(platform, wish, corpus.read()) if wish.texts is Texts.PROMPTS else {}
    bringing = Bringing(platform, outcomes.actor, wish, known, prompts, outcomes, report)
    with own_workers(installation):
        bringing(walk(wish.folder, corpus, wish.admission(target.language), report))
        outcomes.finish(wait=wait)
