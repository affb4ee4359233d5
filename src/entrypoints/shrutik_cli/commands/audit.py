"""`shrutik audit`: whether the audit trail is whole, and where it ends."""

import json
import re
from typing import Annotated

import typer

from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_core.audit.chain import AuditHead
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.use_cases.audit.read_audit import AuditReport

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="The audit trail: is it whole?"
)
_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


@app.command(
    epilog=examples("shrutik audit verify", "shrutik audit verify --json", "shrutik audit verify --head 1234:9f2c…")
)
def verify(
    head: Annotated[
        str | None, typer.Option("--head", help="What `shrutik audit head` printed earlier.", show_default=False)
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recomputes the trail's chain of digests; exits with 1 and names the first entry that does not fit."""
    noted = None if head is None else _head(head)
    with open_installation(data) as installation:
        report = installation.platform.verify_audit()(noted)
    if as_json:
        typer.echo(json.dumps(_plain(report)))
    if report.fault is not None:
        raise Conflict(
            "audit_broken", f"The audit trail is broken at entry {report.fault.number}: {report.fault.reason}."
        )
    if not as_json:
        typer.echo(f"{report.entries} entries, whole; the last is {report.head}")


@app.command("head", epilog=examples("shrutik audit head", "shrutik audit head | mail -s audit keeper@example.org"))
def head_(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Prints the number and digest of the last entry, to be kept elsewhere."""
    with open_installation(data) as installation:
        found = installation.platform.read_audit().head()
    typer.echo(json.dumps({"number": found.number, "digest": found.digest}) if as_json else str(found))


def _head(text: str) -> AuditHead:
    parts = _HEAD.fullmatch(text.strip())
    if parts is None:
        raise Invalid("audit_head_invalid", "A head is a number, a colon and 64 hexadecimal digits.")
    return AuditHead(int(parts[1]), parts[2])


def _plain(report: AuditReport) -> dict[str, object]:
    fault = report.fault
    return {
        "whole": fault is None,
        "entries": report.entries,
        "head": {"number": report.head.number, "digest": report.head.digest},
        "fault": None if fault is None else {"number": fault.number, "reason": fault.reason},
    }
