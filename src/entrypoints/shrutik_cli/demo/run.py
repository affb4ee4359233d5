"""The whole performance: demo, workers, story, dataset on disk, figures."""

from collections.abc import Sequence
from pathlib import Path

from shrutik_bootstrap.copies import verify_copy
from shrutik_bootstrap.installation import Installation
from shrutik_cli.demo.accounts import RESEARCHER
from shrutik_cli.demo.background import Background
from shrutik_cli.demo.figures import count_figures
from shrutik_cli.demo.marker import DemoMarker
from shrutik_cli.demo.progress import ProgressDisplay
from shrutik_cli.demo.record import latest, send_file
from shrutik_cli.demo.report import Report
from shrutik_cli.demo.setup import DemoPlatform, open_guest_collection, prepare
from shrutik_cli.demo.story import Story
from shrutik_cli.release_check import check_store
from shrutik_cli.release_folder import lay_out, placed
from shrutik_core.people.roles import Actor
from shrutik_core.recordings.recording import Recording
from shrutik_core.releases.release import Release
from shrutik_core.shared.errors import Unavailable
from shrutik_worker.workers import Workers

DATASETS = "datasets"


def run_demo(
    installation: Installation,
    marker: DemoMarker,
    display: ProgressDisplay,
    seed: int,
    own: Sequence[Path],
    language: str,
) -> Report:
    """Tell the story in an installation that this process owns.

    Args:
        installation: where.
        marker: the demo's.
        display: where progress is shown.
        seed: of everything that goes wrong.
        own: the user's files.
        language: of those.

    Raises:
        ShrutikError: if something fails for good; called again, the story goes on from there.
    """
    with (
        display.live(),
        Workers(
            installation.platform, installation.broker, installation.job_listener, installation.settings.worker_threads
        ),
    ):
        display.say(f"Data folder: {installation.folder}")
        demo, background = prepare(installation.platform, marker.password), Background(installation.platform)
        spoken, release = Story(demo, background, display, seed).tell()
        folder = _laid_out(installation, demo.actors[RESEARCHER], release)
        recordings, slug = _own(demo, background, display, own, language, marker) if own else ((), "")
        return Report(count_figures(demo, spoken), release, folder, recordings, slug)


def _laid_out(installation: Installation, actor: Actor, release: Release) -> Path:
    """The release in the store verified, and as a folder beside it."""
    reader, folder = installation.platform.read_releases(), installation.folder / DATASETS / release.title
    check = check_store(reader, release)
    if not check.sound:
        names = ", ".join((*check.missing, *check.changed))
        raise Unavailable("release_damaged", f"{release.title} is not as it was released: {names}.")
    if not folder.exists():
        with placed(str(folder)) as fresh:
            lay_out(reader, actor, release, fresh)
    report = verify_copy(folder)
    if not report.sound:
        told = "; ".join(fault.text for fault in report.faults)
        raise Unavailable("release_damaged", f"{release.title} is not as it was released: {told}.")
    return folder


def _own(
    demo: DemoPlatform,
    background: Background,
    display: ProgressDisplay,
    files: Sequence[Path],
    language: str,
    marker: DemoMarker,
) -> tuple[Sequence[Recording], str]:
    guest, collection = open_guest_collection(demo, language, marker.password)
    with display.bar("your recordings", len(files)) as bar:
        sent = []
        for path in files:
            sent.append(send_file(demo, guest, collection, path))
            background.settle()
            bar.add()
    return [latest(demo, guest, one.id) for one in sent], collection.slug
