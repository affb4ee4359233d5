"""`shrutik doctor`: all that an installation needs, looked at in one go."""

import json
from pathlib import Path
from typing import Annotated

import attrs
import typer

from shrutik_bootstrap.doctor.examining import Looked
from shrutik_bootstrap.doctor.finding import Colour
from shrutik_bootstrap.doctor.visit import turned_away, visit
from shrutik_cli.open_installation import DataOption, JsonOption, ended_in_order, settings_for, tell
from shrutik_core.shared.errors import ShrutikError, Unavailable

_WIDTH = 16


def doctor(
    data: DataOption = None,
    deep: Annotated[bool, typer.Option("--deep", help="Read every blob, however long that takes.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Looks at settings, keys, database, jobs, blobs, disk, certificates, back-ups, and what machines share.

    Each line is green, yellow (look into it) or red (it does not work, or soon will not) and says what to do;
    exits with 1 if one is red.
    """
    with ended_in_order():
        looked = _looked(data, is_deep=deep)
    if as_json:
        typer.echo(json.dumps([_plain(one) for one in looked], indent=2, default=str))
    for one in [] if as_json else looked:
        typer.echo(_line(one))
    bad = [one for one in looked if one.finding.colour is Colour.RED]
    if bad:
        names = ", ".join(dict.fromkeys(one.name for one in bad))
        raise Unavailable("doctor_found_faults", f"{len(bad)} of {len(looked)} lines are red: {names}.")


def _looked(data: Path | None, *, is_deep: bool) -> list[Looked]:
    try:
        settings = settings_for(data)
    except ShrutikError as error:
        return turned_away(error)
    return visit(settings, tell, is_deep=is_deep)


def _line(looked: Looked) -> str:
    finding = looked.finding
    advice = f": {finding.advice}" if finding.advice else ""
    return f"{finding.colour.value:<7} {looked.name:<{_WIDTH}} {' '.join(finding.detail.split())}{advice}"


def _plain(looked: Looked) -> dict[str, object]:
    return {"check": looked.name, "seconds": looked.seconds, **attrs.asdict(looked.finding)}
