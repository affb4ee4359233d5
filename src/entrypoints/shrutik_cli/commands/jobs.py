"""`shrutik jobs`: background work, and its dead-letter list."""

from itertools import islice
from typing import Annotated

import typer

from shrutik_cli.examples import examples
from shrutik_cli.listing import print_list
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.paging import every
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import JobId, parse_id
from shrutik_core.shared.jobs import Job, JobStatus

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="Background jobs, and those that died."
)


@app.command("list", epilog=examples("shrutik jobs list", "shrutik jobs list --status dead --json"))
def list_(
    status: Annotated[JobStatus | None, typer.Option(help="Only those in this state.")] = None,
    most: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lists jobs, newest first."""
    with open_installation(data) as installation:
        manage = installation.platform.manage_jobs()
        jobs = list(islice(every(lambda request: manage.list(None, request, status)), most))
    _print(jobs, as_json)


@app.command(epilog=examples("shrutik jobs retry 0198c1d2-...", "shrutik jobs retry --all-dead"))
def retry(
    job: Annotated[str | None, typer.Argument(help="Id of a dead job.", show_default=False)] = None,
    all_dead: Annotated[bool, typer.Option("--all-dead", help="Every dead job.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Queues dead jobs again, with all their attempts before them; a running server takes them up."""
    if (job is None) is not all_dead:
        raise Invalid("job_or_all", "Name one job, or give --all-dead.")
    with open_installation(data) as installation:
        manage = installation.platform.manage_jobs()
        ids = [JobId(parse_id(job))] if job else []
        if all_dead:
            ids = [one.id for one in list(every(lambda request: manage.list(None, request, JobStatus.DEAD)))]
        jobs = [manage.retry(None, one) for one in ids]
    _print(jobs, as_json)


def _print(jobs: list[Job], as_json: bool) -> None:
    print_list("jobs", [_plain(job) for job in jobs], map(_line, jobs), as_json=as_json)


def _line(job: Job) -> str:
    line = f"{job.id}  {job.kind.value:<17}  {job.status.value:<7}  attempts {job.attempts}  of {job.subject}"
    return f"{line}  {job.error}".rstrip()


def _plain(job: Job) -> dict[str, object]:
    return {
        "id": str(job.id),
        "kind": job.kind.value,
        "subject": str(job.subject),
        "status": job.status.value,
        "attempts": job.attempts,
        "due_at": job.due_at.isoformat(),
        "created_at": job.created_at.isoformat(),
        "error": job.error,
    }
