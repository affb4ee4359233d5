"""`shrutik queue`: why a person is lent no tasks, or fewer than they ask for."""

import json
from typing import Annotated

import typer

from shrutik_cli.examples import examples
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_core.people.contributor import Contributor
from shrutik_core.shared.ids import ContributorId, parse_id
from shrutik_core.transcription.queue import SENTENCES, QueueExplained
from shrutik_core.use_cases.people.manage_people import ManagePeople

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="What people are lent, and why."
)


@app.callback()
def _queue() -> None:
    """What people are lent, and why."""


@app.command(
    epilog=examples(
        "shrutik queue explain --user asha@example.org --collection bn-read",
        "shrutik queue explain --user 0198c1d2-... --collection bn-read --json",
    )
)
def explain(
    user: Annotated[str, typer.Option(help="Address or id of the account.", show_default=False)],
    collection: Annotated[str, typer.Option(help="Slug or id of the collection.", show_default=False)],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Says how many chunks of a collection a person may be lent, and what keeps the others back; nothing is lent."""
    with open_installation(data) as installation:
        platform = installation.platform
        person = _account(platform.manage_people(), user)
        explained = platform.explain_queue()(None, collection, person.id)
    if as_json:
        typer.echo(json.dumps({"user_id": str(person.id), **_plain(explained)}, indent=2))
        return
    for line in _lines(explained):
        typer.echo(line)


def _account(people: ManagePeople, user: str) -> Contributor:
    return people.get_by_email(None, user) if "@" in user else people.get(None, ContributorId(parse_id(user)))


def _lines(explained: QueueExplained) -> list[str]:
    counts = [f"{count} {status.value}" for status, count in explained.statuses.items() if count]
    return [
        f"chunks: {sum(explained.statuses.values())}" + (f" ({', '.join(counts)})" if counts else ""),
        f"may be lent: {explained.offered}, of which up to {explained.places} in one call now",
        *(f"{closure.value}: {SENTENCES[closure]}" for closure in explained.closures),
        *(f"{obstacle.value}: {count}. {SENTENCES[obstacle]}" for obstacle, count in explained.obstacles.items()),
    ]


def _plain(explained: QueueExplained) -> dict[str, object]:
    return {
        "offered": explained.offered,
        "places": explained.places,
        "chunks": {status.value: count for status, count in explained.statuses.items()},
        "closures": [{"closure": one.value, "detail": SENTENCES[one]} for one in explained.closures],
        "obstacles": [
            {"obstacle": one.value, "chunks": count, "detail": SENTENCES[one]}
            for one, count in explained.obstacles.items()
        ],
    }
